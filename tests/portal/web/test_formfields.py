from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from portal.web.forms import (
    DateField,
    ImageField,
    PasswordField,
    PortalForm,
    RemoteChoice,
    RemoteChoiceField,
    SearchSelect,
    SmsCodeField,
)
from portal.web.widgets import search_keys

pytestmark = pytest.mark.usefixtures("web_urls")

SCHOOLS = [
    RemoteChoice("1", "青山一中", "临江区"),
    RemoteChoice("2", "青山二中"),
    RemoteChoice("3", "云溪小学"),
    RemoteChoice("4", "云溪小学附属幼儿园"),
]


def find(text: str) -> list[RemoteChoice]:
    return [school for school in SCHOOLS if text in school.label]


def by_value(value: str) -> RemoteChoice | None:
    return next((school for school in SCHOOLS if school.value == value), None)


class Sample(PortalForm):
    day = DateField(
        required=False, earliest=lambda: date(1990, 1, 1), latest=lambda: date(2000, 12, 31)
    )
    code = SmsCodeField(required=False)
    school = RemoteChoiceField(
        search=find, resolve=by_value, search_url="web:styleguide-search", required=False
    )
    needed = RemoteChoiceField(search=find, resolve=by_value, search_url="/find/")
    nation = forms.ChoiceField(
        widget=SearchSelect, choices=[("", "请选择"), ("04", "藏族")], required=False
    )
    secret = PasswordField(required=False)
    fresh = PasswordField(new=True, required=False)
    photo = ImageField(required=False, camera="environment")


def bound(**values: str) -> Sample:
    data = QueryDict(mutable=True)
    data.update({"needed": "3", **values})
    form = Sample(data)
    form.is_valid()
    return form


@pytest.mark.parametrize("typed", ["1990-01-01", "2000年12月31日", "19950615"])
def test_days_within_the_limits(typed: str) -> None:
    form = bound(day=typed)
    assert "day" not in form.errors
    assert isinstance(form.cleaned_data["day"], date)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1989-12-31", "日期不能早于 1990-01-01"),
        ("2001-01-01", "日期不能晚于 2000-12-31"),
        ("1995-02-30", "日期应像 1987-07-05 或 1987年7月5日 这样填写"),
    ],
)
def test_days_that_cannot_be(typed: str, message: str) -> None:
    form = bound(day=typed)
    assert form.errors["day"] == [message]
    assert f'value="{typed}"' in str(form["day"])


def test_a_stored_day_is_shown_in_one_way() -> None:
    assert 'value="1995-06-15"' in str(Sample(initial={"day": date(1995, 6, 15)})["day"])
    assert bound(day="").cleaned_data["day"] is None


def test_a_day_typed_differently_is_no_change() -> None:
    field = DateField(required=False)
    assert not field.has_changed(date(1995, 6, 15), "1995年6月15日")
    assert field.has_changed(date(1995, 6, 15), "1995-06-16")
    assert field.has_changed(None, "nonsense")
    assert not field.has_changed(None, "")


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456", "１２３４５６"])
def test_a_pasted_code_is_understood(typed: str) -> None:
    assert bound(code=typed).cleaned_data["code"] == "123456"


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "①②③④⑤x"])
def test_a_wrong_code_is_refused(typed: str) -> None:
    assert bound(code=typed).errors["code"] == ["验证码是 6 位数字"]


def test_a_code_is_not_shown_again_and_can_be_filled_in_by_the_phone() -> None:
    html = str(bound(code="123456")["code"])
    assert "123456" not in html
    assert 'autocomplete="one-time-code"' in html
    assert 'inputmode="numeric"' in html


def test_a_chosen_school() -> None:
    form = bound(school="2", school_typed="青山二中")
    assert form.cleaned_data["school"] == "2"


def test_a_typed_name_that_only_one_has_needs_no_script() -> None:
    assert bound(school_typed="青山一").cleaned_data["school"] == "1"


def test_the_whole_name_wins_over_longer_ones() -> None:
    assert bound(school_typed="云溪小学").cleaned_data["school"] == "3"


def test_several_finds_are_offered_as_choices() -> None:
    form = bound(school_typed="青山")
    assert form.errors["school"] == ["“青山”有多个结果，请在下面选择一项"]
    html = str(form["school"])
    assert 'type="radio" name="school" value="1"' in html
    assert "临江区" in html
    assert 'value="青山"' in html


def test_nothing_found() -> None:
    assert bound(school_typed="火星").errors["school"] == ["没有找到“火星”，请换一个词再试"]


def test_a_value_that_is_not_on_the_list() -> None:
    assert bound(school="77").errors["school"] == ["这一项已不在列表中，请重新搜索"]


def test_a_new_name_beats_an_old_choice() -> None:
    assert bound(school="1", school_typed="云溪小学").cleaned_data["school"] == "3"


def test_a_school_that_must_be_given() -> None:
    form = Sample(QueryDict(""))
    assert form.errors["needed"] == ["请搜索并选择一项"]
    assert bound().cleaned_data["school"] == ""


def test_a_stored_school_shows_its_name() -> None:
    html = str(Sample(initial={"school": "2"})["school"])
    assert 'value="青山二中"' in html
    assert 'type="hidden" name="school" value="2"' in html


def test_finds_of_one_form_are_not_in_the_next() -> None:
    bound(school_typed="青山")
    assert "radio" not in str(Sample()["school"])


def test_whether_the_school_changed() -> None:
    field = Sample().fields["school"]
    assert not field.has_changed("2", ("2", "青山二中"))
    assert field.has_changed("2", ("3", ""))


def test_options_carry_their_pinyin() -> None:
    assert 'data-keys="zangzu zz"' in str(Sample()["nation"])
    assert search_keys("青山市") == "qingshanshi qss"
    assert str(Sample()["nation"]).count("data-keys") == 1


def test_passwords_never_come_back_and_tell_managers_which_they_are() -> None:
    form = bound(secret="Xk7m!q2t", fresh="Xk7m!q2t")
    assert "Xk7m" not in str(form["secret"]) + str(form["fresh"])
    assert 'autocomplete="current-password"' in str(form["secret"])
    assert 'autocomplete="new-password"' in str(form["fresh"])
    assert "<meter" in str(form["fresh"])
    assert "<meter" not in str(form["secret"])


def test_pictures_may_come_from_the_camera() -> None:
    html = str(Sample()["photo"])
    assert 'capture="environment"' in html
    assert ".heic" in html
    assert 'data-max-edge="2400"' in html


def test_an_empty_file_is_explained() -> None:
    form = Sample(QueryDict("needed=3"), {"photo": SimpleUploadedFile("a.jpg", b"")})
    assert form.errors["photo"] == ["这个文件是空的，请重新选择"]
