"""Debian packages: what the programs outside pip are, how each is recognised, how they come.

A need is recognised by the thing itself (a library that loads, a program, a font file), not by
the package's name, so that other ways of installing it count too.
"""

import ctypes
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from deploy.console import Stop, run_quietly, say

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


def library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def program(name: str) -> bool:
    return shutil.which(name) is not None


def font(pattern: str) -> bool:
    return any(next(folder.rglob(pattern), None) for folder in FONT_FOLDERS if folder.is_dir())


@dataclass(frozen=True)
class Need:
    package: str
    probe: Callable[[str], bool]
    thing: str

    def missing(self) -> bool:
        return not self.probe(self.thing)


# opencv-contrib-python loads the first two and onnxruntime the third; Hanazono and BabelStone
# draw the rarest characters in PDF documents, WenKai what is set in Kai; espeak-ng reads the
# captcha aloud.
RUN = (
    Need("libgl1", library, "libGL.so.1"),
    Need("libglib2.0-0", library, "libgthread-2.0.so.0"),
    Need("libgomp1", library, "libgomp.so.1"),
    Need("fonts-hanazono", font, "HanaMinA*"),
    Need("fonts-babelstone-han", font, "BabelStoneHan*"),
    Need("fonts-lxgw-wenkai", font, "LXGWWenKai-*"),
    Need("espeak-ng", program, "espeak-ng"),
)
TEST = (
    *RUN,
    Need("chromium", program, "chromium"),
    Need("fonts-noto-cjk", font, "NotoSansCJK*"),
    Need("redis-server", program, "redis-server"),
    Need("poppler-utils", program, "pdftotext"),
)


def missing_packages(needs: Iterable[Need]) -> list[str]:
    return [need.package for need in needs if need.missing()]


def install_line(packages: Iterable[str]) -> str:
    return "apt-get install -y --no-install-recommends " + " ".join(packages)


def install_packages(needs: Iterable[Need]) -> None:
    """Install what is missing when root; otherwise say the one line that does."""
    needs = tuple(needs)
    packages = missing_packages(needs)
    if not packages:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(f"Missing on this machine. Run this once:\n  sudo {install_line(packages)}")
    say(f"Debian packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_quietly("apt-get update", ["apt-get", "update", "-q"], quiet)
    run_quietly("apt-get install", install_line(packages).split(), quiet)
    if still := missing_packages(needs):
        raise Stop(f"Installed, and yet not found on this machine: {' '.join(still)}")
