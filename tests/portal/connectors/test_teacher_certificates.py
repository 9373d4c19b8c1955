"""The national certificate database against its double, over real HTTP. All people are invented."""

import json
from datetime import date

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.models import Entry
from portal.connectors.simulator.web import Answer as Sent
from portal.connectors.teacher_certificates.client import certificates_of
from portal.connectors.teacher_certificates.invented import result_for
from portal.connectors.teacher_certificates.mapping import (
    Answer,
    Finding,
    NotOfTheProtocol,
    Registration,
    answer_of,
)
from tests.factories.identity import id_number
from tests.infrastructure.simulators import serving

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
BORN, OLDER = date(1988, 3, 7), date(1970, 3, 7)
ROW = {
    "Number": "20125330141000001",
    "Kind": "4",
    "Subject": "",
    "Issuer": "澜江市教育局",
    "IssuedOn": "2012-06-30",
    "State": "4",
    "Registrations": [
        {
            "Year": 2021,
            "Kind": "1",
            "Outcome": "1",
            "DecidedOn": "2021-12-10",
            "ValidUntil": "2026-12-10",
            "Institution": "澜滨区教育局",
        }
    ],
}
WHOLE = {"Code": "200", "RequestId": "R1", "Result": {"Outcome": "FOUND", "Certificates": [ROW]}}


def number(sequence, born=BORN):
    return id_number(sequence, born)


@pytest.fixture(autouse=True)
def november(clock):
    return clock


@pytest.mark.parametrize(
    ("sequence", "name", "finding", "count"),
    [
        (10, "林小满", Finding.NUMBER_UNKNOWN, 0),
        (999, "林小满", Finding.NUMBER_UNKNOWN, 0),
        (998, "林小满", Finding.NAME_DIFFERS, 0),
        (6, "林某", Finding.NAME_DIFFERS, 0),
        (997, "林小满", Finding.ISSUED_BEFORE, 0),
        (6, "林小满", Finding.FOUND, 1),
        (21, "林小满", Finding.FOUND, 2),
        (996, "林小满", Finding.UNAVAILABLE, 0),
        (994, "林小满", Finding.UNAVAILABLE, 0),
        (993, "林小满", Finding.UNAVAILABLE, 0),
        (992, "林小满", Finding.UNAVAILABLE, 0),
    ],
)
def test_people_follow_the_documented_table(simulators, sequence, name, finding, count):
    answer = certificates_of(number(sequence), name)
    assert (answer.finding, len(answer.certificates)) == (finding, count)
    assert bool(answer.reference) == (finding is not Finding.UNAVAILABLE)


def test_the_same_person_has_the_same_certificates(simulators):
    first, again = (certificates_of(number(6), "林小满") for _ in range(2))
    assert first.certificates == again.certificates
    assert first.reference != again.reference


def test_an_older_certificate_is_there_only_when_it_was_registered(simulators):
    assert certificates_of(number(14, OLDER), "林小满").finding is Finding.ISSUED_BEFORE
    found = certificates_of(number(16, OLDER), "林小满").certificates[0]
    assert found.issued_on.year < 2008
    assert [each.kind for each in found.registrations] == ["first", "periodic"]


def test_a_deferred_year_is_followed_by_a_passed_one(simulators):
    rows = certificates_of(number(2), "林小满").certificates[0].registrations
    assert [each.outcome for each in rows] == ["passed", "deferred"] + ["passed"] * (len(rows) - 2)
    assert all((each.valid_until is None) == (each.outcome == "deferred") for each in rows)


def test_a_late_answer_is_not_waited_for(simulators, settings):
    settings.READ_TIMEOUT = 0.2
    assert certificates_of(number(995), "林小满").finding is Finding.UNAVAILABLE


def test_nobody_answers(nobody_answers):
    assert certificates_of(number(6), "林小满") == Answer(Finding.UNAVAILABLE)


def test_our_own_bad_key_is_unavailable(simulators, settings):
    settings.TEACHER_CERTIFICATES_SECRET = "another"
    assert certificates_of(number(6), "林小满").finding is Finding.UNAVAILABLE


