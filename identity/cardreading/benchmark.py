"""Measure card reading on a folder of pictures with a truth.json, and against plain PaddleOCR.

Each of the two readings runs in a fresh process of its own, so that peak memory is its own.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from identity.cardreading import crosscheck, ethnicity

FIELDS = ("name", "sex", "ethnicity", "birth", "id_number")
_ROOT = Path(__file__).resolve().parents[2]


class BenchmarkError(RuntimeError):
    """The folder cannot be measured; the message says why."""


@dataclass(frozen=True)
class Run:
    """What one process measured: a row per picture in order of truth.json, and its peak."""

    rows: list[dict[str, Any]]
    peak_mb: float

    @property
    def total_s(self) -> float:
        return sum(row["seconds"] for row in self.rows)


@dataclass
class Tally:
    """Counts of right answers over the pictures whose truth names the field."""

    right: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    all_five: list[bool] = field(default_factory=list)
    wrong_valid: list[bool] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)
    silent_wrong: list[bool] = field(default_factory=list)


def measure(folder: Path, with_baseline: bool = True) -> dict[str, Any]:
    """The figures of issue and docs/card-reading.md; rates 0–1. Raises BenchmarkError."""
    truth = load_truth(folder)
    tuned = run("tuned", folder)
    baseline = run("untuned", folder) if with_baseline else None
    return figures(truth, tuned, baseline)


def load_truth(folder: Path) -> dict[str, dict[str, Any]]:
    """Picture name → what is on it."""
    if not folder.is_dir():
        raise BenchmarkError(f"{folder} is not a folder")
    path = folder / "truth.json"
    if not path.is_file():
        raise BenchmarkError(f"{path} is missing")
    try:
        truth = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BenchmarkError(f"{path} is not JSON: {error}") from None
    if not isinstance(truth, dict) or not all(isinstance(v, dict) for v in truth.values()):
        raise BenchmarkError(f"{path} must map each picture's name to its fields")
    if not truth:
        raise BenchmarkError(f"{path} names no picture")
    return truth


def run(mode: str, folder: Path) -> Run:
    """Read the folder in a fresh process. Raises BenchmarkError with its last words."""
    command = [sys.executable, "-m", "identity.cardreading.benchmark_process", mode, str(folder)]
    done = subprocess.run(  # noqa: S603 - our own module, no shell
        command, cwd=_ROOT, env=os.environ | {"PYTHONPATH": str(_ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BenchmarkError(f"the {mode} reading failed: {last}")
    answer = json.loads(done.stdout.splitlines()[-1])
    return Run(answer["rows"], answer["peak_mb"])


def figures(truth: dict[str, dict[str, Any]], tuned: Run, baseline: Run | None) -> dict[str, Any]:
    """Rates and times, in the order that the command prints."""
    tally = Tally()
    for row in tuned.rows:
        count(tally, truth[row["file"]], row)
    seconds = [row["seconds"] for row in tuned.rows]
    return {
        "n": len(tuned.rows),
        "fields": {name: rate(tally.right[name]) for name in FIELDS},
        "all_five": rate(tally.all_five),
        "wrong_valid_ids": rate(tally.wrong_valid),
        "silent_names": rate(tally.silent),
        "silent_names_wrong": rate(tally.silent_wrong),
        "p50_s": round(float(np.percentile(seconds, 50)), 3),
        "p95_s": round(float(np.percentile(seconds, 95)), 3),
        "peak_mb": round(tuned.peak_mb, 1),
        "time_ratio_untuned": round(tuned.total_s / baseline.total_s, 3) if baseline else None,
    }


def count(tally: Tally, truth: dict[str, Any], row: dict[str, Any]) -> None:
    """Add one picture; a file that could not be read has no value right."""
    expected = {name: normal(name, truth[name]) for name in FIELDS if truth.get(name)}
    read = {name: normal(name, row["fields"].get(name, "")) for name in FIELDS}
    right = {name: read[name] == value for name, value in expected.items()}
    for name, is_right in right.items():
        tally.right[name].append(is_right)
    tally.all_five.append(bool(right) and all(right.values()))
    number = read["id_number"]
    wrong = number != expected.get("id_number", number)
    tally.wrong_valid.append(wrong and crosscheck.is_valid_number(number))
    if "name" in expected:
        tally.silent.append(row["silent"])
        if row["silent"]:
            tally.silent_wrong.append(not right["name"])


def normal(name: str, value: Any) -> str:
    """The same way of writing on both sides."""
    text = str(value).strip()
    if name == "ethnicity":
        return ethnicity.fold(text)
    if name == "id_number":
        return text.upper()
    return text.translate(str.maketrans("．•・‧∙", "·····")) if name == "name" else text


def rate(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


def as_table(result: dict[str, Any]) -> str:
    """The figures for a person to read."""
    flat = {**{k: v for k, v in result.items() if k != "fields"}}
    rows = [("n", flat.pop("n")), *result["fields"].items(), *flat.items()]
    return "\n".join(f"{name:20} {'-' if value is None else value}" for name, value in rows)
