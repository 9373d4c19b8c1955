"""The certificate as text and as a picture."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from certification.dual_qualified.printing import draw
from certification.dual_qualified.printing.certificate import TITLE
from portal.printing.kit import compose
from tests.certification.dual_qualified.printing.samples import CHECK, PLAIN, RARE, SAMPLES
from tests.portal.printing.goldens import assert_looks_like, page_of
from tests.portal.printing.papers import fonts_of, squeezed

LABELS = ["姓名", "性别", "证件号码", "任教专业", "工作单位", "证书编号", "有效期至", "盖章处"]
GOLDEN = Path(__file__).parent / "golden"


def printed(data):
    return compose(draw, data, check=CHECK, title=TITLE)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_looks_as_it_should(name):
    assert_looks_like(printed(SAMPLES[name]).content, GOLDEN / f"{name}.webp")


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_can_be_read_from_it(name):
    data = SAMPLES[name]
    text = squeezed(printed(data).content)
    values = [getattr(data, field.name) for field in fields(data)]
    for value in values:
        assert not isinstance(value, str) or value in text
    assert "二〇二六年十一月二十五日" in text
    assert CHECK.address in text
    assert TITLE in text
    for label in (
        "姓名",
        "性别",
        "证件号码",
        "任教专业",
        "工作单位",
        "证书编号",
        "有效期至",
        "盖章处",
    ):
        assert label in text


def test_it_says_until_when_it_holds():
    assert "有效期至2031年11月24日" in squeezed(printed(PLAIN).content)
    assert "有效期至长期" in squeezed(printed(RARE).content)


def test_rare_characters_come_back():
    assert "𬭎䶮𠮷" in squeezed(printed(RARE).content)


def test_one_page_with_every_font_in_it():
    made = printed(PLAIN)
    assert made.pages == 1
    fonts = fonts_of(made.content)
    assert {name.partition("+")[2] for name, *_ in fonts} == {
        "NotoSerifSC-Regular",
        "NotoSansSC-Regular",
        "LXGWWenKai-Regular",
    }
    assert all(flags == [True, True, True] for _, *flags in fonts)


def test_the_code_leads_to_the_check():
    page = np.asarray(page_of(printed(PLAIN).content))
    assert cv2.QRCodeDetector().detectAndDecode(page)[0] == CHECK.address


def test_another_day_is_another_certificate():
    other = replace(PLAIN, issued_on=date(2027, 1, 1))
    assert "二〇二七年一月一日" in squeezed(printed(other).content)
