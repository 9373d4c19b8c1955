"""`python -m tests.benchmarks.certificates`: certificates a second, and what they cost.

Beside the certificate stand bare canvas calls that draw the same words at the same places with
the same fonts, without frame, photo, QR code and fallback: what reportlab itself costs. One
process, one core; then the peak memory of a process like a worker's, fonts included.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from certification.dual_qualified.printing import draw
from portal.printing import paging
from portal.printing.kit import compose, lettering
from tests.certification.dual_qualified.printing.samples import CHECK, LONG, PLAIN, RARE

SECONDS = 5.0
BATCH = 200
CHILD = "--child"


def certificate(data: Any) -> bytes:
    return compose(draw, data, check=CHECK, title="证书").content


def words_of(data: Any) -> list[tuple[float, float, str, str, float]]:
    """Every span the certificate writes: x, y (points), text, font, size."""
    written = []
    original = lettering.write

    def noting(canvas: Any, start: Any, text: str, style: Any, between: Any = None) -> None:
        original(canvas, start, text, style, between)
        x = start[0]
        for span in lettering.spans(text, style.face):
            written.append((x, start[1], span.text, span.font, style.size))
            x += span.width(style.size)

    lettering.write = noting
    try:
        certificate(data)
    finally:
        lettering.write = original
    return written


def bare(words: list[tuple[float, float, str, str, float]]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for x, y, text, font, size in words:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
    canvas.save()
    return target.getvalue()


def rate(work: Callable[[], Any]) -> float:
    work()
    number, start = 0, time.process_time()
    while (spent := time.process_time() - start) < SECONDS:
        work()
        number += 1
    return number / spent


def peak_mb() -> float:
    """Of this program alone: getrusage would count what its parent had before it began."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def child() -> None:
    """A worker's life: some certificates, all fonts, and a merged batch."""
    start = peak_mb()
    certificate(PLAIN)
    certificate(RARE)
    drawn = peak_mb()
    paging.merged(certificate(LONG) for _ in range(BATCH))
    print(f"{start:.0f} {drawn:.0f} {peak_mb():.0f}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    words = words_of(PLAIN)
    ours, theirs = rate(lambda: certificate(PLAIN)), rate(lambda: bare(words))
    for what, each, content in (
        ("certificates a second per core", ours, certificate(PLAIN)),
        ("bare canvas calls with the same text", theirs, bare(words)),
    ):
        print(f"{what:<40}{each:>6.1f}{len(content):>12,} bytes")
    print(f"one certificate takes {theirs / ours:.1f} times as long as its text alone")
    command = [sys.executable, "-m", "tests.benchmarks.certificates", CHILD]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    start, drawn, merged = done.stdout.split()
    print(f"peak memory of a process: {start} MB at its start, {drawn} MB with fonts and")
    print(f"certificates, {merged} MB after merging {BATCH}")


if __name__ == "__main__":
    child() if CHILD in sys.argv else main()
