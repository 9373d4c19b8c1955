"""The password rules, each in Chinese."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.passwords import character_classes


@pytest.mark.parametrize(
    ("password", "classes"),
    [("", 0), ("a", 1), ("aB", 2), ("aB1", 3), ("aB1-", 4), ("密码", 0), ("密码-", 1)],
)
def test_classes_are_counted(password, classes):
    assert character_classes(password) == classes


@pytest.mark.parametrize("password", ["Qingfeng1", "qing-feng1", "QF--2026", "密码ab-1密码"])
def test_eight_characters_of_three_classes_will_do(password):
    validate_password(password)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Qing-12", "至少要 8 个字符，现在是 7 个"),
        ("qingfeng1", "至少三种"),
        ("Password1", "太常见"),
        ("20262026", "只包含数字"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(password, said):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert said in "".join(refused.value.messages)
    assert not re.search(r"[A-Za-z]{3}", "".join(refused.value.messages))
