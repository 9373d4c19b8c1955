"""The whole way from a photo to a portrait."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from portal.documents.photofit.faces import find_face
from portal.documents.photofit.framing import HEIGHT, WIDTH, cut, face_in, frame_for
from portal.documents.photofit.ground import Ground, whiten
from portal.documents.photofit.reading import read_upright
from portal.documents.photofit.saving import save

# Told before each step: steps done, steps in all, what is being done (Chinese).
Steps = Callable[[int, int, str], None]
_STEPS: Final = ("打开照片", "查找人脸", "裁切头肩", "处理背景", "压缩照片")


@dataclass(frozen=True)
class Fitted:
    """The portrait and what was done about its ground."""

    jpeg: bytes
    ground: Ground
    width: int = WIDTH
    height: int = HEIGHT


def silently(done: int, total: int, note: str) -> None:
    """Nobody watches."""


def fit(content: bytes, steps: Steps = silently) -> Fitted:
    """Fit the photo; `CannotFit` when it cannot be. The same bytes give the same portrait."""
    _tell(steps, 0)
    pixels = read_upright(content)
    _tell(steps, 1)
    face = find_face(pixels)
    _tell(steps, 2)
    frame = frame_for(face, pixels.shape[1], pixels.shape[0])
    portrait = cut(pixels, frame)
    _tell(steps, 3)
    portrait, ground = whiten(portrait, face_in(face, frame))
    _tell(steps, 4)
    jpeg = save(portrait)
    steps(len(_STEPS), len(_STEPS), "完成")
    return Fitted(jpeg, ground)


def _tell(steps: Steps, done: int) -> None:
    steps(done, len(_STEPS), _STEPS[done])
