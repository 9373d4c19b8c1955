from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.audit.services import record
from portal.clock import now
from portal.organisations.access import SECOND_FACTOR_KEY
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body, RoleGrant
from tests.portal.crypto.people import make_person

PAGE = reverse("audit:entries")
NUMBER = "440101199001011234"


def make_body(kind: str, name: str, parent: Body | None = None) -> Body:
    school_kind = SchoolKind.PRIMARY if kind == BodyKind.SCHOOL else ""
    body = Body.objects.create(kind=kind, name=name, parent=parent, school_kind=school_kind)
    body.path = f"{parent.path if parent else ''}{body.pk}."
    body.save()
    return body


class Place:
    """province → city → school, and another city."""

    def __init__(self) -> None:
        self.province = make_body(BodyKind.PROVINCE, "某省教育厅")
        self.city = make_body(BodyKind.CITY, "甲市教育局", self.province)
        self.school = make_body(BodyKind.SCHOOL, "甲市第一小学", self.city)
        self.other_city = make_body(BodyKind.CITY, "乙市教育局", self.province)


@pytest.fixture
def place(db: None) -> Place:
    return Place()


@pytest.fixture
def sign_in(client: Client, make_user: Any) -> Callable[..., Client]:
    def sign_in(body: Body, role: Role = Role.AUDIT_ADMIN) -> Client:
        user = make_user(f"{role}-{body.pk}")
        RoleGrant.objects.create(user=user, body=body, role=role, granted_at=now())
        client.force_login(user)
        session = client.session
        session[SECOND_FACTOR_KEY] = user.pk
        session.save()
        return client

    return sign_in


def write(action: str, body: Body | None = None, **values: Any) -> Entry:
    actor = values.pop("actor", SystemActor("某系统"))
    return record(action, actor=actor, body_id=body.pk if body else None, **values)


def seen(client: Client, **query: Any) -> list[str]:
    """The actions on the page, from the top."""
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return [line.action for line in answer.context["lines"]]


def test_nobody_else_comes_in(client: Client, sign_in: Any, place: Place) -> None:
    assert client.get(PAGE).status_code == 302
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.BUREAU_ADMIN):
        assert sign_in(place.city, role).get(PAGE).status_code == 404


def test_a_second_factor_is_asked_for(sign_in: Any, place: Place) -> None:
    client = sign_in(place.city)
    session = client.session
    del session[SECOND_FACTOR_KEY]
    session.save()
    assert client.get(PAGE).status_code == 302


def test_an_auditor_sees_the_subtree_and_nothing_else(sign_in: Any, place: Place) -> None:
    for name, body in (
        ("t.province", place.province),
        ("t.city", place.city),
        ("t.school", place.school),
        ("t.other", place.other_city),
        ("t.nobody", None),
    ):
        write(name, body)
    assert sorted(seen(sign_in(place.city))) == ["t.city", "t.school"]


def test_the_provinces_auditor_sees_also_what_belongs_to_no_body(
    sign_in: Any, place: Place
) -> None:
    write("t.nobody")
    write("t.school", place.school)
    assert seen(sign_in(place.province)) == ["t.school", "t.nobody"]


def test_newest_first_with_names_in_words(
    sign_in: Any, place: Place, clock: Any, client: Client
) -> None:
    write("t.first", place.school)
    clock.advance(minutes=1)
    write("look.case", place.school, subject="approvals.case:7", detail={"字段": "姓名"})
    sign_in(place.city)
    assert seen(client) == ["查看申请详情", "t.first"]
    page = client.get(PAGE).content.decode()
    for text in (
        "甲市第一小学",
        "某系统（系统）",
        "申请 7",
        "字段：姓名",
        "2026-11-23 10:01:00",
    ):
        assert text in page


