"""What a browser is sent: pixels, and nothing that tells the place."""

import random
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from accounts.slider.picture import HEIGHT, WIDTH, make
from accounts.slider.shapes import mask_of, pick_shapes


@pytest.fixture(scope="module")
def puzzles():
    return [make(seed) for seed in range(40)]


def opened(data):
    return Image.open(BytesIO(data))


def test_the_picture_has_its_size_and_the_piece_lies_inside(puzzles):
    for puzzle in puzzles:
        assert opened(puzzle.picture).size == (WIDTH, HEIGHT)
        assert opened(puzzle.piece).size == (puzzle.piece_size, puzzle.piece_size)
        assert 0 <= puzzle.top <= HEIGHT - puzzle.piece_size
        assert puzzle.piece_size < puzzle.offset <= WIDTH - puzzle.piece_size


def test_the_files_hold_no_metadata(puzzles):
    for puzzle in puzzles:
        for data in (puzzle.picture, puzzle.piece):
            assert not opened(data).getexif()
            assert not {b"EXIF", b"XMP ", b"ICCP"} & {data[i : i + 4] for i in range(len(data))}


def test_places_sizes_and_rows_vary(puzzles):
    assert len({puzzle.offset for puzzle in puzzles}) > 25
    assert len({puzzle.top for puzzle in puzzles}) > 15
    assert len({puzzle.piece_size for puzzle in puzzles}) > 3


def test_the_same_seed_makes_the_same_puzzle_and_another_seed_another():
    assert make(7) == make(7)
    assert make(7).picture != make(8).picture


def test_the_piece_is_not_a_copy_of_what_lies_at_its_place(puzzles):
    """Neither the picture at the place nor the scene under it has the piece's pixels."""
    for puzzle in puzzles[:10]:
        piece = opened(puzzle.piece).convert("RGBA")
        inside = np.asarray(piece.getchannel("A")) > 250
        box = (puzzle.offset, puzzle.top)
        there = opened(puzzle.picture).crop((*box, *(n + puzzle.piece_size for n in box)))
        gap = np.abs(np.asarray(piece.convert("L"), int) - np.asarray(there.convert("L"), int))
        assert gap[inside].mean() > 8


def test_a_picture_is_small_enough_for_a_slow_line(puzzles):
    assert max(len(p.picture) + len(p.piece) for p in puzzles) < 16_000


def test_decoys_have_other_outlines_of_the_same_size():
    for seed in range(50):
        shapes = pick_shapes(random.Random(seed), 3)
        assert len(set(shapes)) == 3
        assert len({shape.size for shape in shapes}) == 1
        assert len({mask_of(shape).tobytes() for shape in shapes}) == 3
