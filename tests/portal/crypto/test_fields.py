from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import CardScan, SignUp
from identity.models import Person
from portal.crypto.fields import hashes_for
from tests.portal.crypto.people import make_person, make_scan, make_sign_up, raw

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner))


def test_a_person_reads_plain_and_lies_encrypted() -> None:
    person = make_person(address="广州市\U00020bb7野路 1 号")
    person.refresh_from_db()
    assert person.address == "广州市\U00020bb7野路 1 号"
    assert raw(person, "address").startswith("k1:")
    assert "广州" not in raw(person, "address")


def test_an_empty_text_stays_empty() -> None:
    person = make_person(address="")
    assert raw(person, "address") == ""
    person.refresh_from_db()
    assert person.address == ""


@pytest.mark.parametrize("value", [{}, {"name": "\U00020bb7"}, [], "", 0, None])
def test_json_comes_back_as_it_was(value: Any) -> None:
    scan = make_scan(fields=value)
    scan.refresh_from_db()
    assert scan.fields == value


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES)
def test_any_json_comes_back(value: Any) -> None:
    scan = CardScan.objects.first() or make_scan()
    scan.fields = value
    scan.save()
    scan.refresh_from_db()
    assert scan.fields == value


def test_the_hash_follows_the_value() -> None:
    person = make_person("440101199001011234")
    before = person.id_number_hash
    person.id_number = "440101199001015678"
    person.save()
    assert person.id_number_hash != before
    found = hashes_for(Person, "id_number_hash", "440101199001015678")
    assert Person.objects.get(id_number_hash__in=found) == person


def test_no_value_has_no_hash() -> None:
    assert make_person(mobile="").mobile_hash == ""


def test_a_number_is_found_only_as_itself_and_only_in_its_table() -> None:
    make_person("440101199001011234")
    make_sign_up(id_number="440101199001011234")
    assert hashes_for(Person, "id_number_hash", "1") != hashes_for(SignUp, "id_number_hash", "1")
    other = hashes_for(Person, "id_number_hash", "440101199001011235")
    assert not Person.objects.filter(id_number_hash__in=other).exists()


def test_only_a_hash_column_has_hashes() -> None:
    with pytest.raises(TypeError, match="name"):
        hashes_for(Person, "name", "x")


@pytest.mark.parametrize("lookup", ["exact", "contains", "in", "startswith", "gt"])
def test_an_encrypted_column_refuses_to_be_compared(lookup: str) -> None:
    value = ["x"] if lookup == "in" else "x"
    with pytest.raises(TypeError, match="hash column"):
        list(Person.objects.filter(**{f"mobile__{lookup}": value}))


def test_isnull_is_the_one_question_it_answers() -> None:
    make_scan(fields=None, crops={"name": ""})
    assert CardScan.objects.filter(fields__isnull=True, crops__isnull=False).count() == 1


def test_a_value_moved_to_another_column_is_refused() -> None:
    person = make_person(address="地址", email="a@example.invalid")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identity_person SET address = email")
    with pytest.raises(InvalidTag):
        person.refresh_from_db()
