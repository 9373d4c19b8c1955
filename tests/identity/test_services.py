"""Persons and employment: what is written, what is refused, what is on record."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from identity.errors import Refused, Stale
from identity.models import Employment, Person
from identity.queries import (
    current_employment,
    employments_of,
    named,
    person_by_number,
)
from identity.services import (
    Verification,
    complete_person,
    create_person,
    employ,
    end_employment,
    rename_verified,
    update_person,
)
from portal.audit.actors import AnonymousActor, SystemActor
from portal.audit.models import Entry
from portal.clock import now
from tests.factories.identity import EmploymentFactory, PersonFactory, id_number
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db
ACTOR = SystemActor("tests")
NUMBER = "11010519491231002X"


def make(**more):
    values = {"id_kind": "resident", "id_number": NUMBER, "name": "王𬭎"} | more
    return create_person(actor=ACTOR, **values)


def confirmed(name):
    return Verification("check-1", name, now())


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_a_person_gets_what_the_number_says():
    person = make(id_number="11010519491231002x", name=" 王 𬭎 ", sex="1")
    stored = Person.objects.get(pk=person.pk)
    assert (stored.id_number, stored.name) == (NUMBER, "王𬭎")
    assert (stored.birth_date, stored.sex) == (date(1949, 12, 31), "2")
    assert (stored.name_pinyin, stored.name_initials) == ("wanghong", "wh")
    assert stored.name_sort_key == "wang hong"


def test_a_permit_keeps_what_the_person_stated():
    person = make(
        id_kind="taiwan_permit", id_number="12345678", sex="1", birth_date=date(1980, 2, 3)
    )
    assert (person.sex, person.birth_date) == ("1", date(1980, 2, 3))


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"id_number": "110105194912310021"}, "id_number", "checksum"),
        ({"name": "🙂"}, "name", "character"),
    ],
)
def test_wrong_persons_are_refused(changes, field, code):
    with pytest.raises(Refused) as refused:
        make(**changes)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert not Person.objects.exists()


def test_a_number_is_known_once_in_every_shape():
    make()
    with pytest.raises(Refused, match="已登记"):
        make(id_number=" 110105 19491231 002x", name="李四")


def test_a_person_is_found_by_number():
    person = make()
    assert person_by_number("resident", "11010519491231002x") == person
    assert person_by_number("resident", "110105194912310021") is None
    assert person_by_number("hmt_residence", NUMBER) is None
    assert person_by_number("resident", "") is None


def test_a_person_is_found_under_the_old_key_too(settings):
    person = make()
    settings.FIELD_KEYS = f"new1:{'QQ' * 21}E=,{settings.FIELD_KEYS}"
    assert person_by_number("resident", NUMBER) == person


def test_nobody_anonymous_makes_a_person():
    with pytest.raises(AnonymousActor):
        create_person(id_kind="resident", id_number=NUMBER, name="王芳", actor=None)
    assert not Person.objects.exists()


def test_a_change_is_written_once_and_on_record():
    person = make()
    changed = update_person(person, {"address": "文昌路1号"}, version=1, actor=ACTOR)
    assert (changed.address, changed.version) == ("文昌路1号", 2)
    assert actions() == ["identity.create_person", "identity.update_person"]
    assert "文昌路" not in Entry.objects.last().content


def test_no_change_writes_nothing():
    person = make(major="英语")
    assert update_person(person, {"major": "英语"}, version=1, actor=ACTOR).version == 1
    assert actions() == ["identity.create_person"]


def test_a_stale_change_is_told_and_nothing_lost():
    person = make()
    update_person(person, {"major": "英语"}, version=1, actor=ACTOR)
    with pytest.raises(Stale):
        update_person(person, {"major": "数学"}, version=1, actor=ACTOR)
    assert Person.objects.get(pk=person.pk).major == "英语"


def test_a_change_made_on_no_page_of_the_person_is_never_stale():
    person = make()
    update_person(person, {"major": "英语"}, version=1, actor=ACTOR)
    update_person(person, {"mobile": "13600002063"}, version=None, actor=ACTOR)
    complete_person(person, ethnicity="01", actor=ACTOR)
    confirmed = Verification("r1", "王芳", now())
    rename_verified(person, "王芳", confirmed, actor=ACTOR)
    stored = Person.objects.get(pk=person.pk)
    assert (stored.major, stored.mobile, stored.version) == ("英语", "13600002063", 5)
    assert stored.name_verified_at == confirmed.confirmed_at


@pytest.mark.parametrize("field", ["name", "id_number", "version", "birth_date"])
def test_what_has_a_way_of_its_own_is_not_changed_here(field):
    person = make()
    with pytest.raises(TypeError):
        update_person(person, {field: "x"}, version=1, actor=ACTOR)


def test_a_name_changes_only_to_what_was_confirmed():
    person = make()
    with pytest.raises(Refused, match="不一致"):
        rename_verified(person, "王红", confirmed("王弘"), actor=ACTOR)
    renamed = rename_verified(person, "艾力•买买提", confirmed("艾力买买提"), actor=ACTOR)
    assert (renamed.name, renamed.name_key) == ("艾力·买买提", "艾力买买提")
    assert renamed.name_pinyin == "ailimaimaiti"
    assert isinstance(renamed.name_verified_at, datetime)
    assert actions()[-1] == "identity.rename_person"


def test_the_same_name_is_only_confirmed():
    assert rename_verified(make(), "王𬭎", confirmed("王𬭎"), actor=ACTOR).name == "王𬭎"
    assert actions()[-1] == "identity.verify_name"


def test_a_wrong_new_name_is_refused():
    with pytest.raises(Refused) as refused:
        rename_verified(make(), "🙂", confirmed("🙂"), actor=ACTOR)
    assert refused.value.code == "character"


def test_one_employment_at_a_time():
    person, school, other = make(), SchoolFactory(), SchoolFactory()
    first = employ(person, school, actor=ACTOR, started_on=date(2020, 9, 1))
    with pytest.raises(Refused) as refused:
        employ(person, other, actor=ACTOR)
    assert refused.value.code == "employed"
    end_employment(first, actor=ACTOR, ended_on=date(2025, 8, 31))
    second = employ(person, other, actor=ACTOR, started_on=date(2025, 9, 1))
    assert current_employment(person) == second
    assert list(employments_of(person)) == [second, first]


def test_the_database_allows_one_employment_too():
    employed = EmploymentFactory(body=SchoolFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentFactory(person=employed.person, body=SchoolFactory())


def test_an_employment_ends_on_or_after_its_first_day():
    row = employ(make(), SchoolFactory(), actor=ACTOR, started_on=date(2020, 9, 1))
    with pytest.raises(Refused, match="不能早于"):
        end_employment(row, actor=ACTOR, ended_on=date(2020, 8, 31))
    assert end_employment(row, actor=ACTOR, ended_on=date(2020, 9, 1)).ended_on
    again = end_employment(row, actor=ACTOR, ended_on=date(2022, 1, 1))
    assert again.ended_on == date(2020, 9, 1)
    assert actions().count("identity.end_employment") == 1


def test_nobody_starts_at_a_closed_body():
    with pytest.raises(Refused, match="停用"):
        employ(make(), SchoolFactory(is_open=False), actor=ACTOR)
    assert not Employment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("单雄", True),
        ("shanxiong", True),
        ("sxx", True),
        ("dan", False),
        ("xiong", False),
        ("!!", False),
    ],
)
def test_people_are_found_by_pinyin(typed, found):
    PersonFactory(name="单雄信", id_number=id_number(7), name_key="单雄信")
    assert Person.objects.filter(named(typed)).exists() is found


def test_dots_do_not_matter_in_a_search():
    PersonFactory(name="艾力·买买提")
    assert Person.objects.filter(named("艾力买")).exists()
