import io
import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from identity.cardreading import loading
from identity.cardreading.loading import UnreadableImage, load


def encoded(kind: str = "JPEG", size: tuple[int, int] = (400, 300), exif: int = 0) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    tags = Image.Exif()
    if exif:
        tags[0x0112] = exif
    file = io.BytesIO()
    image.save(file, kind, exif=tags)
    return file.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableImage) as caught:
        load(data)
    return caught.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_four_kinds_are_read_as_bgr(kind):
    picture = load(encoded(kind))
    assert picture.shape == (300, 400, 3)
    assert picture[150, 50, 2] > 200
    assert picture[150, 350, 0] > 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_exif_turns_the_picture(kind):
    picture = load(encoded(kind, exif=6))
    assert picture.shape == (400, 300, 3)
    assert picture[50, 150, 2] > 200


def test_a_large_jpeg_is_decoded_smaller():
    assert max(load(encoded(size=(6400, 640))).shape) <= 4000


def test_see_through_parts_become_white():
    file = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(file, "PNG")
    assert (load(file.getvalue()) == 255).all()


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "I;16"])
def test_other_colour_modes_become_three_channels(mode):
    file = io.BytesIO()
    image = Image.new(mode, (200, 200))
    image.save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert load(file.getvalue()).shape == (200, 200, 3)


def test_every_refusal_has_its_sentence():
    assert str(UnreadableImage("damaged")) == loading.MESSAGES["damaged"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 renamed to .jpg", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported"),
        (b"\xff" * (loading.MAX_BYTES + 1), "too_many_bytes"),
    ],
)
def test_what_is_no_picture_is_refused(data, code):
    assert refused(data) == code


def test_gif_is_refused():
    file = io.BytesIO()
    Image.new("P", (200, 200)).save(file, "GIF")
    assert refused(file.getvalue()) == "unsupported"


@pytest.mark.parametrize("side", [loading.MIN_SIDE - 1, loading.MIN_SIDE])
def test_tiny_pictures_are_refused(side):
    data = encoded("PNG", (400, side))
    assert (refused(data) == "too_small") if side < loading.MIN_SIDE else load(data).any()


@pytest.mark.parametrize("side", [9500, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side):
    assert refused(png_claiming(side)) == "too_many_pixels"


def png_claiming(side: int) -> bytes:
    """A few bytes that claim side × side pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 999))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_file_cut_short_is_refused(kind):
    file = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3), np.uint8)
    Image.fromarray(noise).save(file, kind)
    assert refused(file.getvalue()[: len(file.getvalue()) // 2]) == "damaged"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=40))
def test_broken_bytes_never_raise_anything_else(place, junk):
    data = encoded()
    broken = data[:place] + junk + data[place + len(junk) :]
    with suppress(UnreadableImage):
        assert load(broken).ndim == 3
