"""One record for life: what every layer adds, in order."""

from datetime import date

import pytest

from identity import records
from identity.records import Due, Happened, Held, Part, record_of
from tests.factories.credentials import CredentialFactory
from tests.factories.identity import PersonFactory

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def add():
    """`add("学时", Part(…))`: another app's provider, for this test."""
    added = []

    def register(label, part):
        records.register(label, lambda person: part)
        added.append(label)

    yield register
    for label in set(added):
        records.unregister(label)


@pytest.fixture
def person():
    return PersonFactory()


def test_dues_come_soonest_first_and_those_without_a_day_last(add, person):
    dues = (Due("c", "c", ""), Due("b", "b", "", last=LATER), Due("a", "a", "", last=FIRST))
    add("学时", Part(dues=dues))
    assert [each.key for each in record_of(person).dues] == ["a", "b", "c"]


def test_who_knows_more_takes_the_place_of_the_same_thing(add, person):
    add("学时", Part(dues=(Due("x", "早", "", last=FIRST),)))
    add("注册", Part(dues=(Due("x", "晚", "", last=LATER),)))
    assert [each.title for each in record_of(person).dues] == ["晚"]


def test_what_happened_comes_newest_first_from_all(add, person):
    add("学时", Part(happened=(Happened(FIRST, "一"),)))
    add("注册", Part(happened=(Happened(LATER, "二"),)))
    assert [each.title for each in record_of(person).happened] == ["二", "一"]


def test_each_app_has_its_own_heading(add, person):
    add("学时", Part(held=(Held("学时", "有效", "good"),)))
    sections = {section.label: section.held for section in record_of(person).sections}
    assert sections["学时"][0].title == "学时"
    assert sections["教师资格证书"] == ()


def test_a_typed_certificate_is_not_called_in_order(person):
    CredentialFactory(person=person, by_hand=True)
    held = record_of(person).sections[0].held[0]
    assert (held.state, held.tone) == ("未经系统核验", "wait")
    assert ("注册有效期至", "未注册") in held.facts
