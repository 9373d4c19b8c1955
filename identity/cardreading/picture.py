"""Types of pictures and points, and cutting upright pieces out of a picture."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]
"""Height × width × 3, BGR, 8 bits (or 2-D where said)."""
Points = NDArray[Any]
"""N × 2, x then y, in pixels."""

CARD_WIDTH, CARD_HEIGHT = 1000, 631
"""The rectified card: 85.6 × 54.0 mm (GA 448) at 11.7 pixels per millimetre."""


def shrunk(image: Picture, longest: int) -> tuple[Picture, float]:
    """The picture with its longer side at most `longest`, and the factor applied."""
    factor = min(1.0, longest / max(image.shape[:2]))
    if factor == 1.0:
        return image, 1.0
    size = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA), factor


def card_map(quad: Points, scale: float = 1.0) -> Points:
    """The homography from picture to card; `quad` is clockwise from the card's top left."""
    width, height = CARD_WIDTH * scale, CARD_HEIGHT * scale
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return cv2.getPerspectiveTransform(quad.astype(np.float32), target)


def rectify(image: Picture, quad: Points, scale: float = 1.0) -> Picture:
    """The card seen from straight above, 1000×631 times `scale`."""
    size = (round(CARD_WIDTH * scale), round(CARD_HEIGHT * scale))
    source, factor = _near_size(image, quad, size[0])
    return cv2.warpPerspective(
        source, card_map(quad * factor, scale), size, borderMode=cv2.BORDER_REPLICATE
    )


def _near_size(image: Picture, quad: Points, width: int) -> tuple[Picture, float]:
    """Shrink first where the card is far larger than asked for: warping alone would alias."""
    longest = max(sides(quad))
    if longest < 1.5 * width:
        return image, 1.0
    return shrunk(image, round(max(image.shape[:2]) * 1.2 * width / longest))


def sides(quad: Points) -> tuple[float, ...]:
    """Lengths of the four sides: top, right, bottom, left."""
    return tuple(float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4))


def cut(image: Picture, box: Points) -> Picture:
    """An upright piece under a four-cornered box (clockwise from its top left)."""
    top, right, bottom, left = sides(box)
    width, height = max(2, round(max(top, bottom))), max(2, round(max(left, right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(box.astype(np.float32), target)
    return cv2.warpPerspective(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


def jpeg(image: Picture, quality: int = 88) -> bytes:
    """The picture as JPEG."""
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("OpenCV could not encode the picture")
    return bytes(data)
