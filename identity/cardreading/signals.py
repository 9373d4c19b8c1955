"""Measures of a picture and of the rectified card (1000×631) that warnings are made from."""

import cv2
import numpy as np

from identity.cardreading.layout import PORTRAIT, ZONES, Zone
from identity.cardreading.locating import corners_of
from identity.cardreading.picture import CARD_HEIGHT, CARD_WIDTH, Picture, Points, card_map, sides

_BURNT = 250
_THUMB = (60, 38)
_ROW_ENDS = {"name": 380, "sex": 460, "birth": 520, "address": 600}


def outside_share(image: Picture, quad: Points, pose: Points | None) -> float:
    """How far the farthest corner lies outside of the picture, in widths of the card."""
    corners = quad
    if pose is not None:
        back = np.linalg.inv(card_map(quad))
        corners = cv2.perspectiveTransform(corners_of(pose)[None], back)[0]
    top, _, bottom, _ = sides(corners)
    beyond = corners.max(axis=0) - np.array([image.shape[1], image.shape[0]])
    return float(max(beyond.max(), -corners.min()) / max(1.0, (top + bottom) / 2))


def colourfulness(face: Picture) -> float:
    """Spread of colour over the card, against its lightness; 0 for a black-and-white copy."""
    small = cv2.resize(face, (250, 158), interpolation=cv2.INTER_AREA)[8:150, 8:242]
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    low, high = np.percentile(lab[..., 1:], (5, 95), axis=(0, 1))
    return float(np.hypot(*(high - low)) / max(5.0, float(np.percentile(lab[..., 0], 80))))


def softness(face: Picture) -> float:
    """How little a further blur takes away from the print's edges: 0.15 sharp … 1 blurred."""
    grey = cv2.cvtColor(face, cv2.COLOR_BGR2GRAY).astype(np.float32)
    text = cv2.GaussianBlur(grey[70:570, 165:650], (0, 0), 1.0)
    blurred = cv2.GaussianBlur(text, (0, 0), 4.0)
    return _edge_strength(blurred) / max(1e-6, _edge_strength(text))


def _edge_strength(grey: Picture) -> float:
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    return float(np.percentile(np.hypot(across, down), 97))


def burnt_share(face: Picture, zone: Zone) -> float:
    """How much of a zone is burnt white, 0–1."""
    part = face[int(zone.top) : int(zone.bottom), int(zone.left) : int(zone.right)]
    return float((part.min(axis=2) >= _BURNT).mean())


def front_likeness(face: Picture) -> float:
    """How much the dark parts lie where the portrait and the lines of print lie, either way up."""
    grey = cv2.cvtColor(face, cv2.COLOR_BGR2GRAY)
    thumb = cv2.resize(grey, _THUMB, interpolation=cv2.INTER_AREA).astype(np.float32)
    darker = _softened(np.median(thumb) - thumb)
    front = _softened(_front())
    return max(_correlation(darker, front), _correlation(darker[::-1, ::-1], front))


def _front() -> Picture:
    """The darkness of a portrait side, coarsely."""
    card = np.zeros((CARD_HEIGHT, CARD_WIDTH), np.float32)
    card[int(PORTRAIT.top) + 30 : int(PORTRAIT.bottom) - 10, 690:900] = 1
    for name, end in _ROW_ENDS.items():
        card[int(ZONES[name].top) + 18 : int(ZONES[name].bottom) - 12, 75:end] = 0.3
    card[525:570, 75:920] = 0.3
    return cv2.resize(card, _THUMB, interpolation=cv2.INTER_AREA)


def _softened(thumb: Picture) -> Picture:
    return cv2.GaussianBlur(thumb, (0, 0), 1.2)[2:-2, 2:-2]


def _correlation(one: Picture, two: Picture) -> float:
    if not one.std():
        return 0.0
    return float(np.corrcoef(one.ravel(), two.ravel())[0, 1])
