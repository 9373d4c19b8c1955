"""Names: every Han character of every plane, one kind of dot, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.enums import IdKind
from identity.rules import check_name, name_key, normalise_name

RESIDENT = IdKind.RESIDENT


def codes(name, kind=RESIDENT):
    return [problem.code for problem in check_name(name, kind)]


@pytest.mark.parametrize(
    "name",
    [
        "王芳",
        "欧阳修",
        "古丽米热·艾比布力",
        "陈𬭎",
        "李䶮",
        "㛃",
        "𬎆",
        "𫖯",
        "𠮷",
        "𰻝",
        "〇",
        "\U000323af",
    ],
)
def test_names_of_every_plane_pass(name):
    assert codes(name) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "required"),
        (" \u200b", "required"),
        ("王" * 100, None),
        ("王" * 101, "length"),
        ("🙂", "character"),
        ("<script>", "character"),
        ("王A", "character"),
        ("王1", "character"),
        ("王，芳", "character"),
        ("·艾力", "dot"),
        ("艾力·", "dot"),
        ("艾力··买买提", "dot"),
        ("\ue863", "private_use"),
        ("カナ", "character"),
        ("\u3400", None),
        ("\u4dc0", "character"),
        ("\U0002a6df", None),
        ("\U0002a6e0", "character"),
    ],
)
def test_the_edges(name, code):
    assert codes(name) == ([code] if code else [])


def test_other_documents_allow_latin_names():
    assert codes("O'Neil Anne-Marie", IdKind.HK_MACAO_PERMIT) == []
    assert codes("José", IdKind.TAIWAN_PERMIT) == []
    assert codes("Anne🙂", IdKind.HK_MACAO_PERMIT) == ["character"]
    assert codes("-", IdKind.HK_MACAO_PERMIT) == ["character"]


def test_the_wrong_characters_are_named():
    assert "“🙂”不是汉字" in check_name("王🙂", RESIDENT)[0].message
    assert "等字符" in check_name("a1b2", RESIDENT)[0].message


@pytest.mark.parametrize("dot", "．•・‧∙⋅·")
def test_every_dot_becomes_one(dot):
    assert normalise_name(f"艾力{dot}买买提") == "艾力\u00b7买买提"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 张 三 ", "张三"),
        ("张\u3000三", "张三"),
        ("张\u200b三\ufe00", "张三"),
        ("⽂⼀", "文一"),
        ("\uf9d1", "六"),
        ("Anne  Marie", "Anne Marie"),
    ],
)
def test_what_is_typed_is_kept_in_one_shape(typed, kept):
    assert normalise_name(typed) == kept


def test_dots_do_not_matter_when_names_are_compared():
    assert name_key("艾力·买买提") == name_key("艾力买买提") == name_key("艾力•买买提 ")
    assert name_key("Anne Marie") == name_key("ANNE MARIE")
    assert name_key("王芳") != name_key("王方")


@given(st.text(max_size=120), st.sampled_from(IdKind.values))
def test_no_text_breaks_the_rules(text, kind):
    kept = normalise_name(text)
    assert normalise_name(kept) == kept
    assert check_name(text, kind) == check_name(kept, kind)
    name_key(text)
