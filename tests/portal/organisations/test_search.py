"""Schools by characters, full pinyin, initials and former names (X14)."""

import pytest
from django.urls import reverse

from portal.organisations.enums import BodyKind
from portal.organisations.queries import find_schools, school_choice, search_schools
from portal.organisations.services import close_body
from portal.reference.models import Division
from tests.portal.organisations.conftest import MAKER, make

LOOK_UP = reverse("organisations:schools")


@pytest.fixture
def schools(world):
    county = Division.objects.create(code="990101", name="澜滨区", full_name="澜滨区", level=3)
    make(BodyKind.SCHOOL, "龑溪县𬭎文小学", world["county"], former_names=["文庙小学"])
    make(BodyKind.SCHOOL, "吕家庄小学", world["county"], division=county)
    make(BodyKind.SCHOOL, "第12中学（西校区）", world["county"])
    return world


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("𬭎文", "龑溪县𬭎文小学"),
        ("文庙", "龑溪县𬭎文小学"),
        ("wenmiaoxiaoxue", "龑溪县𬭎文小学"),
        ("wmxx", "龑溪县𬭎文小学"),
        ("yxxhwxx", "龑溪县𬭎文小学"),
        ("lvjiazhuang", "吕家庄小学"),
        ("LÜJIA", "吕家庄小学"),
        ("LJZ", "吕家庄小学"),
        ("第12", "第12中学（西校区）"),
        ("d12zx", "第12中学（西校区）"),
        ("12中", "第12中学（西校区）"),
    ],
)
def test_schools_are_found(schools, typed, found):
    assert found in [school.name for school in search_schools(typed)]


@pytest.mark.parametrize("typed", ["%", "_", "'", "\x00", "\\", "🙂", "没有这所学校", "zzzz"])
def test_what_is_not_there_is_not_found(schools, typed):
    assert list(search_schools(typed)) == []


def test_what_begins_so_comes_first(schools):
    names = [school.name for school in search_schools("澜")]
    assert names == ["澜滨区第二小学", "澜滨区实验小学", "澜江职业技术学院"]
    make(BodyKind.SCHOOL, "安澜小学", schools["county"])
    assert [school.name for school in search_schools("澜")][-1] == "安澜小学"


def test_a_division_narrows(schools):
    assert [s.name for s in search_schools("小学", "990101")] == ["吕家庄小学"]
    assert [s.name for s in search_schools("小学", "990100")] == ["吕家庄小学"]
    assert [s.name for s in search_schools("小学", "990000")] == ["吕家庄小学"]
    assert list(search_schools("小学", "990102")) == []


def test_closed_schools_and_bureaus_are_not_offered(schools):
    close_body(schools["second"].pk, version=1, actor=MAKER)
    assert "澜滨区第二小学" not in [s.name for s in search_schools("澜滨区")]
    assert "澜滨区教育局" not in [s.name for s in search_schools("澜滨区")]


def test_a_choice_tells_namesakes_apart(schools):
    choice = find_schools("wenmiao")[0]
    assert choice.label == "龑溪县𬭎文小学"
    assert "原名文庙小学" in choice.hint
    assert school_choice(choice.value) == choice


@pytest.mark.parametrize("value", ["", "0", "x", "-1", "9" * 30, "²", "1.5"])
def test_no_value_breaks_a_choice(schools, value):
    assert school_choice(value) is None


def test_a_bureau_is_no_school(schools):
    assert school_choice(str(schools["county"].pk)) is None


def test_the_look_up_page(schools, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        page = client.get(LOOK_UP, {"field": "unit", "unit_typed": "ljz"}).content.decode()
    assert "吕家庄小学" in page
    assert 'name="unit"' in page


@pytest.mark.parametrize("region", ["990101", "x", "'", "9" * 50])
def test_a_region_beside_it_narrows_or_is_ignored(schools, client, region):
    page = client.get(LOOK_UP, {"q": "小学", "region": region})
    assert page.status_code == 200
