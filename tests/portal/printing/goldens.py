"""Pages beside the pictures they should look like, at 150 dpi."""

import os
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

DPI = 150
# The side of a block (pixels) and by how much of 255 its mean may differ: a character that is
# missing or elsewhere shows, another version of the renderer does not.
BLOCK = 12
TOLERANCE = 26.0


def page_of(content, number=1):
    with pypdfium2.PdfDocument(content) as document:
        return document[number - 1].render(scale=DPI / 72).to_pil().convert("L")


def blocks(picture):
    pixels = np.asarray(picture, dtype=np.float32)
    height, width = (side - side % BLOCK for side in pixels.shape)
    cut = pixels[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    return cut.mean(axis=(1, 3))


def difference(one, other):
    """The largest difference of two blocks at the same place."""
    assert one.size == other.size
    return float(np.abs(blocks(one) - blocks(other)).max())


def assert_looks_like(content, golden: Path, number=1):
    """`GOLDEN=new pytest …` writes the picture anew: look at it before you commit it."""
    page = page_of(content, number)
    if os.environ.get("GOLDEN") == "new":
        page.save(golden, "WEBP", quality=80, method=6)
    with Image.open(golden) as expected:
        found = difference(page, expected.convert("L"))
    if found > TOLERANCE:
        page.save(golden.with_suffix(".failed.png"))
    assert found <= TOLERANCE, f"{golden.name}: a block differs by {found:.1f}"
