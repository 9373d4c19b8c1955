"""The piece of the card that each field was read from, for showing beside the field."""

import cv2
import numpy as np

from identity.cardreading.layout import ZONES, Zone
from identity.cardreading.parser import Parsed
from identity.cardreading.picture import CARD_HEIGHT, CARD_WIDTH, Picture, Points, jpeg

_MARGIN = 14


def field_crops(face: Picture, parsed: Parsed) -> dict[str, bytes]:
    """One JPEG per field."""
    straight = straightened(face, parsed.pose)
    return {name: jpeg(_piece(straight, zone)) for name, zone in ZONES.items()}


def straightened(face: Picture, pose: Points | None) -> Picture:
    """The card moved so that its labels lie where the layout says."""
    if pose is None:
        return face
    size = (CARD_WIDTH, CARD_HEIGHT)
    return cv2.warpAffine(face, pose, size, borderMode=cv2.BORDER_REPLICATE)


def _piece(face: Picture, zone: Zone) -> Picture:
    top, bottom = max(0, int(zone.top) - 4), min(CARD_HEIGHT, int(zone.bottom) + 4)
    left, right = max(0, int(zone.left) - _MARGIN), min(CARD_WIDTH, int(zone.right) + _MARGIN)
    return np.ascontiguousarray(face[top:bottom, left:right])
