from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from portal.audit.digests import digest_of
from portal.audit.enums import ActorKind, Look
from portal.audit.models import Entry
from portal.audit.services import (
    AnonymousActor,
    ApplicantActor,
    SystemActor,
    record,
    record_look,
)
from tests.portal.audit.conftest import write

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_whom_and_when(make_user: Any, clock: Any) -> None:
    user = make_user("wang", display_name="王老师")
    entry = record(
        "accounts.sign_in", actor=user, subject="accounts.user:7", person_id=3, body_id=5
    )
    entry.refresh_from_db()
    assert (entry.actor_kind, entry.actor_user, entry.actor_name) == (
        ActorKind.USER,
        user,
        "王老师",
    )
    assert (entry.at, entry.subject, entry.person_id, entry.body_id) == (
        clock.now,
        "accounts.user:7",
        3,
        5,
    )


def test_the_requests_lazy_user_is_a_user(make_user: Any) -> None:
    user = make_user("wang")
    assert record("x.y", actor=SimpleLazyObject(lambda: user)).actor_user_id == user.pk


def test_an_applicant_has_a_reference_and_a_name() -> None:
    entry = record("x.y", actor=ApplicantActor("SU26-0001", "某某"))
    assert (entry.actor_kind, entry.actor_reference, entry.actor_name) == (
        ActorKind.APPLICANT,
        "SU26-0001",
        "某某",
    )


def test_the_portal_itself_acts_under_a_name() -> None:
    entry = record("x.y", actor=SystemActor("scheduler"))
    assert (entry.actor_kind, entry.actor_user, entry.actor_name) == (
        ActorKind.SYSTEM,
        None,
        "scheduler",
    )


@pytest.mark.parametrize(
    "nobody",
    [None, AnonymousUser(), SystemActor(""), ApplicantActor("", "某某"), "scheduler"],
    ids=["none", "anonymous", "nameless system", "applicant without reference", "text"],
)
def test_nobody_is_refused(nobody: Any) -> None:
    with pytest.raises(AnonymousActor):
        record("x.y", actor=nobody)
    assert not Entry.objects.exists()


def test_a_user_that_was_never_saved_is_nobody() -> None:
    from accounts.models import User

    with pytest.raises(AnonymousActor):
        record("x.y", actor=User(username="x"))


def test_it_is_part_of_the_callers_transaction() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_where_the_request_came_from_is_kept(rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="203.0.113.9")
    assert record("x.y", actor=SystemActor("t"), request=request).address == "203.0.113.9"


def test_numbers_are_masked_wherever_they_stand() -> None:
    entry = write(
        detail={
            "opinion": "身份证44010119900101123x和手机13800001234，编号20260001",
            "list": [{"deep": "440101199001011234"}],
            "13800001234": 1,
        }
    )
    assert entry.detail == {
        "opinion": "身份证440101********123x和手机138****1234，编号20260001",
        "list": [{"deep": "440101********1234"}],
        "138****1234": 1,
    }


@pytest.mark.parametrize(
    "text", ["1234567890123456789", "138000012345", "A13800001234", "12800001234"]
)
def test_what_is_no_such_number_stays(text: str) -> None:
    assert write(detail={"text": text}).detail == {"text": text}


@pytest.mark.parametrize("name", ["password", "new_password", "Token", "client_secret"])
def test_secrets_are_left_out(name: str) -> None:
    assert write(detail={"a": {name: "hunter2"}}).detail == {"a": {name: "***"}}


def test_detail_comes_back_with_the_types_of_json() -> None:
    identifier = UUID(int=1)
    detail = {
        "day": date(2026, 11, 23),
        "sum": Decimal("1.50"),
        "id": identifier,
        "name": "\U00020bb7",
    }
    entry = write(detail=detail)
    entry.refresh_from_db()
    assert entry.detail == {
        "day": "2026-11-23",
        "sum": "1.50",
        "id": str(identifier),
        "name": "\U00020bb7",
    }


@pytest.mark.parametrize("value", [1e20, 1.0, 10**30, "\0", "\ud800", -0.0, True])
def test_what_was_digested_is_what_is_stored(value: Any) -> None:
    entry = Entry.objects.get(pk=write(detail={"value": value}).pk)
    assert digest_of(entry) == entry.digest


def test_a_look_names_what_was_seen(make_user: Any) -> None:
    entry = record_look(
        Look.UNMASKED, actor=make_user("wang"), subject="accounts.signup:1", person_id=3, body_id=5
    )
    assert (entry.action, entry.person_id) == ("look.unmasked", 3)


def test_a_look_is_one_of_the_known_kinds(make_user: Any) -> None:
    with pytest.raises(ValueError, match="glance"):
        record_look("glance", actor=make_user("wang"), subject="", person_id=3)


def test_one_entry_is_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        write()
