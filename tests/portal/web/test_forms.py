import pytest
from django import forms
from django.http import QueryDict

from portal.web.forms import PortalForm


class Sample(PortalForm):
    name = forms.CharField(label="姓名", max_length=3, widget=forms.TextInput({"class": "wide"}))
    email = forms.EmailField(label="电子邮箱", required=False)
    level = forms.ChoiceField(label="最高学历", choices=[("1", "本科")])
    sex = forms.ChoiceField(label="性别", choices=[("1", "男")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="我同意")
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)
    password = forms.CharField(label="密码", required=False, strip=False)
    own = forms.CharField(label="自有", error_messages={"required": "这句是自己写的"})


def bound(**values: str) -> Sample:
    data = QueryDict(mutable=True)
    data.update(values)
    form = Sample(data)
    form.is_valid()
    return form


def test_widgets_get_the_classes_of_the_design_system() -> None:
    form = Sample()
    assert form["name"].field.widget.attrs["class"] == "input wide"
    assert form["level"].field.widget.attrs["class"] == "select"
    assert form["note"].field.widget.attrs["class"] == "textarea"
    assert "class" not in form["agree"].field.widget.attrs
    assert "class" not in form["sex"].field.widget.attrs


def test_the_browser_neither_cuts_nor_checks() -> None:
    html = str(Sample()["name"])
    assert "maxlength" not in html
    assert " required" not in html
    assert 'aria-required="true"' in html
    assert "aria-required" not in str(Sample()["email"])


def test_too_long_text_is_an_error_and_is_kept() -> None:
    form = bound(name="四个字呀")
    assert form.errors["name"] == ["最多 3 个字，现在有 4 个字"]
    assert 'value="四个字呀"' in str(form["name"])


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("name", "请填写姓名"),
        ("level", "请选择最高学历"),
        ("sex", "请选择性别"),
        ("agree", "请勾选：我同意"),
        ("own", "这句是自己写的"),
    ],
)
def test_what_is_missing_is_said_by_name(field: str, message: str) -> None:
    assert bound().errors[field] == [message]


def test_a_wrong_choice_and_a_wrong_address_are_explained() -> None:
    form = bound(level="9", email="不是邮箱")
    assert form.errors["level"] == ["请从列出的选项中选择"]
    assert form.errors["email"] == ["电子邮箱应像 name@example.cn 这样填写"]


def test_nul_gives_an_error_not_a_crash() -> None:
    assert bound(name="\x00").errors["name"] == ["内容里有无法识别的字符，请重新输入"]


def test_typed_text_is_normalised_but_never_a_password() -> None:
    form = bound(name=" 王\u200b溪 ", password=" e\u0301 ")
    assert form.cleaned_data["name"] == "王溪"
    assert form.cleaned_data["password"] == " e\u0301 "


def test_several_values_of_one_name_stay_several() -> None:
    form = Sample(QueryDict("name=a&name=b"))
    assert form.data.getlist("name") == ["a", "b"]


def test_messages_of_one_form_do_not_leak_into_django() -> None:
    assert "请填写" not in str(forms.CharField().error_messages["required"])