def test_filters(sign_in: Any, place: Place, clock: Any, make_user: Any) -> None:
    write("look.case", place.city, person_id=7)
    clock.advance(days=1)
    write("look.document", place.city, person_id=8, actor=make_user("王芳"))
    client = sign_in(place.city)
    assert seen(client, action="look.case") == ["查看申请详情"]
    assert seen(client, actor="芳") == ["查看材料"]
    assert seen(client, person=7) == ["查看申请详情"]
    assert seen(client, since="2026-11-24") == ["查看材料"]
    assert seen(client, until="2026-11-23") == ["查看申请详情"]
    assert seen(client, since="2026-11-23", until="2026-11-24") == ["查看材料", "查看申请详情"]
    assert seen(client, actor="nobody") == []


def test_days_are_whole_days_here(sign_in: Any, place: Place, clock: Any) -> None:
    midnight = clock.now.replace(hour=0)
    clock.move_to(midnight - timedelta(microseconds=1))
    write("t.before", place.city)
    clock.move_to(midnight)
    write("t.midnight", place.city)
    client = sign_in(place.city)
    assert seen(client, since="2026-11-23") == ["t.midnight"]
    assert seen(client, until="2026-11-22") == ["t.before"]


@pytest.mark.parametrize(
    "query",
    [
        {"person": "x"},
        {"person": "9" * 40},
        {"person": "0"},
        {"since": "yesterday"},
        {"action": "t.unknown"},
        {"page": "x"},
        {"actor": "a\0b"},
    ],
)
def test_a_filter_that_makes_no_sense_narrows_nothing(
    sign_in: Any, place: Place, query: dict[str, str]
) -> None:
    write("t.one", place.city)
    assert seen(sign_in(place.city), **query) == ["t.one"]


def test_a_filter_cannot_reach_out_of_scope(sign_in: Any, place: Place) -> None:
    write("t.other", place.other_city, person_id=7)
    assert seen(sign_in(place.city), person=7) == []


def test_a_person_is_found_by_number_without_it_in_the_address(sign_in: Any, place: Place) -> None:
    person = make_person(NUMBER)
    write("look.case", place.city, person_id=person.pk)
    client = sign_in(place.city)
    answer = client.post(reverse("audit:find-person"), {"number": NUMBER})
    assert answer.url == f"{PAGE}?person={person.pk}"
    assert seen(client, person=person.pk) == ["查看申请详情"]
    search = Entry.objects.get(action="audit.find_person")
    assert search.person_id == person.pk
    assert NUMBER not in search.content


def test_a_person_without_entries_in_scope_is_like_nobody(sign_in: Any, place: Place) -> None:
    person = make_person(NUMBER)
    write("look.case", place.other_city, person_id=person.pk)
    client = sign_in(place.city)
    answers = [
        client.post(reverse("audit:find-person"), {"number": number}, follow=True)
        for number in (NUMBER, "440101199001019999")
    ]
    for answer in answers:
        assert "在您的范围内没有这个证件号码的记录" in answer.content.decode()
    assert list(Entry.objects.filter(action="audit.find_person", person_id=None)) != []
    assert not Entry.objects.filter(action="audit.find_person", person_id=person.pk).exists()


def test_an_empty_number_says_so(sign_in: Any, place: Place) -> None:
    answer = sign_in(place.city).post(reverse("audit:find-person"), {"number": ""})
    assert answer.status_code == 422
    assert "请填写证件号码" in answer.content.decode()


def test_the_number_of_queries_does_not_grow(sign_in: Any, place: Place) -> None:
    client = sign_in(place.city)
    seen(client)
    counts = []
    for number in range(15):
        write("t.many", (place.city, place.school)[number % 2], person_id=number + 1)
        with CaptureQueriesContext(connection) as queries:
            seen(client)
        counts.append(len(queries))
    assert set(counts) == {counts[0]}
    assert counts[0] <= 14


def test_it_is_paged(sign_in: Any, place: Place) -> None:
    for number in range(25):
        write(f"t.{number:02}", place.city)
    client = sign_in(place.city)
    assert len(seen(client)) == 20
    assert seen(client, page=2)[-1] == "t.00"
    assert len(seen(client, size=50)) == 25
