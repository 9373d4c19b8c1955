"""A photo becomes a right portrait, or the person is told why not."""

import io

import numpy as np
import pytest
from PIL import Image

from portal.documents.photofit import CannotFit, fit
from portal.documents.photofit.faces import find_face
from portal.documents.photofit.framing import cut, face_in, frame_for
from portal.documents.photofit.ground import Ground
from portal.documents.photofit.reading import read_upright
from tests.factories.faces import (
    BLUE,
    GREY,
    WHITE,
    Person,
    encoded,
    photo,
    slope,
    stripes,
    turned,
)


@pytest.fixture(scope="module")
def grey_photo():
    return encoded(photo(Person(), ground=GREY))


def opened(fitted):
    return Image.open(io.BytesIO(fitted.jpeg))


def pixels_of(fitted):
    return np.asarray(opened(fitted).convert("RGB")).astype(int)


def before_whitening(content):
    """The portrait as cut, and the face box in it."""
    pixels = read_upright(content)
    face = find_face(pixels)
    frame = frame_for(face, pixels.shape[1], pixels.shape[0])
    return cut(pixels, frame).astype(int), face_in(face, frame)


def problem_with(picture):
    with pytest.raises(CannotFit) as caught:
        fit(picture if isinstance(picture, bytes) else encoded(picture))
    return caught.value


@pytest.mark.parametrize(
    "ground", [GREY, BLUE, WHITE, stripes, slope((205, 210, 214), (150, 156, 162))]
)
def test_every_portrait_keeps_the_rule_of_recognition(ground):
    fitted = fit(encoded(photo(Person(), ground=ground)))
    picture = opened(fitted)
    assert picture.format == "JPEG"
    assert 290 < picture.width < 300
    assert 408 < picture.height < 418
    assert picture.size == (fitted.width, fitted.height)
    assert 20 * 1024 <= len(fitted.jpeg) < 190 * 1000


@pytest.mark.parametrize("size", [(600, 800), (1800, 2400), (1600, 1000)])
def test_photos_of_any_size(size):
    side = 0.26 if size[0] < size[1] else 0.14
    assert opened(fit(encoded(photo(Person(side=side), size=size)))).size == (295, 413)


def test_the_head_stands_in_the_middle_with_room_above(grey_photo):
    portrait, face = before_whitening(grey_photo)
    assert abs(face.left + face.side / 2 - 295 / 2) < 12
    assert 0.08 < face.top / 413 < 0.35
    assert 0.4 < face.side / 295 < 0.75
    hair_rows = np.where((portrait[:, 147] < 60).all(axis=-1))[0]
    assert 15 < hair_rows[0] < 100


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_the_exif_turn_is_obeyed(grey_photo, orientation):
    upright = pixels_of(fit(grey_photo))
    turned_back = pixels_of(fit(turned(photo(Person(), ground=GREY), orientation)))
    assert np.abs(upright - turned_back).mean() < 6


@pytest.mark.parametrize("format", ["PNG", "WEBP", "HEIF"])
def test_other_formats(format):
    assert opened(fit(encoded(photo(Person()), format))).size == (295, 413)


def test_a_transparent_ground_counts_as_white():
    person = photo(Person(), ground=WHITE).convert("RGBA")
    pixels = np.array(person)
    pixels[(pixels[..., :3] > 240).all(axis=-1), 3] = 0
    fitted = fit(encoded(Image.fromarray(pixels), "PNG"))
    assert fitted.ground is Ground.WHITE


@pytest.mark.parametrize("ground", [GREY, BLUE, slope((205, 210, 214), (150, 156, 162))])
def test_a_plain_ground_becomes_white(ground):
    fitted = fit(encoded(photo(Person(), ground=ground)))
    corners = pixels_of(fitted)[:40, :30]
    assert fitted.ground is Ground.LIGHTENED
    assert corners.min() > 240


