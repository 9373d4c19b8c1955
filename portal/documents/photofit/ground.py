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
# In CIE Lab.
_NEAR_LIGHT: Final = 18.0
_NEAR_TINT: Final = 10.0
_ROUNDS: Final = 4
_EDGE: Final = 5
# Half width, in sides of the face box, of the oval that is never touched.
_NEVER: Final = 0.32


class Ground(Enum):
    """What was done about the ground (Chinese for the person)."""

    WHITE = "背景已是白色，未作改动。"
    LIGHTENED = "背景已提亮为白色，面部未作任何改动。"
    PATTERNED = "背景不是纯色，未作改动。如要求白底照片，请在白墙前重新拍摄。"
    DARK = "背景太暗，未作改动。如要求白底照片，请在白墙前重新拍摄。"


def whiten(portrait: Pixels, face: Face) -> tuple[Pixels, Ground]:
    """The portrait on white if its ground is plain; the oval of the face is never touched."""
    strips = _strips(portrait.shape[:2])
    slope, is_plain = _light_of(portrait, strips)
    if not is_plain:
        return portrait, Ground.PATTERNED
    if float(np.median(portrait[strips].min(axis=1))) >= _WHITE:
        return portrait, Ground.WHITE
    if float(np.median(portrait[strips].max(axis=1))) < _DARKEST:
        return portrait, Ground.DARK
    shares = _shares(portrait, slope, _is_ground(portrait, slope, strips, face))
    shares[_oval(strips.shape, face, _NEVER)] = 0
    return _lightened(portrait, slope, shares), Ground.LIGHTENED


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


def _is_ground(portrait: Pixels, slope: Floats, strips: Mask, face: Face) -> Mask:
    hints = _hints(portrait, slope, strips, face)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    bgr = cv2.cvtColor(portrait, cv2.COLOR_RGB2BGR)
    cv2.grabCut(bgr, hints, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return _reached_from_edge(hints)


def _hints(portrait: Pixels, slope: Floats, strips: Mask, face: Face) -> Any:
    near = _is_near(portrait, slope)
    hints = np.where(near, cv2.GC_PR_BGD, cv2.GC_PR_FGD).astype(np.uint8)
    hints[strips & near] = cv2.GC_BGD
    person = _oval(near.shape, face, 0.5) | _chest(near.shape, face)
    hints[person & ~near] = cv2.GC_FGD
    hints[_oval(near.shape, face, _NEVER)] = cv2.GC_FGD
    return hints


def _is_near(portrait: Pixels, slope: Floats) -> Mask:
    """Of the ground's tint, if perhaps in shadow: skin differs from a grey wall by tint alone."""
    off = np.abs(_lab(portrait) - _lab(slope))
    return np.asarray(
        (off[..., 0] < _NEAR_LIGHT) & (np.hypot(off[..., 1], off[..., 2]) < _NEAR_TINT)
    )


def _lab(rgb: Any) -> Floats:
    """L 0–100; a and b about ±100."""
    scaled = np.asarray(rgb, dtype=np.float32) / 255
    return np.asarray(cv2.cvtColor(scaled, cv2.COLOR_RGB2LAB))


def _oval(shape: tuple[int, ...], face: Face, across: float) -> Mask:
    """An upright oval in the face box; `across` is its half width in sides of the box."""
    canvas = np.zeros(shape, dtype=np.uint8)
    middle = (face.left + face.side // 2, face.top + face.side // 2)
    axes = (round(face.side * across), round(face.side * across * 1.35))
    cv2.ellipse(canvas, middle, axes, 0, 0, 360, 1, -1)
    return canvas.astype(bool)


def _chest(shape: tuple[int, ...], face: Face) -> Mask:
    """Under the chin, down to the edge."""
    canvas = np.zeros(shape, dtype=np.uint8)
    half = round(face.side * 0.25)
    middle = face.left + face.side // 2
    cv2.rectangle(canvas, (middle - half, face.top + face.side), (middle + half, shape[0]), 1, -1)
    return canvas.astype(bool)


def _reached_from_edge(hints: Any) -> Mask:
    """Ground hangs together with the strips: a white collar or an eye does not."""
    ground = np.isin(hints, (cv2.GC_BGD, cv2.GC_PR_BGD)).astype(np.uint8)
    _, labels = cv2.connectedComponents(ground)
    certain = np.unique(labels[hints == cv2.GC_BGD])
    return np.asarray(np.isin(labels, certain[certain > 0]))


def _shares(portrait: Pixels, slope: Floats, ground: Mask) -> Floats:
    """How much of each pixel is ground, 0–1: along the edge hair and wall mix within a pixel."""
    kernel = np.ones((_EDGE, _EDGE), np.uint8)
    outer = cv2.dilate(ground.astype(np.uint8), kernel).astype(bool)
    person = ~outer
    edge = outer & ~cv2.erode(ground.astype(np.uint8), kernel).astype(bool)
    beside = _colour_beside(portrait, person)
    reach = beside - slope
    along = ((portrait - slope) * reach).sum(axis=-1) / np.maximum((reach**2).sum(axis=-1), 1.0)
    mixed = 1 - np.clip(along, 0, 1)
    return np.asarray(np.where(edge, mixed, np.where(ground, 1.0, 0.0)))


def _colour_beside(portrait: Pixels, person: Mask) -> Floats:
    """The person's colour nearest to each pixel of the edge, as a soft average."""
    weight = person.astype(np.float64)[..., np.newaxis]
    size = (_EDGE * 4 + 1, _EDGE * 4 + 1)
    total = cv2.GaussianBlur(portrait * weight, size, 0)
    share = cv2.GaussianBlur(weight, size, 0)[..., np.newaxis]
    return np.asarray(total / np.maximum(share, 1e-6))


def _lightened(portrait: Pixels, slope: Floats, shares: Floats) -> Pixels:
    """Ground moves up to white by as much as its light is short of it; its grain stays."""
    moved = portrait + shares[..., np.newaxis] * (255.0 - slope)
    return np.asarray(np.rint(np.clip(moved, 0, 255)), dtype=np.uint8)
