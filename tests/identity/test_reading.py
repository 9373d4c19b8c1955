"""The OCR worker has its models before it takes work; others never load them."""

from types import SimpleNamespace

import pytest
from celery.signals import worker_process_init

from identity import reading


def started_with(queues: list[str]) -> bool:
    amqp = SimpleNamespace(queues=SimpleNamespace(consume_from=dict.fromkeys(queues)))
    reading.load_in_ocr_workers(SimpleNamespace(app=SimpleNamespace(amqp=amqp)))
    return worker_process_init.disconnect(reading.load_models)


@pytest.mark.parametrize(
    ("queues", "loads"), [(["ocr"], True), (["default"], False), (["default", "ocr"], False)]
)
def test_only_a_worker_of_cards_alone_loads_the_models(queues: list[str], loads: bool):
    assert started_with(queues) is loads


def test_a_missing_model_does_not_stop_the_worker(settings, tmp_path, caplog):
    settings.OCR_MODEL_DIR = tmp_path
    reading.engine.cache_clear()
    reading.load_models()
    reading.engine.cache_clear()
    assert "not loaded" in caplog.text
