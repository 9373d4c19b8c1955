"""The real-name check against its double, over real HTTP. All numbers are invented."""

import httpx
import pytest

from portal.audit.models import Entry
from portal.connectors.real_name.client import Verdict, verify
from portal.connectors.simulator.web import Answer
from tests.infrastructure.simulators import serving

pytestmark = pytest.mark.django_db

NUMBER = "44010619900307889X"


def register(simulators, name, number):
    data = {"name": name, "id_number": number}
    return httpx.post(f"{simulators.url}/real-name/people", data=data)


def test_a_registered_person_matches_under_their_name_only(simulators):
    assert register(simulators, "陈思远", NUMBER).status_code == 201
    assert verify("陈思远", NUMBER) is Verdict.MATCH
    assert verify("陈思源", NUMBER) is Verdict.MISMATCH


def test_a_changed_name_replaces_the_earlier_one(simulators):
    register(simulators, "陈思远", NUMBER)
    register(simulators, "陈思·远", NUMBER)
    assert verify("陈思·远", NUMBER) is Verdict.MATCH
    assert verify("陈思远", NUMBER) is Verdict.MISMATCH


@pytest.mark.parametrize(
    ("name", "number", "verdict"),
    [
        ("林小满", "440106199003071234", Verdict.MATCH),
        ("林某", "440106199003071234", Verdict.MISMATCH),
        ("林小满", "440106199003079991", Verdict.NOT_FOUND),
        ("林小满", "4401061990", Verdict.MISMATCH),
        ("", "440106199003071234", Verdict.MISMATCH),
    ],
)
def test_unregistered_people_follow_the_documented_rule(simulators, name, number, verdict):
    assert verify(name, number) is verdict


def test_a_source_that_is_down_is_unavailable(nobody_answers):
    assert verify("林小满", NUMBER) is Verdict.UNAVAILABLE


def test_our_own_bad_key_is_unavailable_and_never_a_mismatch(simulators, settings):
    settings.REAL_NAME_SECRET = "another"
    assert verify("林小满", NUMBER) is Verdict.UNAVAILABLE


def test_the_record_holds_neither_name_nor_number(simulators):
    verify("林小满", NUMBER)
    content = Entry.objects.get(action="connectors.real_name").content
    assert "Id2MetaVerify" in content
    assert "林小满" not in content
    assert NUMBER not in content


@pytest.mark.parametrize(
    "answer",
    [
        b'{"Code": "200"}',
        b'{"Code": "200", "ResultObject": {"BizCode": "9"}}',
        b'{"Code": "402"}',
        b'{"Code": "412"}',
    ],
)
def test_an_odd_answer_is_never_taken_for_a_verdict(quick_retries, settings, answer):
    with serving({("POST", "/real-name"): lambda request: Answer(200, answer)}) as url:
        settings.REAL_NAME_URL = f"{url}/real-name"
        assert verify("林小满", NUMBER) is Verdict.UNAVAILABLE


def test_registering_needs_a_number(simulators):
    assert register(simulators, "陈思远", "12").status_code == 400
