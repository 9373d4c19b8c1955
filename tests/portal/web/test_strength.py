import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.strength import strength

EXPECTED = {
    "": 0,
    "Ab1!xyz": 0,
    "aaaaaaaa": 1,
    "aab1aab1": 1,
    "aBc1aBc1": 3 - 1,
    "xk7mrq2t": 1,
    "Xk7mrq2t": 2,
    "Xk7m!q2t": 3,
    "Xk7m!q2tpw9": 3,
    "Xk7m!q2tpw9z": 4,
    "xkmrqtvwzpbn": 1,
    "xkmrqtvwzpbnghjc": 2,
    "mypassword!1A": 1,
    "abcdef7X!k": 1,
    "X!k765432z": 1,
    "X!k76543xz": 3,
    "qwerty7X!k": 1,
    "青山绿水长流不息": 1,
}


@pytest.mark.parametrize(("password", "score"), EXPECTED.items())
def test_scores(password: str, score: int) -> None:
    assert strength(password).score == score


@given(st.text())
def test_the_score_has_a_word(password: str) -> None:
    found = strength(password)
    assert 0 <= found.score <= 4
    assert found.word == ("太短", "弱", "一般", "较强", "强")[found.score]
