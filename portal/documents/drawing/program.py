"""Draws one page of a PDF: `python program.py number width height < pdf > webp`.

A program of its own, under limits, without Django: PDFium is not thread-safe, and whatever a file
does to it ends here. Pages count from 1; the picture fits into width × height pixels.
"""

import io
import resource
import sys

import pypdfium2

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 15
QUALITY = 80


def main(number: int, width: int, height: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as document:
        page = document[number - 1]
        scale = min(width / page.get_width(), height / page.get_height())
        picture = page.render(scale=scale).to_pil().convert("RGB")
    picture.thumbnail((width, height))
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, method=2)
    sys.stdout.buffer.write(target.getvalue())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
