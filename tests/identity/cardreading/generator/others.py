"""Pictures that show no identity card: papers, a desk, a landscape, another card."""

from random import Random

import cv2
import numpy as np
from PIL import Image

from tests.identity.cardreading.generator import fonts, scenes
from tests.identity.cardreading.generator.face import HEIGHT, WIDTH

_WORDS = "关于做好教师资格定期注册工作的通知各学校请于本月底前完成材料报送并认真核对信息"


def document(random: Random) -> np.ndarray:
    """A printed page, with a form's labels and a long number among the lines."""
    page = Image.new("RGB", (1240, 1754), (250, 250, 248))
    y = 140
    while y < 1600:
        words = "".join(random.choice(_WORDS) for _ in range(random.randrange(12, 34)))
        if random.random() < 0.15:
            words = f"联系电话 {random.randrange(10**9, 10**10)} 编号 {random.randrange(10**11)}"
        fonts.write(page, (110, y), words, fonts.SANS, random.choice((26, 30)))
        y += random.choice((46, 52, 80))
    return np.ascontiguousarray(np.asarray(page)[..., ::-1])


def desk(random: Random) -> np.ndarray:
    scene = scenes.ground(random, 1400, 1000)
    scenes.clutter(random, scene)
    return scene


def landscape(random: Random) -> np.ndarray:
    """Sky, hills, ground."""
    height, width = 900, 1400
    scene = np.zeros((height, width, 3), np.float32)
    scene[:] = np.linspace(250, 170, height)[:, None, None] * np.array([1, 0.86, 0.7])
    x = np.arange(width)
    for layer in range(3):
        wave = np.sin(x / random.uniform(90, 260) + random.uniform(0, 6))
        ridge = 380 + 130 * layer + 60 * wave
        mask = np.arange(height)[:, None] > ridge[None]
        scene[mask] = [40 + 20 * layer, 120 - 25 * layer, 60 + 10 * layer]
    noise = np.random.default_rng(random.randrange(2**32)).normal(0, 6, scene.shape)
    return (scene + noise).clip(0, 255).astype(np.uint8)


def bank_card(random: Random) -> np.ndarray:
    """A card of the same size that is another one."""
    colour = tuple(random.randrange(40, 200) for _ in range(3))
    card = Image.new("RGBA", (WIDTH, HEIGHT), (*colour, 255))
    number = " ".join(f"{random.randrange(10000):04d}" for _ in range(4))
    fonts.write(card, (150, 620), number, fonts.SANS, 120, (235, 235, 235))
    fonts.write(card, (150, 180), "某某银行 储蓄卡", fonts.SANS, 90, (240, 240, 240))
    scene = scenes.ground(random, 1400, 1000)
    corners = scenes.quad(random, 1400, 1000, random.uniform(700, 1000), random.uniform(-20, 20))
    return scenes.lay(random, scene, card, corners)


def no_card(random: Random) -> np.ndarray:
    scene = random.choice((document, desk, landscape, bank_card))(random)
    return cv2.GaussianBlur(scene, (0, 0), 0.6)
