"""Find the card in a picture: four-cornered outlines of the right shape, best first."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from identity.cardreading.picture import CARD_HEIGHT, CARD_WIDTH, Picture, Points, shrunk, sides

ASPECT = CARD_WIDTH / CARD_HEIGHT
_SEARCH_SIDE = 512
_SMALLEST_SHARE = 0.012
_CANDIDATES = 2


@dataclass(frozen=True)
class Outline:
    """A quad in the picture's pixels, landscape, clockwise; `fit` 0–1 says how card-like."""

    quad: Points
    fit: float


def find_outlines(image: Picture) -> Iterator[Outline]:
    """Different outlines that may be the card, the likeliest first; the dearer ways later."""
    small, factor = shrunk(image, _SEARCH_SIDE)
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_BGR2LAB)
    given: list[Outline] = []
    for masks in ((_unlike_border, _strong_edges), (_weak_edges, _bright)):
        found = [outline for mask in masks for outline in _outlines_in(mask(lab), small)]
        found.sort(key=lambda outline: -outline.fit)
        for outline in _different(found)[:_CANDIDATES]:
            if all(_apart(outline.quad, other.quad) for other in given):
                given.append(outline)
                yield Outline(outline.quad / factor, outline.fit)


def whole_frame(image: Picture, slack: float = 0.09) -> Outline | None:
    """The frame itself, where its shape is a card's: a tight crop or a scan of the card alone."""
    height, width = image.shape[:2]
    aspect = max(height, width) / min(height, width)
    if abs(aspect / ASPECT - 1) > slack:
        return None
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return Outline(landscape(corners), 0.3)


def landscape(quad: Points) -> Points:
    """Turn the order of corners so that the first side is a long one."""
    top, right, bottom, left = sides(quad)
    return quad if top + bottom >= left + right else np.roll(quad, -1, axis=0)


def _unlike_border(lab: Picture) -> Picture:
    """What differs in colour from the picture's rim."""
    rim = max(3, min(lab.shape[:2]) // 60)
    strips = (lab[:rim], lab[-rim:], lab[:, :rim], lab[:, -rim:])
    border = np.concatenate([strip.reshape(-1, 3) for strip in strips])
    ground = np.median(border, axis=0)
    distance = np.abs(lab.astype(np.float32) - ground).max(axis=2)
    scaled = cv2.normalize(distance, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)
    _, mask = cv2.threshold(scaled, 0, 255, cv2.THRESH_OTSU)
    return cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))


def _bright(lab: Picture) -> Picture:
    _, mask = cv2.threshold(lab[:, :, 0], 0, 255, cv2.THRESH_OTSU)
    return cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))


def _strong_edges(lab: Picture) -> Picture:
    return _edges(lab, 1.0)


def _weak_edges(lab: Picture) -> Picture:
    return _edges(lab, 0.4)


def _edges(lab: Picture, strength: float) -> Picture:
    edges: Picture = np.zeros(lab.shape[:2], np.uint8)
    for channel in cv2.split(lab):
        level = strength * max(20.0, float(np.percentile(_gradient(channel), 96)))
        edges = cv2.bitwise_or(edges, cv2.Canny(channel, level / 2, level))
    return cv2.dilate(edges, np.ones((3, 3), np.uint8))


def _gradient(channel: Picture) -> Picture:
    across = cv2.Sobel(channel, cv2.CV_16S, 1, 0)
    down = cv2.Sobel(channel, cv2.CV_16S, 0, 1)
    return np.abs(across) + np.abs(down)


def _outlines_in(mask: Picture, small: Picture) -> list[Outline]:
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    smallest = _SMALLEST_SHARE * small.shape[0] * small.shape[1]
    large = [c for c in contours if cv2.contourArea(cv2.convexHull(c)) > smallest]
    large.sort(key=cv2.contourArea, reverse=True)
    outlines = (_outline(contour, small) for contour in large[:12])
    return [outline for outline in outlines if outline is not None]


