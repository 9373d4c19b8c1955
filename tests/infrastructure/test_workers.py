"""The worker fixture: a real prefork worker on this test's database and broker."""

from collections.abc import Callable

from celery import current_app
from django.contrib.contenttypes.models import ContentType

from tests.infrastructure.databases import database_url
from tests.infrastructure.workers import WorkerProcess, wait_for

StartWorker = Callable[..., WorkerProcess]


def test_a_message_reaches_the_worker(celery_worker_process: StartWorker) -> None:
    worker = celery_worker_process("default")
    current_app.send_task("tests.no_such_task", queue="default")
    wait_for(lambda: "tests.no_such_task" in worker.output(), 20)


def test_a_killed_worker_leaves_nothing_behind(celery_worker_process: StartWorker) -> None:
    worker = celery_worker_process("default", processes=2)
    worker.kill()
    assert worker.process.returncode == -9
    celery_worker_process("default")


def test_other_processes_find_the_test_database(transactional_db: None) -> None:
    import environ
    from django.db.utils import ConnectionHandler

    ContentType.objects.get_or_create(app_label="tests", model="seen")
    handler = ConnectionHandler({"default": environ.Env.db_url_config(database_url())})
    with handler["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'tests'")
        assert cursor.fetchone()[0] == 1
    handler["default"].close()
