"""Nothing is met by default; what no record shows is unknown (X6)."""

from dataclasses import replace
from datetime import date

import pytest

from certification.dual_qualified.enums import ConditionKind
from certification.dual_qualified.rules.eligibility import (
    Held,
    Record,
    Status,
    TeacherCertificate,
    Wanted,
    judge,
    judge_all,
)

TODAY = date(2026, 11, 23)
NOTHING = Record(TODAY)
MET, NOT_MET, UNKNOWN = Status.MET, Status.NOT_MET, Status.UNKNOWN


def status(kind, record, value=0):
    return judge(Wanted(kind, value), record).status


def test_of_a_person_nobody_knows_nothing_is_met_but_the_absence_of_a_certificate():
    values = {ConditionKind.EMPLOYED: 24, ConditionKind.AGE: 60, ConditionKind.EDUCATION: 21}
    found = {kind: status(kind, NOTHING, values.get(kind, 6)) for kind in ConditionKind}
    assert found == {
        ConditionKind.TRACK: NOT_MET,
        ConditionKind.REAL_NAME: UNKNOWN,
        ConditionKind.PHOTO: NOT_MET,
        ConditionKind.EMPLOYED: UNKNOWN,
        ConditionKind.AGE: UNKNOWN,
        ConditionKind.EDUCATION: UNKNOWN,
        ConditionKind.NO_CURRENT: MET,
        ConditionKind.TEACHER_CERTIFICATE: UNKNOWN,
        ConditionKind.PRACTICE: UNKNOWN,
    }


@pytest.mark.parametrize(
    ("since", "wanted"),
    [(date(2024, 11, 23), MET), (date(2024, 11, 24), NOT_MET), (date(2020, 1, 1), MET)],
)
def test_employed_to_the_day(since, wanted):
    record = replace(NOTHING, employed_since=since, unit="云岭学院")
    assert status(ConditionKind.EMPLOYED, record, 24) == wanted


@pytest.mark.parametrize(
    ("born", "wanted"), [(date(1966, 11, 24), MET), (date(1966, 11, 23), NOT_MET)]
)
def test_age_to_the_day(born, wanted):
    assert status(ConditionKind.AGE, replace(NOTHING, birth_date=born), 60) == wanted


@pytest.mark.parametrize(
    ("education", "floor", "wanted"),
    [("21", 21, MET), ("11", 21, MET), ("31", 21, NOT_MET), ("22", 21, NOT_MET), ("31", 31, MET)],
)
def test_education_counts_when_completed(education, floor, wanted):
    assert status(ConditionKind.EDUCATION, replace(NOTHING, education=education), floor) == wanted


@pytest.mark.parametrize(
    ("track", "level", "asked", "wanted"),
    [
        ("higher", "junior", "junior", NOT_MET),
        ("higher", "junior", "intermediate", MET),
        ("higher", "senior", "junior", NOT_MET),
        ("secondary", "senior", "junior", MET),
    ],
)
def test_a_certificate_of_the_same_or_a_higher_level_excludes(track, level, asked, wanted):
    held = Held("N1", track, level, date(2030, 1, 1))
    record = replace(NOTHING, track="higher", level=asked, held=(held,))
    assert status(ConditionKind.NO_CURRENT, record) == wanted


def test_what_the_person_typed_proves_nothing_but_can_fall_short():
    long, short = ((date(2025, 1, 1), date(2025, 12, 31)),), ((TODAY, TODAY),)
    assert status(ConditionKind.PRACTICE, replace(NOTHING, typed_practice=long), 6) == UNKNOWN
    assert status(ConditionKind.PRACTICE, replace(NOTHING, typed_practice=short), 6) == NOT_MET
    typed = replace(NOTHING, typed_certificate="2012")
    assert status(ConditionKind.TEACHER_CERTIFICATE, typed) == UNKNOWN


def test_a_certificate_of_the_national_database_counts_whatever_was_typed():
    known = TeacherCertificate("高级中学教师资格", "20125330141000001", date(2026, 10, 1))
    wanted = Wanted(ConditionKind.TEACHER_CERTIFICATE)
    found = judge(wanted, replace(NOTHING, certificate=known, typed_certificate="1"))
    assert (found.status, found.source) == (MET, "国家教师资格证书库（2026-10-01）")
    assert "20125330141000001" in found.text
    revoked = replace(known, in_force=False, state="撤销")
    found = judge(wanted, replace(NOTHING, certificate=revoked))
    assert found.status == NOT_MET
    assert "撤销" in found.text


def test_met_ones_name_their_record_and_its_day_and_need_no_mending():
    record = replace(NOTHING, name_verified_on=date(2026, 3, 1))
    found = judge(Wanted(ConditionKind.REAL_NAME), record)
    assert (found.source, found.mend) == ("实名核验（2026-03-01）", "")
    assert judge(Wanted(ConditionKind.REAL_NAME), NOTHING).mend == "real-name"


def test_only_a_blocking_one_that_is_not_met_stops():
    kinds = [(ConditionKind.TRACK, True), (ConditionKind.PHOTO, False), (ConditionKind.AGE, True)]
    wanted = [Wanted(kind, 60, blocking) for kind, blocking in kinds]
    assert [f.stops for f in judge_all(wanted, NOTHING)] == [True, False, False]
