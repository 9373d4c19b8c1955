from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, Template

from portal.web.errors import summary_of
from portal.web.rowforms import is_row_action, rows_typed
from portal.web.styleguide_rows import CourseRows, PracticeRows

pytestmark = pytest.mark.usefixtures("web_urls")

ROW = {"year": "2025-2026", "term": "1", "course": "机械制图", "hours": "72"}
BLANK = {"year": "", "term": "", "course": "", "hours": ""}


def sent(*rows: dict[str, str], name: str = "courses") -> QueryDict:
    data = QueryDict(mutable=True)
    data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = str(len(rows)), "0"
    for number, row in enumerate(rows):
        data.update({f"{name}-{number}-{key}": value for key, value in row.items()})
    return data


def shown(formset: Any, name: str) -> list[Any]:
    return [form[name].value() for form in formset.forms]


def render(formset: Any, **options: Any) -> str:
    text = "{% load ui %}{% row_editor formset '任课' hint=hint mark=mark locked=locked %}"
    values = {"hint": "", "mark": "", "locked": False, "formset": formset, **options}
    return Template(text).render(Context(values))


def test_filled_rows_are_cleaned_and_blank_ones_do_not_count() -> None:
    rows = CourseRows(sent(ROW, BLANK, {**ROW, "hours": "96"}))
    assert rows.is_valid()
    assert [row["hours"] for row in rows.filled()] == [72, 96]


def test_a_row_begun_must_be_finished() -> None:
    rows = CourseRows(sent({**BLANK, "year": "2025-2026"}))
    assert not rows.is_valid()
    assert rows.forms[0].errors["course"] == ["请填写课程名称"]


def test_spaces_are_nothing_typed() -> None:
    assert CourseRows(sent(ROW, {**BLANK, "course": " "})).is_valid()


def test_what_a_radio_button_stands_at_from_the_beginning_is_not_typed() -> None:
    rows = PracticeRows(sent({"school": "", "school_typed": ""}, name="practice"))
    assert rows.is_valid()
    assert rows.filled() == []


def test_text_typed_into_a_search_without_a_choice_is_not_lost() -> None:
    rows = PracticeRows(sent({"school": "", "school_typed": "青山"}, name="practice"))
    assert not rows.is_valid()
    assert rows_typed(rows) == [{"school": "", "school_typed": "青山"}]


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (0, "请至少填写 1 行课程，现在有 0 行"),
        (1, ""),
        (6, ""),
        (7, "课程最多填写 6 行，现在有 7 行"),
    ],
)
def test_as_many_rows_as_are_asked_for(count: int, message: str) -> None:
    rows = CourseRows(sent(*[ROW] * count, BLANK))
    assert rows.is_valid() is (message == "")
    assert list(rows.non_form_errors()) == ([message] if message else [])


def test_kept_as_typed_right_or_wrong() -> None:
    wrong = {**ROW, "hours": "很多\0"}
    kept = rows_typed(CourseRows(sent(ROW, BLANK, wrong)))
    assert kept == [ROW, {**ROW, "hours": "很多"}]
    again = CourseRows.showing(kept)
    assert shown(again, "hours") == ["72", "很多"]
    assert not again.is_bound


def test_only_the_rows_own_fields_are_kept() -> None:
    assert rows_typed(CourseRows(sent({**ROW, "admin": "1"}))) == [ROW]


def test_a_kept_draft_is_checked() -> None:
    assert CourseRows.checking([ROW]).is_valid()
    rows = CourseRows.checking([{**ROW, "hours": "很多"}])
    assert rows.forms[0].errors["hours"] == ["请填写数字"]
    assert CourseRows.checking([]).non_form_errors() == ["请至少填写 1 行课程，现在有 0 行"]


def test_nothing_kept_shows_one_blank_row() -> None:
    assert shown(CourseRows.showing([]), "course") == [None]
    assert len(CourseRows.showing([]).forms) == len(CourseRows.checking([]).forms) == 1
    assert len(CourseRows.showing([ROW]).forms) == 1


def test_a_kept_choice_of_a_search_is_named() -> None:
    rows = PracticeRows.showing([{"school": "1", "began": "2026-07-06"}])
    assert 'value="青山市第一职业技术学校"' in render(rows)
    typed = PracticeRows.showing([{"school": "1", "school_typed": "别处"}])
    assert 'value="别处"' in render(typed)