def test_a_lost_answer_is_asked_for_again_under_another_nonce(quick_retries, settings):
    seen = []

    def lose_the_first(request):
        seen.append(request.form["SignatureNonce"])
        if len(seen) == 1:
            return None
        if seen[-1] in seen[:-1]:
            return Sent(400, b'{"Code": "SignatureNonceUsed"}')
        return Sent(200, json.dumps(WHOLE).encode())

    with serving({("POST", "/"): lose_the_first}) as url:
        settings.TEACHER_CERTIFICATES_URL = url
        assert certificates_of(number(6), "林小满").finding is Finding.FOUND
    assert len(seen) == 3
    assert len(set(seen)) == 2


def register(simulators, **form):
    return httpx.post(f"{simulators.url}/teacher-certificates/people", data=form)


def test_a_registered_person_has_just_those_under_that_name_only(simulators):
    form = {"name": "陈𬭎", "id_number": number(7), "certificates": json.dumps([ROW])}
    assert register(simulators, **form).status_code == 201
    found = certificates_of(number(7), "陈𬭎").certificates
    assert [(each.number, each.state, each.subject) for each in found] == [
        ("20125330141000001", "replaced", "")
    ]
    assert certificates_of(number(7), "陈鋐").finding is Finding.NAME_DIFFERS
    register(simulators, **{**form, "certificates": "[]"})
    assert certificates_of(number(7), "陈𬭎").finding is Finding.NUMBER_UNKNOWN


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"id_number": "12"},
        {"certificates": "{}x"},
        {"certificates": '[{"Number": "1"}]'},
        {"certificates": "7"},
    ],
)
def test_registering_needs_what_can_be_answered(simulators, wrong):
    form = {"name": "陈𬭎", "id_number": number(7), "certificates": "[]"}
    assert register(simulators, **{**form, **wrong}).status_code == 400


def test_the_record_holds_neither_name_nor_number(simulators):
    certificates_of(number(6), "林小满")
    content = Entry.objects.get(action="connectors.teacher_certificates").content
    assert "QueryTeacherCertificates" in content
    assert "林小满" not in content
    assert number(6) not in content


def test_an_answer_is_read_whole():
    found = answer_of(WHOLE).certificates[0]
    assert (found.kind, found.issued_on, found.state) == ("4", date(2012, 6, 30), "replaced")
    assert found.registrations == (
        Registration(
            2021, "first", "passed", date(2021, 12, 10), date(2026, 12, 10), "澜滨区教育局"
        ),
    )


def changed(**values):
    return {**WHOLE, "Result": {"Outcome": "FOUND", "Certificates": [{**ROW, **values}]}}


def registered(**values):
    return changed(Registrations=[{**ROW["Registrations"][0], **values}])


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"RequestId": "R"},
        {"RequestId": "R", "Result": None},
        {"RequestId": "R", "Result": {"Outcome": "MAYBE"}},
        {"RequestId": "R", "Result": {"Outcome": "FOUND"}},
        {"RequestId": "", "Result": {"Outcome": "NOT_FOUND"}},
        {"RequestId": "R", "Result": {"Outcome": "NOT_FOUND", "Certificates": [ROW]}},
        changed(Kind="8"),
        changed(State="9"),
        changed(Number=""),
        changed(Number=20125330141000001),
        changed(Number="1" * 41),
        changed(IssuedOn="2012年"),
        registered(Outcome="4"),
        registered(ValidUntil=None),
        registered(ValidUntil="2021-12-10"),
        registered(Outcome="2"),
        registered(Institution=""),
        registered(Year="some"),
    ],
)
def test_what_is_not_of_the_protocol_is_no_answer(plain):
    with pytest.raises(NotOfTheProtocol):
        answer_of(plain)


@given(
    born=st.dates(date(1950, 1, 1), date(2004, 12, 31)),
    sequence=st.integers(0, 999),
    today=st.dates(date(2026, 1, 1), date(2040, 12, 31)),
)
def test_whatever_is_invented_is_of_the_protocol(born, sequence, today):
    result = result_for(id_number(sequence, born), "林小满", today)
    answer = answer_of({"RequestId": "R", "Result": result})
    for each in answer.certificates:
        assert each.issued_on < today
        assert all(row.decided_on <= today for row in each.registrations)
        years = [row.year for row in each.registrations]
        assert years == sorted(set(years))
