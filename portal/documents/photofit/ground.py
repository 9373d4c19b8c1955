"""The ground behind a person: plain or not, and a plain one made white."""

from enum import Enum
from typing import Any, Final

import cv2
import numpy as np

from portal.documents.photofit.faces import Face
from portal.documents.photofit.reading import Pixels

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

# Strips in which only ground is expected: the top, and beside the head.
_TOP_STRIP: Final = 0.05
_SIDE_STRIP: Final = 0.07
_SIDE_DEPTH: Final = 0.45
# Levels of 0–255 by which a plain ground may depart from an even slope of light.
_PLAIN: Final = 7.0
_PLAIN_SHARE: Final = 0.90
_WHITE: Final = 247
# A darker ground would need its shadows invented.
_DARKEST: Final = 70
_NEAR: Final = 38.0
_ROUNDS: Final = 4
_FEATHER: Final = 5


class Ground(Enum):
    """What was done about the ground (Chinese for the person)."""

    WHITE = "背景已是白色，未作改动。"
    LIGHTENED = "背景已提亮为白色，面部未作任何改动。"
    PATTERNED = "背景不是纯色，未作改动。如要求白底照片，请在白墙前重新拍摄。"
    DARK = "背景太暗，未作改动。如要求白底照片，请在白墙前重新拍摄。"


def whiten(portrait: Pixels, face: Face) -> tuple[Pixels, Ground]:
    """The portrait on white if its ground is plain; the face box's oval is never touched."""
    strips = _strips(portrait.shape[:2])
    slope, is_plain = _light_of(portrait, strips)
    if not is_plain:
        return portrait, Ground.PATTERNED
    if float(np.median(portrait[strips].min(axis=1))) >= _WHITE:
        return portrait, Ground.WHITE
    if float(np.median(portrait[strips].max(axis=1))) < _DARKEST:
        return portrait, Ground.DARK
    share = _ground_share(portrait, slope, strips, face)
    return _lightened(portrait, slope, share), Ground.LIGHTENED


def _strips(shape: tuple[int, ...]) -> Mask:
    height, width = shape
    mask = np.zeros((height, width), dtype=bool)
    mask[: round(height * _TOP_STRIP)] = True
    beside = round(width * _SIDE_STRIP)
    deep = round(height * _SIDE_DEPTH)
    mask[:deep, :beside] = mask[:deep, -beside:] = True
    return mask


def _light_of(portrait: Pixels, strips: Mask) -> tuple[Floats, bool]:
    """The even slope of colour that fits the strips, over the whole portrait; and how well."""
    smooth = cv2.GaussianBlur(portrait, (0, 0), 1.5).astype(np.float64)
    height, width = strips.shape
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    terms = np.stack([np.ones_like(x), x, y], axis=-1)
    slope = np.empty_like(smooth)
    for channel in range(3):
        fitted, *_ = np.linalg.lstsq(terms[strips], smooth[..., channel][strips], rcond=None)
        slope[..., channel] = terms @ fitted
    off = np.abs(smooth - slope).max(axis=-1)[strips]
    return np.clip(slope, 1, 255), bool((off < _PLAIN).mean() >= _PLAIN_SHARE)


def _ground_share(portrait: Pixels, slope: Floats, strips: Mask, face: Face) -> Floats:
    """0 (person) to 1 (ground) for each pixel."""
    hints = _hints(portrait, slope, strips, face)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    bgr = cv2.cvtColor(portrait, cv2.COLOR_RGB2BGR)
    cv2.grabCut(bgr, hints, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    ground = np.isin(hints, (cv2.GC_BGD, cv2.GC_PR_BGD)) & _reached_from_edge(hints)
    share = cv2.GaussianBlur(ground.astype(np.float64), (_FEATHER, _FEATHER), 0)
    share[_oval(portrait.shape[:2], face)] = 0
    return np.asarray(share)


def _hints(portrait: Pixels, slope: Floats, strips: Mask, face: Face) -> Any:
    near = np.abs(portrait.astype(np.float64) - slope).max(axis=-1) < _NEAR
    hints = np.where(near, cv2.GC_PR_BGD, cv2.GC_PR_FGD).astype(np.uint8)
    hints[strips & near] = cv2.GC_BGD
    hints[_oval(portrait.shape[:2], face)] = cv2.GC_FGD
    hints[_body(portrait.shape[:2], face)] = cv2.GC_FGD
    return hints


def _oval(shape: tuple[int, ...], face: Face) -> Mask:
    canvas = np.zeros(shape, dtype=np.uint8)
    middle = (face.left + face.side // 2, face.top + round(face.side * 0.5))
    axes = (round(face.side * 0.42), round(face.side * 0.56))
    cv2.ellipse(canvas, middle, axes, 0, 0, 360, 1, -1)
    return canvas.astype(bool)


def _body(shape: tuple[int, ...], face: Face) -> Mask:
    """The neck and what is certainly chest under it."""
    canvas = np.zeros(shape, dtype=np.uint8)
    half = round(face.side * 0.28)
    middle = face.left + face.side // 2
    cv2.rectangle(canvas, (middle - half, face.top + face.side), (middle + half, shape[0]), 1, -1)
    return canvas.astype(bool)


def _reached_from_edge(hints: Any) -> Mask:
    """Ground hangs together with the strips: a white collar or an eye does not."""
    ground = np.isin(hints, (cv2.GC_BGD, cv2.GC_PR_BGD)).astype(np.uint8)
    _, labels = cv2.connectedComponents(ground)
    certain = np.unique(labels[hints == cv2.GC_BGD])
    return np.asarray(np.isin(labels, certain[certain > 0]))


def _lightened(portrait: Pixels, slope: Floats, share: Floats) -> Pixels:
    white = np.minimum(255.0, portrait * (255.0 / slope))
    weight = share[..., np.newaxis]
    mixed = white * weight + portrait * (1 - weight)
    return np.asarray(np.rint(mixed), dtype=np.uint8)