@pytest.mark.parametrize("ground", [GREY, BLUE])
def test_the_face_is_never_touched(ground):
    content = encoded(photo(Person(), ground=ground))
    before, face = before_whitening(content)
    after = pixels_of(fit(content))
    third = face.side // 3
    middle_x, middle_y = face.left + face.side // 2, face.top + face.side // 2
    box = np.s_[middle_y - third : middle_y + third, middle_x - third // 2 : middle_x + third // 2]
    assert np.abs(before[box] - after[box]).mean() < 2.5


def test_a_neck_as_bright_as_the_wall_stays():
    dim = Image.eval(photo(Person(), ground=GREY), lambda value: value * 6 // 10)
    before, face = before_whitening(encoded(dim))
    after = pixels_of(fit(encoded(dim)))
    middle, chin = face.left + face.side // 2, face.top + face.side
    neck = np.s_[chin - 4 : chin + 16, middle - 15 : middle + 15]
    assert np.abs(before[neck] - after[neck]).mean() < 3


def test_a_bright_shirt_before_a_bright_wall():
    fitted = fit(encoded(photo(Person(coat=(240, 240, 242)), ground=(215, 217, 220))))
    assert fitted.ground is Ground.LIGHTENED


@pytest.mark.parametrize("grain", [8, 15])
def test_a_grainy_photo(grain):
    fitted = fit(encoded(photo(Person(), ground=BLUE, grain=grain)))
    assert fitted.ground is Ground.LIGHTENED
    assert np.median(pixels_of(fitted)[:40, :30]) >= 253


def test_hair_and_coat_stay_dark():
    content = encoded(photo(Person(), ground=BLUE))
    before, _ = before_whitening(content)
    after = pixels_of(fit(content))
    dark = (before < 110).all(axis=-1)
    assert dark.mean() > 0.15
    assert np.abs(before[dark] - after[dark]).mean() < 4


def test_no_rim_of_the_old_ground_is_left():
    after = pixels_of(fit(encoded(photo(Person(), ground=BLUE))))
    blue = (after[..., 2] - after[..., 0]) > 70
    assert blue.mean() < 0.002


def test_a_patterned_ground_is_left_alone_and_said_so():
    content = encoded(photo(Person(), ground=stripes))
    before, _ = before_whitening(content)
    fitted = fit(content)
    assert fitted.ground is Ground.PATTERNED
    assert "未作改动" in fitted.ground.value
    assert np.abs(before - pixels_of(fitted)).mean() < 2.5


def test_a_white_ground_stays():
    fitted = fit(encoded(photo(Person(), ground=WHITE)))
    assert fitted.ground is Ground.WHITE


def test_a_dark_ground_is_left_alone():
    assert fit(encoded(photo(Person(), ground=(30, 30, 34)))).ground is Ground.DARK


def test_the_same_photo_gives_the_same_portrait(grey_photo):
    assert fit(grey_photo).jpeg == fit(grey_photo).jpeg


def test_no_face():
    error = problem_with(photo(ground=GREY))
    assert error.code == "no_face"
    assert "重新拍摄" in error.message


def test_several_faces():
    two = photo(Person(x=0.28, side=0.2), Person(x=0.74, side=0.2))
    error = problem_with(two)
    assert error.code == "several_faces"
    assert "2 张人脸" in error.message


def test_a_face_too_small():
    error = problem_with(photo(Person(side=0.1), size=(480, 640)))
    assert error.code == "too_small"


def test_a_face_too_dark():
    dark = Image.eval(photo(Person()), lambda value: value // 6)
    assert problem_with(dark).code == "too_dark"


def test_a_face_too_bright():
    bright = photo(Person(skin=(255, 255, 253)), ground=GREY)
    assert problem_with(bright).code == "too_bright"


def test_a_head_cut_off_by_the_edge():
    assert problem_with(photo(Person(side=0.62, y=0.5))).code == "too_close"


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0 cut"])
def test_an_unreadable_file(content):
    assert problem_with(content).code == "unreadable"


def test_a_truncated_file(grey_photo):
    assert problem_with(grey_photo[: len(grey_photo) // 2]).code == "unreadable"


def test_progress_is_counted(grey_photo):
    told = []
    fit(grey_photo, lambda done, total, note: told.append((done, total, note)))
    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4, 5]
    assert {total for _, total, _ in told} == {5}
    assert told[1][2] == "查找人脸"
