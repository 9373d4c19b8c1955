"""The JPEG is between 20 and 190 KB, whatever the picture."""

import io

import numpy as np
import pytest
from PIL import Image

from portal.documents.photofit.saving import LARGEST, SMALLEST, save


def reopened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("spread", [0, 3, 40, 127])
def test_from_one_flat_colour_to_pure_noise(spread):
    random = np.random.default_rng(spread)
    pixels = 128 + random.integers(-spread, spread + 1, (413, 295, 3))
    data = save(pixels.astype(np.uint8))
    assert SMALLEST <= len(data) <= LARGEST
    assert reopened(data).size == (295, 413)


def test_a_flat_picture_is_padded_to_the_byte_it_needs():
    data = save(np.full((413, 295, 3), 250, dtype=np.uint8))
    assert SMALLEST <= len(data) < SMALLEST + 64


def test_noise_uses_the_room_there_is():
    noise = np.random.default_rng(1).integers(0, 256, (413, 295, 3)).astype(np.uint8)
    assert LARGEST * 0.9 < len(save(noise)) <= LARGEST


def test_an_ordinary_picture_keeps_the_best_quality():
    ramp = np.linspace(0, 255, 413 * 295 * 3).reshape(413, 295, 3).astype(np.uint8)
    kept = np.asarray(reopened(save(ramp))).astype(int)
    assert np.abs(kept - ramp).mean() < 2
