"""PaddleOCR's detection and recognition on ONNX Runtime, offline, loaded at first use.

The module classes are used instead of the PaddleOCR() pipeline because names need every
character's own probability and its rivals, which the pipeline averages away.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from identity.cardreading.decoding import Line, decode
from identity.cardreading.glyph_index import GlyphIndex
from identity.cardreading.models import DETECTOR, RECOGNISER, require
from identity.cardreading.picture import Picture, Points

_LINE_HEIGHT = 48
_LINE_WIDTH_MIN = 160
_LINE_WIDTH_MAX = 1600
_PIXELS_PER_STEP = 8


@dataclass
class Engine:
    """One detector and one recogniser; not safe for use by two threads at once."""

    folder: Path | None = None
    threads: int = 2

    def load(self) -> None:
        """Load both models now (about 2 s), e.g. when a worker starts. Raises ModelMissing."""
        self.read(np.full((_LINE_HEIGHT, 320, 3), 255, np.uint8))
        self.find_lines(np.full((64, 64, 3), 255, np.uint8))
        if self.glyphs:
            self.glyphs.warm_up()

    def find_lines(self, image: Picture) -> list[Points]:
        """Boxes (4×2, clockwise from top left) of the lines of text, in the order found."""
        found = self._detector.predict(image)[0]
        return [np.asarray(box, np.float32).reshape(4, 2) for box in found["dt_polys"]]

    def read(self, crop: Picture) -> Line:
        """The text of one upright line."""
        return decode(*self.probabilities(crop), self.characters)

    def probabilities(self, crop: Picture) -> tuple[Picture, float]:
        """Steps × classes, and the share of the crop's width that one step covers."""
        batch, width = _prepared(crop)
        output = np.asarray(self._recogniser.runner(x=[batch])[0])[0]
        return output, _PIXELS_PER_STEP / width

    @cached_property
    def characters(self) -> list[str]:
        """What each class stands for; class 0 is the CTC blank."""
        return list(self._recogniser.post_op.character)

    @cached_property
    def glyphs(self) -> GlyphIndex | None:
        """Shapes to compare with; None where the index was not built."""
        return GlyphIndex.load(self.folder)

    @cached_property
    def _detector(self) -> Any:
        options = {"limit_side_len": 64, "limit_type": "min", "thresh": 0.3}
        options |= {"box_thresh": 0.5, "unclip_ratio": 1.6}
        return self._module("TextDetection", DETECTOR, **options)

    @cached_property
    def _recogniser(self) -> Any:
        return self._module("TextRecognition", RECOGNISER).paddlex_predictor

    def _module(self, kind: str, name: str, **options: Any) -> Any:
        folder = require(name, self.folder)
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        import paddleocr  # 1 s and 200 MB: only in the process that reads cards

        return getattr(paddleocr, kind)(
            model_name=name,
            model_dir=str(folder),
            engine="onnxruntime",
            engine_config=engine_config(self.threads),
            device="cpu",
            **options,
        )


def engine_config(threads: int) -> dict[str, Any]:
    """ONNX Runtime options; the arena is off because it never gives memory back."""
    return {
        "intra_op_num_threads": threads,
        "inter_op_num_threads": 1,
        "enable_cpu_mem_arena": False,
    }


def _prepared(crop: Picture) -> tuple[Picture, int]:
    """A 1×3×48×W batch in −1…1, padded with the network's zero, and the width before padding."""
    height, width = crop.shape[:2]
    scaled = min(_LINE_WIDTH_MAX, max(8, round(width * _LINE_HEIGHT / height)))
    shrink = cv2.INTER_AREA if height > 2 * _LINE_HEIGHT else cv2.INTER_LINEAR
    line = cv2.resize(crop, (scaled, _LINE_HEIGHT), interpolation=shrink)
    batch = np.zeros((1, 3, _LINE_HEIGHT, max(_LINE_WIDTH_MIN, scaled)), np.float32)
    batch[0, :, :, :scaled] = line.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    return batch, scaled
