"""What light, lens and file do to a picture (BGR in, BGR out)."""

from random import Random

import cv2
import numpy as np


def dim(scene: np.ndarray, random: Random, low: float = 0.16, high: float = 0.3) -> np.ndarray:
    noise = np.random.default_rng(random.randrange(2**32)).normal(0, 4, scene.shape)
    return (scene * random.uniform(low, high) + noise).clip(0, 255).astype(np.uint8)


def blur(scene: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(scene, (0, 0), sigma)


def smear(scene: np.ndarray, random: Random, length: int) -> np.ndarray:
    """Motion blur in one direction."""
    kernel = np.zeros((length, length), np.float32)
    turn = cv2.getRotationMatrix2D((length / 2 - 0.5,) * 2, random.uniform(0, 180), 1)
    kernel[length // 2] = 1
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(scene, -1, kernel / kernel.sum())


def glare(
    scene: np.ndarray, centre: tuple[float, float], radius: tuple[float, float], peak: float
) -> np.ndarray:
    """A soft-edged patch of light; a `peak` of 255 and more burns print away."""
    height, width = scene.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x - centre[0]) / radius[0]) ** 2 + ((y - centre[1]) / radius[1]) ** 2
    light = peak * np.exp(-(away**1.5))
    return (scene + light[..., None]).clip(0, 255).astype(np.uint8)


def photocopy(scene: np.ndarray, random: Random) -> np.ndarray:
    """Grey with hard contrast and specks, as a copying machine gives."""
    grey = cv2.cvtColor(scene, cv2.COLOR_BGR2GRAY).astype(np.float32)
    grey = (grey - 128) * random.uniform(1.2, 1.9) + random.uniform(140, 175)
    noise = np.random.default_rng(random.randrange(2**32)).normal(0, 7, grey.shape)
    grey = (grey + noise).clip(0, 255).astype(np.uint8)
    tint = np.array([random.uniform(0.97, 1), random.uniform(0.98, 1), 1.0])
    return (grey[..., None] * tint).astype(np.uint8)


def jpeg(scene: np.ndarray, quality: int) -> bytes:
    return bytes(cv2.imencode(".jpg", scene, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])
