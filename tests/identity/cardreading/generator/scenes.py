"""Grounds to lay a card on, and laying it there at any angle and slant."""

from random import Random

import cv2
import numpy as np
from PIL import Image

from tests.identity.cardreading.generator.face import HEIGHT, WIDTH


def ground(random: Random, width: int, height: int) -> np.ndarray:
    """A table, cloth or paper, BGR."""
    kind = random.choice(("plain", "wood", "weave", "marble", "paper"))
    colour = np.array([random.randrange(30, 226) for _ in range(3)], np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if kind == "wood":
        colour = np.array([60, 105, 160], np.float32) * random.uniform(0.6, 1.2)
        pattern = 22 * np.sin(y / 19 + 2.4 * np.sin(x / 170 + random.uniform(0, 6)))
    elif kind == "weave":
        pattern = 14 * (np.sin(x / 4) + np.sin(y / 4))
    elif kind == "marble":
        pattern = 24 * _noise(random, width, height, 90)
    elif kind == "paper":
        colour = np.full(3, random.randrange(212, 246), np.float32)
        pattern = np.zeros_like(x)
    else:
        pattern = 6 * _noise(random, width, height, 300)
    grain = _generator(random).normal(0, 2.5, (height, width, 1))
    return (colour + pattern[..., None] + grain).clip(0, 255).astype(np.uint8)


def _generator(random: Random) -> np.random.Generator:
    return np.random.default_rng(random.randrange(2**32))


def _noise(random: Random, width: int, height: int, scale: int) -> np.ndarray:
    small = _generator(random).normal(0, 1, (height // scale + 3, width // scale + 3))
    return cv2.resize(small.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)


def clutter(random: Random, scene: np.ndarray) -> None:
    """Papers, pens and discs lying about."""
    height, width = scene.shape[:2]
    for _ in range(random.randrange(4, 10)):
        colour = tuple(random.randrange(256) for _ in range(3))
        centre = (random.randrange(width), random.randrange(height))
        size = random.randrange(width // 30, width // 9)
        shape = random.choice(("box", "disc", "pen"))
        if shape == "disc":
            cv2.circle(scene, centre, size // 2, colour, -1, cv2.LINE_AA)
        elif shape == "pen":
            end = (random.randrange(width), random.randrange(height))
            cv2.line(scene, centre, end, colour, max(3, width // 180), cv2.LINE_AA)
        else:
            box = cv2.boxPoints((centre, (size * 1.3, size), random.uniform(0, 90)))
            cv2.fillPoly(scene, [box.astype(np.int32)], colour, cv2.LINE_AA)


def quad(
    random: Random, width: int, height: int, card_width: float, angle: float, slant: float = 0
) -> np.ndarray:
    """Corners of a card of that width in a frame, turned by `angle` degrees, all inside."""
    half = np.array([card_width, card_width * HEIGHT / WIDTH]) / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    corners = corners * (1 + np.array([[random.uniform(-slant, slant)] for _ in range(4)]))
    turn = np.radians(angle)
    corners = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    low, high = corners.min(axis=0), corners.max(axis=0)
    room = np.array([width, height]) - (high - low)
    margin = np.minimum(room / 2, 0.03 * card_width)
    start = [m + random.random() * max(0.0, r - 2 * m) for m, r in zip(margin, room, strict=True)]
    return (corners - low + np.array(start)).astype(np.float32)


def lay(random: Random, scene: np.ndarray, card: Image.Image, corners: np.ndarray) -> np.ndarray:
    """The scene with the card on it, and the card's soft shadow."""
    height, width = scene.shape[:2]
    pixels = np.asarray(card)
    longest = max(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1))
    factor = min(1.0, 1.3 * longest / WIDTH)
    pixels = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    h, w = pixels.shape[:2]
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    warp = cv2.getPerspectiveTransform(source, corners)
    laid = cv2.warpPerspective(pixels, warp, (width, height), flags=cv2.INTER_LINEAR)
    alpha = laid[..., 3:].astype(np.float32) / 255
    shaded = scene * (1 - _shadow(random, alpha, longest))
    return (shaded * (1 - alpha) + laid[..., 2::-1] * alpha).astype(np.uint8)


def _shadow(random: Random, alpha: np.ndarray, longest: float) -> np.ndarray:
    offset = [random.uniform(-0.012, 0.012) * longest for _ in range(2)]
    move = np.array([[1, 0, offset[0]], [0, 1, offset[1]]], np.float32)
    size = (alpha.shape[1], alpha.shape[0])
    moved = cv2.warpAffine(alpha[..., 0], move, size)
    soft = cv2.GaussianBlur(moved, (0, 0), max(1.0, 0.008 * longest))
    return soft[..., None] * random.uniform(0.15, 0.5)
