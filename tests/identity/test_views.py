"""Live checks of a field, and the page for rare characters."""

import pytest
from django.urls import reverse

CHECK = reverse("identity:check")
RARE = reverse("identity:rare-characters")


def ask(client, field, value, **more):
    return client.post(CHECK, {"field": field, "value": value, **more})


def test_a_wrong_number_is_told_at_once(client):
    answer = ask(client, "id_number", "110105194912310021").json()
    assert answer["ok"] is False
    assert "校验不符" in answer["text"]


def test_a_right_number_says_what_it_means(client):
    answer = ask(client, "id_number", "11010519491231002X").json()
    assert answer == {"ok": True, "text": "校验通过：1949年12月31日出生，女"}


def test_the_kind_of_document_counts(client):
    right = ask(client, "id_number", "H12345678", kind="hk_macao_permit").json()
    assert right == {"ok": True, "text": "格式正确"}
    assert ask(client, "id_number", "H12345678").json()["ok"] is False


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("name", "陈𬭎", "🙂"),
        ("mobile", "13600002063", "12600002063"),
        ("email", "a@example.cn", "a"),
        ("office_phone", "0571-88888888", "1"),
        ("postcode", "310000", "31"),
    ],
)
def test_each_field_has_its_rule(client, field, good, bad):
    assert ask(client, field, good).json() == {"ok": True, "text": "格式正确"}
    assert ask(client, field, bad).json()["ok"] is False


def test_a_field_without_a_rule_gets_no_answer(client):
    assert ask(client, "password", "x").status_code == 204


def test_numbers_are_never_asked_by_address(client):
    assert client.get(CHECK, {"field": "id_number", "value": "1"}).status_code == 405


def test_rare_characters_by_pinyin(client):
    page = client.get(RARE, {"pinyin": "hong2"}).content.decode()
    assert "𬭎" in page
    assert "<html" in page


def test_asked_by_script_only_the_characters_come(client):
    part = client.get(RARE, {"rare_pinyin": "hong2"}, headers={"HX-Request": "true"})
    assert "𬭎" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_character_is_explained(client):
    assert "U+2CB4E" in client.get(RARE, {"pinyin": "𬭎"}).content.decode()


@pytest.mark.parametrize("typed", ["", "!!", "zzz", "<script>", "x" * 500])
def test_nothing_breaks_the_page(client, typed):
    page = client.get(RARE, {"pinyin": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_too_many_are_said_to_be_cut(client):
    assert "请加上声调" in client.get(RARE, {"pinyin": "yi"}).content.decode()
    assert "请加上声调" not in client.get(RARE, {"pinyin": "hong2"}).content.decode()
