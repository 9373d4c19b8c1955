"""Choices, and look-ups by characters, pinyin, initials and former names."""

import pytest
from django.urls import reverse

from portal.reference import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_choices_are_what_forms_offer():
    assert queries.choices("sex") == [("1", "男"), ("2", "女")]
    groups = queries.choices("ethnicity")
    assert len(groups) == 58
    assert groups[0] == ("01", "汉族")
    assert dict(queries.choices("political_status"))["13"] == "群众"
    assert "22" not in dict(queries.choices("education"))
    assert queries.choices("degree")[0] == ("0", "无学位")


@pytest.mark.parametrize(
    ("text", "code"),
    [("汉", "01"), ("汉族", "01"), ("崩龙", "46"), (" 06 ", "06"), ("外星", ""), ("", "")],
)
def test_what_a_card_says_has_a_code(text, code):
    assert queries.code_for("ethnicity", text) == code


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("临平", "330113"),
        ("linping", "330113"),
        ("浙江省杭州市临平", "330113"),
        ("hangzhou", "330100"),
        ("hangzhous", "330100"),
        ("lvliang", "141100"),
        ("lüliang", "141100"),
        ("长寿", "500115"),
        ("changshou", "500115"),
    ],
)
def test_divisions_are_found(typed, first):
    assert queries.search_divisions(typed)[0].code == first


def test_initials_find_the_city_before_other_matches():
    assert "330100" in [row.code for row in queries.search_divisions("hzs")[:5]]


def test_what_begins_so_comes_before_what_holds_it():
    names = [row.name for row in queries.search_divisions("安")]
    first_other = next(n for n, name in enumerate(names) if not name.startswith("安"))
    later = [name for name in names[first_other:] if name.startswith("安")]
    assert first_other > 0
    assert later == []


def test_abolished_divisions_are_not_offered():
    assert "330103" not in [row.code for row in queries.search_divisions("下城")]


def test_under_a_division():
    found = queries.search_divisions("城", under="330100")
    assert {row.code[:4] for row in found} == {"3301"}


@pytest.mark.parametrize("typed", ["%%%", "'", "🙂🙂", "\\", "____"])
def test_signs_alone_find_nothing(typed):
    assert list(queries.search_divisions(typed)) == []
    assert list(queries.search_universities(typed)) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("东华大学", "东华大学"),
        ("donghuadaxue", "东华大学"),
        ("华东纺织", "华东纺织工学院"),
        ("bjsfdx", "北京师范大学"),
    ],
)
def test_universities_are_found(typed, name):
    assert name in [row.name for row in queries.search_universities(typed)[:5]]


def test_a_former_name_says_what_it_is_called_today():
    choice = queries.find_universities("华东纺织工学院")[0]
    assert (choice.value, choice.hint) == ("华东纺织工学院", "现名东华大学")


def test_majors_are_found():
    assert "学前教育" in [row.name for row in queries.search_majors("xqjy")[:3]]


def test_a_division_is_chosen_by_code():
    assert queries.division_choice("330113").label == "浙江省杭州市临平区"
    assert queries.division_choice("330103") is None
    assert queries.division_choice("999999") is None
    assert queries.division_choice("") is None


@pytest.mark.parametrize("name", ["divisions", "universities", "majors"])
def test_look_ups_answer_with_limited_choices(client, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        page = client.get(reverse(f"reference:{name}"), {"field": "x", "x_typed": "a"})
    assert page.content.decode().count('type="radio"') == 30


@pytest.mark.parametrize("typed", ["", " ", "<script>alert(1)</script>", "x" * 5000, "\x00"])
@pytest.mark.parametrize("name", ["divisions", "universities", "majors"])
def test_nothing_typed_breaks_a_look_up(client, name, typed):
    page = client.get(reverse(f"reference:{name}"), {"q": typed})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
