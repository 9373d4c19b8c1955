import json

import pytest

from identity.cardreading import benchmark
from identity.cardreading.benchmark import BenchmarkError, Run, figures, load_truth
from tests.identity.cardreading.generator.__main__ import write_set
from tests.identity.cardreading.generator.pictures import good

RIGHT = {
    "name": "罗骥鑫",
    "sex": "男",
    "ethnicity": "汉",
    "birth": "2001-11-09",
    "id_number": "330106200111091475",
}


def row(file: str, seconds: float = 0.4, silent: bool = False, **wrong: str) -> dict:
    return {"file": file, "seconds": seconds, "silent": silent, "fields": RIGHT | wrong}


def measured(*rows: dict, baseline: float = 1.0, truth: dict | None = None) -> dict:
    truth = truth or {r["file"]: RIGHT for r in rows}
    slow = Run([{"seconds": baseline} for _ in rows], 0)
    return figures(truth, Run(list(rows), 500.04), slow)


def test_all_right():
    result = measured(row("a"), row("b", silent=True))
    assert result["fields"] == dict.fromkeys(RIGHT, 1.0)
    assert (result["n"], result["all_five"], result["wrong_valid_ids"]) == (2, 1.0, 0.0)
    assert (result["silent_names"], result["silent_names_wrong"]) == (0.5, 0.0)
    assert (result["p50_s"], result["peak_mb"], result["time_ratio_untuned"]) == (0.4, 500.0, 0.4)


def test_keys_are_those_that_others_read():
    assert list(measured(row("a"))) == [
        "n", "fields", "all_five", "wrong_valid_ids", "silent_names", "silent_names_wrong",
        "p50_s", "p95_s", "peak_mb", "time_ratio_untuned",
    ]  # fmt: skip


def test_a_wrong_name_spoils_all_five_and_counts_as_silent_only_if_it_was():
    result = measured(row("a", name="罗冀鑫", silent=True), row("b", name="罗冀鑫"))
    assert (result["fields"]["name"], result["all_five"]) == (0.0, 0.0)
    assert (result["silent_names"], result["silent_names_wrong"]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("number", "rate"),
    [("330106200111091475", 0), ("33010620011109147X", 0), ("810000199408230021", 1)],
)
def test_only_a_wrong_number_with_a_right_checksum_is_wrong_and_valid(number, rate):
    assert measured(row("a", id_number=number))["wrong_valid_ids"] == rate


def test_both_sides_are_written_alike():
    truth = {"a": RIGHT | {"ethnicity": "汉族", "name": "居马泰•依明"}}
    result = measured(row("a", name="居马泰·依明", ethnicity="漢"), truth=truth)
    assert result["all_five"] == 1.0


def test_fields_that_the_truth_lacks_are_not_counted():
    result = measured(row("a", name="罗冀鑫"), row("b"), truth={"a": {"sex": "男"}, "b": RIGHT})
    assert (result["fields"]["name"], result["fields"]["sex"], result["all_five"]) == (
        1.0,
        1.0,
        1.0,
    )


def test_an_unreadable_file_has_nothing_right():
    empty = {"file": "a", "seconds": 0.0, "silent": False, "fields": {}}
    result = measured(empty)
    assert (result["all_five"], result["wrong_valid_ids"]) == (0.0, 0.0)


@pytest.mark.parametrize("content", [None, "no json", "[]", "{}", '{"a.jpg": 1}'])
def test_a_folder_that_cannot_be_measured_is_explained(tmp_path, content):
    if content is not None:
        (tmp_path / "truth.json").write_text(content)
    with pytest.raises(BenchmarkError, match=r"truth\.json"):
        load_truth(tmp_path)


def test_a_missing_folder_is_explained(tmp_path):
    with pytest.raises(BenchmarkError, match="is not a folder"):
        load_truth(tmp_path / "none")


def test_a_table_for_people_has_every_figure():
    table = benchmark.as_table(measured(row("a")))
    assert all(name in table for name in (*RIGHT, "p95_s", "time_ratio_untuned"))


def test_a_set_is_measured_in_a_process_of_its_own(tmp_path):
    write_set(tmp_path, [good(21, 0, rare_share=0)])
    truth = json.loads((tmp_path / "truth.json").read_text())
    truth["gone.jpg"] = RIGHT
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    result = benchmark.measure(tmp_path, with_baseline=False)
    assert (result["n"], result["all_five"], result["time_ratio_untuned"]) == (2, 0.5, None)
    assert 100 < result["peak_mb"] < 1500
