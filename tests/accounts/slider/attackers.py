"""Programs that guess where the piece belongs from what a browser is sent: pixels and `top`.

Each takes the gray picture, the piece (gray and mask) and `top`, and gives a score for every x.
"""

from collections.abc import Callable
from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from accounts.slider.picture import Puzzle

Score = Callable[[np.ndarray, np.ndarray, np.ndarray, int], np.ndarray]


def guesses(puzzle: Puzzle, score: Score, tries: int = 3, apart: int = 6) -> list[int]:
    """The best places by this score, no two within `apart` pixels."""
    picture = np.asarray(Image.open(BytesIO(puzzle.picture)).convert("L"))
    cut = Image.open(BytesIO(puzzle.piece)).convert("RGBA")
    gray, mask = np.asarray(cut.convert("L")), np.asarray(cut.getchannel("A"))
    scores = np.nan_to_num(np.asarray(score(picture, gray, mask, puzzle.top), float), nan=-1e9)
    scores[: puzzle.piece_size] = -1e9
    found: list[int] = []
    for _ in range(tries):
        best = int(scores.argmax())
        found.append(best)
        scores[max(0, best - apart) : best + apart + 1] = -1e9
    return found


def columns(picture, piece, mask, top):
    """The classic: upright edges the width of the piece apart, summed over the piece's rows."""
    band = picture[top : top + mask.shape[0]].astype(np.float32)
    edges = np.abs(np.diff(band, axis=1)).sum(axis=0)
    filled = np.flatnonzero((mask > 128).any(axis=0))
    left, right = filled[0], filled[-1]
    reach = len(edges) - right
    return edges[left : left + reach] + edges[right : right + reach]


def jumps(picture, piece, mask, top):
    """The single strongest upright edge, where the notch is thought to begin."""
    band = cv2.GaussianBlur(picture, (3, 3), 0)[top : top + mask.shape[0]].astype(np.float32)
    edges = np.abs(band[:, 2:] - band[:, :-2]).sum(axis=0)
    left = int(np.flatnonzero((mask > 128).any(axis=0))[0])
    return edges[left : len(edges) - mask.shape[1]]


def template(picture, piece, mask, top):
    """Where the scene looks like the piece (normalised correlation under the mask)."""
    band = picture[top : top + mask.shape[0]]
    inner = cv2.erode(mask, np.ones((5, 5), np.uint8))
    return cv2.matchTemplate(band, piece, cv2.TM_CCOEFF_NORMED, mask=inner)[0]


def outline(picture, piece, mask, top):
    """Where Canny's edges of the scene fit the outline of the piece."""
    band = cv2.Canny(picture, 80, 160)[top : top + mask.shape[0]]
    rim = cv2.Canny(np.pad(mask, 1), 80, 160)[1:-1, 1:-1]
    thick = cv2.dilate(band, np.ones((3, 3), np.uint8))
    return cv2.matchTemplate(thick, rim, cv2.TM_CCORR_NORMED)[0]


def contrast(picture, piece, mask, top):
    """Where the inside of the outline is lighter or darker than the ring around it."""
    band = picture[top : top + mask.shape[0]].astype(np.float32)
    inside = (mask > 128).astype(np.float32)
    around = cv2.dilate(inside, np.ones((7, 7))) - inside
    weigh = inside / inside.sum() - around / max(around.sum(), 1)
    return np.abs(cv2.matchTemplate(band, weigh.astype(np.float32), cv2.TM_CCORR)[0])


ALL: dict[str, Score] = {
    "columns": columns,
    "jumps": jumps,
    "template": template,
    "outline": outline,
    "contrast": contrast,
}
