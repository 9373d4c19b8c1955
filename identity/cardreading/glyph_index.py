"""Pictures of every Han character that the installed Noto Sans CJK SC has, for comparing shapes.

Built once beside the models (about 15 s) by `python -m identity.cardreading.install`.
The recogniser knows 16,000 Han characters; this index knows about 30,000.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from identity.cardreading.models import models_dir
from identity.cardreading.shapes import SIDE, Shape, shape_of

FOLDER = "glyphs-1"
"""With the version of what is in it: another way of drawing gets another folder."""
FAMILY = "Noto Sans CJK SC"
_RENDER = 64
_COARSE = 12
_BLOCKS = (
    range(0x4E00, 0xA000),
    range(0x3400, 0x4DC0),
    range(0x20000, 0x2A6E0),
    range(0x2A700, 0x2EBF0),
    range(0x30000, 0x323B0),
)


class FontMissing(RuntimeError):
    """The font that shapes are drawn with is not installed."""


@dataclass(frozen=True)
class GlyphIndex:
    """All characters with their shapes (SIDE×SIDE, 8 bits, read from disk as needed)."""

    chars: str
    shapes: NDArray[np.uint8]
    aspects: NDArray[np.float32]

    @classmethod
    def load(cls, folder: Path | None = None) -> "GlyphIndex | None":
        """The index, or None where it was not built."""
        root = (folder or models_dir()) / FOLDER
        if not is_built(root.parent):
            return None
        return cls(
            (root / "chars.txt").read_text(encoding="utf-8"),
            np.load(root / "shapes.npy", mmap_mode="r"),
            np.load(root / "aspects.npy"),
        )

    @cached_property
    def places(self) -> dict[str, int]:
        return {char: place for place, char in enumerate(self.chars)}

    def shape(self, char: str) -> Shape | None:
        place = self.places.get(char)
        return None if place is None else self._shape_at(place)

    def nearest(self, shape: Shape, count: int = 24) -> list[tuple[str, float]]:
        """The characters that look most like `shape`, best first, with their likeness."""
        rough = self._coarse @ _coarse(shape.pixels[None])[0]
        rough -= 0.3 * np.maximum(0, np.abs(self.aspects - shape.aspect) - 0.06)
        places = np.argpartition(rough, -count)[-count:]
        found = [(self.chars[p], shape.likeness(self._shape_at(int(p)))) for p in places]
        return sorted(found, key=lambda pair: -pair[1])

    def warm_up(self) -> None:
        """Make the coarse table now (0.5 s)."""
        self._coarse  # noqa: B018 - a cached property

    def _shape_at(self, place: int) -> Shape:
        return Shape(np.asarray(self.shapes[place]), float(self.aspects[place]))

    @cached_property
    def _coarse(self) -> NDArray[np.float32]:
        return np.concatenate([_coarse(part) for part in np.array_split(self.shapes, 32)])


def _coarse(shapes: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = [cv2.resize(s, (_COARSE, _COARSE), interpolation=cv2.INTER_AREA) for s in shapes]
    rows = np.array(small, np.float32).reshape(len(small), -1)
    rows -= rows.mean(axis=1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)


def build(dest: Path) -> int:
    """Draw and write the index; the number of characters. Raises FontMissing."""
    face = _face()
    empty = _drawing(face, "\U0010fffd").tobytes()
    chars, shapes = [], []
    for code in chain(*_BLOCKS):
        drawing = _drawing(face, chr(code))
        shape = None if drawing.tobytes() == empty else shape_of(drawing.astype(np.float32) / 255)
        if shape is not None:
            chars.append(chr(code))
            shapes.append(shape)
    _write(dest, "".join(chars), shapes)
    return len(chars)


def _face() -> ImageFont.FreeTypeFont:
    """The font by fontconfig."""
    command = ["fc-match", "-f", "%{family}\n%{file}\n%{index}", FAMILY]
    try:
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise FontMissing(f"fontconfig could not be asked: {error}") from None
    family, file, index = output.split("\n")
    if FAMILY not in family.split(","):
        raise FontMissing(f"{FAMILY} is not installed (Debian package fonts-noto-cjk)")
    return ImageFont.truetype(file, _RENDER, index=int(index) & 0xFFFF)


def _drawing(face: ImageFont.FreeTypeFont, char: str) -> NDArray[np.uint8]:
    paper = Image.new("L", (2 * _RENDER, 2 * _RENDER))
    ImageDraw.Draw(paper).text((_RENDER, _RENDER), char, font=face, fill=255, anchor="mm")
    return np.asarray(paper)


def _write(dest: Path, chars: str, shapes: list[Shape]) -> None:
    """chars.txt last: its presence says that the rest is whole."""
    folder = dest / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "shapes.npy", np.array([s.pixels for s in shapes]).reshape(-1, SIDE, SIDE))
    np.save(folder / "aspects.npy", np.array([s.aspect for s in shapes], np.float32))
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as handle:
        handle.write(chars)
    Path(handle.name).replace(folder / "chars.txt")


def is_built(dest: Path) -> bool:
    return (dest / FOLDER / "chars.txt").is_file()