def test_a_day_typed_wrong_is_shown_as_it_was_typed() -> None:
    rows = PracticeRows.showing([{"began": "2026-02-30"}])
    assert 'value="2026-02-30"' in render(rows)
    filled = PracticeRows(sent({"began": "2026年7月6日", "ended": "20260814", "school": "1",
                                "kind": "theory"}, name="practice"))  # fmt: skip
    assert filled.is_valid(), filled.errors
    assert filled.filled()[0]["began"] == date(2026, 7, 6)


# Buttons without JavaScript


@pytest.mark.parametrize(
    ("action", "is_one"),
    [("add-row:courses", True), ("remove-row:courses:1", True), ("save", False), ("", False)],
)
def test_which_actions_are_about_rows(action: str, is_one: bool) -> None:
    assert is_row_action(action) is is_one


def test_one_row_more_keeps_what_was_typed() -> None:
    rows = CourseRows(sent({**ROW, "hours": "很多"})).after("add-row:courses")
    assert shown(rows, "hours") == ["很多", None]
    assert "autofocus" in render(rows)
    assert rows.focus_on == 1
    assert "请填写" not in render(rows)


def test_no_row_beyond_the_most() -> None:
    rows = CourseRows(sent(*[ROW] * 6)).after("add-row:courses")
    assert len(rows.forms) == 6
    assert "不能再添加" in render(rows)


def test_one_row_less() -> None:
    three = [{**ROW, "hours": hours} for hours in ("1", "2", "3")]
    rows = CourseRows(sent(*three)).after("remove-row:courses:1")
    assert shown(rows, "hours") == ["1", "3"]
    assert rows.focus_on == 1
    last = CourseRows(sent(*three)).after("remove-row:courses:2")
    assert last.focus_on == 1
    only = CourseRows(sent(ROW)).after("remove-row:courses:0")
    assert shown(only, "course") == [None]


@pytest.mark.parametrize("action", ["remove-row:courses:9", "remove-row:courses:x", "x:practice:0"])
def test_another_editors_button_and_nonsense_change_nothing(action: str) -> None:
    assert shown(CourseRows(sent(ROW)).after(action), "course") == ["机械制图"]


# Markup


def test_every_control_says_its_row() -> None:
    html = render(CourseRows.showing([ROW, ROW]))
    assert 'id="id_courses-1-course"' in html
    label = "第 <span data-row-number>2</span> 行 </span>课程名称"
    assert html.count(label) == 1
    assert 'value="remove-row:courses:1"' in html


def test_notes_and_errors_of_the_editor_are_described() -> None:
    html = render(CourseRows(sent(BLANK)), hint="每门一行", mark="请补充")
    assert 'aria-describedby="courses_rows_hint courses_rows_mark courses_rows_error"' in html
    assert "审核意见" in html


def test_a_locked_editor_has_no_buttons() -> None:
    html = render(CourseRows.showing([ROW]), locked=True)
    assert "add-row" not in html
    assert "remove-row" not in html
    assert "<template" not in html
    assert "readonly" in html


def test_the_summary_leads_into_the_rows() -> None:
    rows = CourseRows(sent(ROW, {**ROW, "hours": "很多", "course": ""}))
    found = [(problem.text, problem.target) for problem in summary_of([rows])]
    assert found == [
        ("第 2 行 请填写课程名称", "id_courses-1-course"),
        ("第 2 行 课时：请填写数字", "id_courses-1-hours"),
    ]


def test_what_is_wrong_with_a_whole_row_leads_to_its_first_field() -> None:
    row = {"began": "2026-07-06", "ended": "2026-07-01", "school": "1", "kind": "theory"}
    rows = PracticeRows(sent(row, name="practice"))
    assert [(problem.text, problem.target) for problem in summary_of([rows])] == [
        ("第 1 行 结束日期早于开始日期", "id_practice-0-began")
    ]
    assert "结束日期早于开始日期" in render(rows)


def test_too_few_rows_lead_to_the_first() -> None:
    (problem,) = summary_of([CourseRows(sent(BLANK))])
    assert problem.target == "id_courses-0-year"
