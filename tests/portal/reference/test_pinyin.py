"""Readings for searches and for the order of lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reference import pinyin


@pytest.mark.parametrize(
    ("name", "full", "initials", "key"),
    [
        ("云岭市第一实验小学", "yunlingshidiyishiyanxiaoxue", "ylsdysyxx",
         "yun ling shi di yi shi yan xiao xue"),
        ("第12中学", "di12zhongxue", "d12zx", "di 12 zhong xue"),
        ("ABC学校", "abcxuexiao", "axx", "abc xue xiao"),
        ("绿春县", "lvchunxian", "lcx", "lv chun xian"),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_names_of_places(name, full, initials, key):
    parts = pinyin.syllables(name)
    assert pinyin.full(parts) == full
    assert pinyin.initials(parts) == initials
    assert pinyin.sort_key(parts) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单雄信", "shan xiong xin"),
        ("解缙", "xie jin"),
        ("仇英", "qiu ying"),
        ("曾国藩", "zeng guo fan"),
        ("尉迟恭", "yu chi gong"),
        ("乐正子春", "yue zheng zi chun"),
        ("乐毅", "yue yi"),
        ("李单", "li dan"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti"),
        ("陈𬭎", "chen hong"),
    ],
)
def test_surnames_have_their_own_readings(name, key):
    assert pinyin.name_sort_key(name) == key


def test_lists_sort_syllable_by_syllable():
    names = ["连平", "李娜", "李安", "方安", "反感"]
    assert sorted(names, key=pinyin.name_sort_key) == ["反感", "方安", "李安", "李娜", "连平"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [(" Yun Ling ", "yunling"), ("lü", "lv"), ("lu\u0308", "lv"), ("%_", ""), ("实验", "实验")],
)
def test_what_is_typed_is_made_comparable(typed, plain):
    assert pinyin.typed(typed) == plain


def test_a_search_text_may_reach_a_database():
    assert pinyin.asked(" 王\x00芳\n ") == "王芳"
    assert pinyin.asked("x" * 61) == "x" * 60


@given(st.text(max_size=500))
def test_no_text_breaks_it(text):
    for parts in (pinyin.syllables(text), pinyin.name_syllables(text)):
        assert len(pinyin.full(parts)) <= 400
        assert len(pinyin.initials(parts)) <= 400
        assert len(pinyin.sort_key(parts)) <= 400
    pinyin.typed(text)
