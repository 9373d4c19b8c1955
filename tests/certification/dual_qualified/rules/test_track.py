"""Manual, step 4, note 2: the type follows from the school and the person's section."""

import pytest

from certification.dual_qualified.enums import Track
from certification.dual_qualified.rules.track import derive
from portal.organisations.enums import SchoolKind

HIGHER, SECONDARY = Track.HIGHER, Track.SECONDARY
WANTED = [
    (SchoolKind.SECONDARY_VOCATIONAL, False, SECONDARY),
    (SchoolKind.SECONDARY_VOCATIONAL, True, SECONDARY),
    (SchoolKind.HIGHER_VOCATIONAL, False, HIGHER),
    (SchoolKind.HIGHER_VOCATIONAL, True, SECONDARY),
    (SchoolKind.VOCATIONAL_UNIVERSITY, False, HIGHER),
    (SchoolKind.VOCATIONAL_UNIVERSITY, True, SECONDARY),
    (SchoolKind.PRIMARY, True, None),
    (SchoolKind.UNIVERSITY, False, None),
    ("", False, None),
]


@pytest.mark.parametrize(("kind", "section", "track"), WANTED)
def test_track(kind, section, track):
    assert derive("云岭学院", kind, section).track == track


def test_the_reason_names_both_facts():
    why = derive("云岭学院", SchoolKind.HIGHER_VOCATIONAL, True).why
    assert "云岭学院的学校属性是“高等职业学校”" in why
    assert "是否属于高职中专部”填写的是“是”" in why
    assert "未登记属性" in derive("云岭学院", "", False).why


def test_every_kind_of_school_has_an_answer():
    for kind in SchoolKind:
        for section in (True, False):
            assert derive("校", kind, section).why