def _outline(contour: Picture, small: Picture) -> Outline | None:
    hull = cv2.convexHull(contour)
    rough = _four_corners(hull)
    if rough is None:
        return None
    quad = landscape(_clockwise(_sharpened(hull, rough)))
    area = cv2.contourArea(quad)
    frame = small.shape[0] * small.shape[1]
    if not _SMALLEST_SHARE * frame < area < 1.02 * frame or _outside(quad, small):
        return None
    solid = cv2.contourArea(hull) / area
    fit = _shape_fit(quad) * max(0.0, 1 - 6 * abs(1 - solid - 0.012)) * (0.6 + 0.4 * area / frame)
    return Outline(quad, float(fit)) if fit > 0.1 else None


def _four_corners(hull: Picture) -> Points | None:
    length = cv2.arcLength(hull, True)
    for share in (0.02, 0.03, 0.04, 0.06, 0.08):
        corners = cv2.approxPolyDP(hull, share * length, True)
        if len(corners) == 4:
            return corners.reshape(4, 2).astype(np.float32)
    return None


def _sharpened(hull: Picture, rough: Points) -> Points:
    """Corners where lines through the sides' middle parts meet: a card's corners are round."""
    outline = _dense(hull.reshape(-1, 2).astype(np.float32))
    lines = [_side_line(outline, rough[i], rough[(i + 1) % 4]) for i in range(4)]
    corners = [_meeting(lines[i - 1], lines[i]) for i in range(4)]
    if any(corner is None for corner in corners):
        return rough
    sharp = np.array(corners, np.float32)
    moved = np.linalg.norm(sharp - rough, axis=1).max()
    return sharp if moved < 0.12 * max(sides(rough)) else rough


def _dense(points: Points) -> Points:
    """The closed outline, sampled about every pixel."""
    pieces = []
    for start, stop in zip(points, np.roll(points, -1, axis=0), strict=True):
        count = max(1, int(np.linalg.norm(stop - start)))
        steps = np.linspace(0, 1, count, endpoint=False)[:, None]
        pieces.append(start + steps * (stop - start))
    return np.concatenate(pieces).astype(np.float32)


def _side_line(outline: Points, start: Points, stop: Points) -> Points | None:
    """A line (direction, point) through the outline's points along one side's middle part."""
    along = stop - start
    length = float(np.linalg.norm(along))
    offset = outline - start
    place = offset @ along / length**2
    away = np.abs(offset @ np.array([-along[1], along[0]]) / length)
    near = outline[(place > 0.15) & (place < 0.85) & (away < 0.04 * length)]
    if len(near) < 8:
        return None
    return cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).reshape(4)


def _meeting(one: Points | None, two: Points | None) -> Points | None:
    if one is None or two is None:
        return None
    matrix = np.array([[one[0], -two[0]], [one[1], -two[1]]])
    if abs(np.linalg.det(matrix)) < 0.2:
        return None
    along = np.linalg.solve(matrix, two[2:] - one[2:])[0]
    return one[2:] + along * one[:2]


def _clockwise(quad: Points) -> Points:
    centre = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    return quad[np.argsort(angles)]


def _outside(quad: Points, small: Picture) -> bool:
    height, width = small.shape[:2]
    slack = 0.06 * max(height, width)
    low, high = quad.min(axis=0), quad.max(axis=0)
    return bool((low < -slack).any() or high[0] > width + slack or high[1] > height + slack)


def _shape_fit(quad: Points) -> float:
    """1 for a card seen from above; falls with another aspect and with strong slant."""
    top, right, bottom, left = sides(quad)
    aspect = (top + bottom) / max(1.0, left + right)
    skew = min(top, bottom) / max(top, bottom) * min(left, right) / max(left, right)
    return max(0.0, 1 - 1.6 * abs(np.log(aspect / ASPECT))) * min(1.0, 0.35 + 0.75 * skew)


def _different(found: list[Outline]) -> list[Outline]:
    kept: list[Outline] = []
    for outline in found:
        if all(_apart(outline.quad, other.quad) for other in kept):
            kept.append(outline)
    return kept


def _apart(one: Points, two: Points) -> bool:
    return bool(np.linalg.norm(one - two, axis=1).mean() > 0.05 * max(sides(two)))
