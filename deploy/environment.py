"""The project's own .venv, filled from the hashed locks by plain pip.

pip obeys the newcomer's own configuration (mirror, proxy, offline folder): nothing here names
an index.
"""

import fcntl
import hashlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.console import Stop, run_quietly, say
from deploy.paths import FONTS, MODELS, PYTHON, REQUIREMENTS, VAR, VENV

VENV_LINE = "apt-get install -y python3-venv"


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Set-up steps of two `./dev` commands started together wait for each other."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tree_fingerprint(folder: Path, *files: Path) -> str:
    """Changes when a file below the folder, or one of the files, is changed, added or gone."""
    paths = sorted(path for path in (*folder.rglob("*"), *files) if path.is_file())
    states = ((path, path.stat()) for path in paths)
    lines = [f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in states]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def is_current(stamp: Path, source: Path) -> bool:
    """True when the step that wrote `stamp` ran on the present bytes of `source`."""
    return stamp.is_file() and stamp.read_text().strip() == fingerprint(source)


def write_stamp(stamp: Path, source: Path) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint(source) + "\n")


def make_venv() -> None:
    """Make .venv unless a working one is there."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    flags = [] if has_module("ensurepip") else ["--without-pip"]
    if flags and not has_module("pip"):
        raise Stop(f"Python has no venv module with pip. Run this once, as root:\n  {VENV_LINE}")
    run_quietly("Making .venv", [sys.executable, "-m", "venv", "--clear", *flags, VENV])


def has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def pip_command() -> list[str]:
    """pip of the .venv, or the system's pip working on the .venv."""
    if subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return [str(PYTHON), "-m", "pip"]


def install(*names: str) -> None:
    """Install requirements/NAME.lock for each name whose bytes changed since the last time."""
    for name in names:
        lock = REQUIREMENTS / f"{name}.lock"
        stamp = VENV / "stamps" / name
        if is_current(stamp, lock):
            continue
        say(f"Packages of requirements/{name}.lock (the first time takes a minute or two)")
        # The lock is complete: resolving anew asks for what was released since (pip's own trap
        # is an extra, "coverage[toml]", whose pinned line has none).
        hashed = ("--quiet", "--require-hashes", "--no-deps")
        run_quietly(
            "pip install --require-hashes",
            [*pip_command(), "install", *hashed, "--requirement", lock],
        )
        write_stamp(stamp, lock)


def install_models() -> None:
    """The card-reading models: checked by hash by the installer, then not looked at again."""
    lock = REQUIREMENTS / "models.lock"
    stamp = MODELS.with_name(f"{MODELS.name}.stamp")
    if is_current(stamp, lock) and MODELS.is_dir():
        return
    run_quietly(
        "Card-reading models",
        [PYTHON, "-m", "identity.cardreading.install", "--dest", MODELS],
    )
    write_stamp(stamp, lock)


def install_fonts() -> None:
    """The faces of printed pages, converted from what pip brought (about half a minute, once)."""
    lock, program = REQUIREMENTS / "main.lock", "portal.printing.fonts.install"
    stamp = FONTS.with_name(f"{FONTS.name}.stamp")
    if is_current(stamp, lock) and FONTS.is_dir():
        return
    run_quietly("Fonts of printed pages", [PYTHON, "-m", program, "--dest", FONTS])
    write_stamp(stamp, lock)


def prepare(*locks: str) -> None:
    with only_one("setup"):
        make_venv()
        install(*locks)
        install_models()
        install_fonts()
