"""What the pen puts on paper, read back from it."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from portal.printing.kit import Align, Box, Cell, GridError, Row, Stand, Style, grid, width_of
from portal.printing.kit.lettering import fitting, lines_in
from tests.factories.documents import picture
from tests.portal.printing.forms import CHECK, UNIT, VALUES, composed
from tests.portal.printing.goldens import assert_looks_like, difference, page_of
from tests.portal.printing.papers import fonts_of, squeezed, text_of

HERE = Path(__file__).parent / "golden"


def drawn(action):
    """The PDF of one page that `action(pen)` draws on."""

    def draw(pen, _):
        pen.begin()
        action(pen)

    return composed(None, draw).content


def test_every_label_and_value_is_there():
    text = squeezed(composed().content)
    for label, value in VALUES.items():
        assert label in text
        assert value in text


def test_the_form_looks_as_it_should():
    assert_looks_like(composed().content, HERE / "form.webp")


def test_a_golden_picture_would_notice_one_missing_value():
    without = composed({**VALUES, "性别": ""}).content
    assert difference(page_of(without), page_of(composed().content)) > 26


def test_pages_know_how_many_they_are():
    made = composed()
    text = squeezed(made.content)
    assert made.pages == 2
    assert "第1页，共2页" in text
    assert "第2页，共2页" in text
    assert text.count(f"版本{CHECK.version}") == text.count(CHECK.address) == made.pages


def test_every_font_is_embedded_and_says_what_its_characters_are():
    fonts = fonts_of(composed().content)
    assert fonts
    assert all(flags == [True, True, True] for _, *flags in fonts)


def test_a_mark_lies_across_every_page():
    made = composed(mark="样张")
    assert text_of(made.content).count("样") == made.pages
    assert "样" not in text_of(composed().content)


def test_a_code_can_be_read_by_a_camera():
    page = np.asarray(page_of(composed().content))
    assert cv2.QRCodeDetector().detectAndDecode(page)[0] == CHECK.address


def test_a_photo_fills_its_box_whatever_its_shape():
    wide = picture(size=(600, 200))
    content = drawn(lambda pen: pen.photo(Box(50, 50, 25, 35), wide))
    dark = np.asarray(page_of(content)) < 250
    down, across = np.nonzero(dark)
    edges = np.array([across.min(), across.max(), down.min(), down.max()])
    assert edges * 25.4 / 150 == pytest.approx([50, 75, 50, 85], abs=0.5)


def test_text_stands_where_it_was_put():
    def draw(pen):
        pen.text(105, 50, "中", Style(size=20), Align.CENTRE)
        pen.text(200, 50, "右", Style(size=20), Align.RIGHT)

    down, across = np.nonzero(np.asarray(page_of(drawn(draw))) < 128)
    millimetres = across * 25.4 / 150
    assert millimetres.max() <= 200
    assert millimetres.min() > 101
    assert down.max() * 25.4 / 150 == pytest.approx(50, abs=1.5)


def test_a_spread_line_reaches_both_ends():
    content = drawn(lambda pen: pen.spread(40, 50, 60, "国国国", Style(size=20)))
    across = np.nonzero(np.asarray(page_of(content)) < 128)[1] * 25.4 / 150
    assert (across.min(), across.max()) == pytest.approx((40, 100), abs=1)


def test_a_spread_line_is_copied_as_one_word():
    assert text_of(drawn(lambda pen: pen.spread(40, 50, 60, "姓𬭎名"))).strip() == "姓𬭎名"


def test_long_text_is_set_smaller_until_it_fits():
    box = Box(0, 0, 60, 12)
    style, lines = fitting(UNIT, box, Style(size=14))
    assert style.size < 14
    assert "".join(lines) == UNIT
    assert len(lines) * style.line_height <= box.height
    assert max(width_of(line, style) for line in lines) <= box.width + 0.05


def test_short_text_keeps_its_size():
    assert fitting("短", Box(0, 0, 60, 12), Style(size=14))[0].size == 14


@pytest.mark.parametrize("stand", list(Stand))
def test_a_box_holds_its_text(stand):
    box = Box(20, 100, 100, 30)
    content = drawn(lambda pen: pen.fitted(box, UNIT, stand=stand))
    down, across = (part * 25.4 / 150 for part in np.nonzero(np.asarray(page_of(content)) < 128))
    assert box.y - 0.5 <= down.min()
    assert down.max() <= box.bottom + 0.5
    assert across.max() <= box.right + 0.5


def test_wrapped_lines_are_within_the_width():
    style = Style(size=11)
    lines = lines_in("字" * 100, 50, style)
    assert len(lines) > 1
    assert max(width_of(line, style) for line in lines) <= 50.01


def test_a_grid_that_does_not_close_is_refused():
    def rows(*cells):
        return drawn(lambda pen: grid(pen, (0, 0), (20, 20), [Row(10, cells), Row(10, cells)]))

    rows(Cell("一"), Cell("二"))
    with pytest.raises(GridError, match="2 of 4"):
        rows(Cell("一"))
    with pytest.raises(GridError, match="does not fit"):
        rows(Cell("一"), Cell("二", columns=2))


def test_cells_over_one_another_are_refused():
    first = Row(10, [Cell("一"), Cell("二", rows=2)])
    with pytest.raises(GridError, match="lies over"):
        drawn(lambda pen: grid(pen, (0, 0), (20, 20), [first, Row(10, [Cell("宽", columns=2)])]))


def test_golden_pictures_are_at_150_dpi():
    with Image.open(HERE / "form.webp") as golden:
        assert golden.size == (1241, 1754)
