"""学校属性有误: through the school to the bureau that can correct it, and back to the teacher."""

import pytest

from certification.dual_qualified.enums import Track
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import SchoolKindReport
from certification.dual_qualified.queries.eligibility import derived_for
from certification.dual_qualified.services.reporting import LONGEST_NOTE, report_school_kind
from identity.models import Employment
from portal.approvals import services as approvals
from portal.approvals.errors import Duplicate, NotAllowed, ReasonNeeded
from portal.approvals.models import Case
from portal.approvals.queries import state_label, waiting
from portal.clock import now
from portal.organisations.enums import Role, SchoolKind
from portal.organisations.queries import scope_of
from tests.factories.accounts import staff_user
from tests.factories.organisations import RoleGrantFactory


@pytest.fixture
def teacher(world):
    return world.teacher()


@pytest.fixture
def case(teacher):
    return report_school_kind(teacher, "本校是中等职业学校")


@pytest.fixture
def city_admin(world):
    return staff_user(world.city, Role.BUREAU_ADMIN, display_name="市局丁")


def decide(case, name, by, **said):
    case = Case.objects.get(pk=case.pk)
    approvals.apply(case.pk, name, approvals.staff(by), version=case.version, **said)
    case.refresh_from_db()
    return case


def correct(school):
    school.school_kind = SchoolKind.SECONDARY_VOCATIONAL
    school.save()


def test_it_waits_at_the_school_with_what_the_kind_was(world, teacher, case):
    report = SchoolKindReport.objects.get()
    assert (report.school, report.kind_then, report.note) == (
        world.school, SchoolKind.HIGHER_VOCATIONAL, "本校是中等职业学校"
    )  # fmt: skip
    assert report.case == case
    assert (case.state, case.unit, case.person) == ("reported", world.school, teacher.person)
    assert list(waiting(scope_of(world.school_admin))) == [case]
    assert not waiting(scope_of(staff_user(world.other_school, Role.SCHOOL_ADMIN))).exists()


def test_a_long_note_is_cut_where_the_form_did_not(teacher):
    report_school_kind(teacher, "长" * (LONGEST_NOTE + 1))
    assert len(SchoolKindReport.objects.get().note) == LONGEST_NOTE


def test_one_at_a_time_from_a_person_about_a_school(world, teacher, case):
    with pytest.raises(Duplicate):
        report_school_kind(teacher, "再说一次")
    assert SchoolKindReport.objects.count() == 1
    assert report_school_kind(world.teacher(), "我也觉得").pk != case.pk
    Employment.objects.filter(person=teacher.person).update(body=world.other_school)
    assert report_school_kind(teacher, "新学校也不对").unit == world.other_school


def test_again_after_it_was_settled(world, teacher, case):
    decide(case, "dismiss", world.school_admin, opinion="属性没有错")
    assert report_school_kind(teacher, "还是不对").pk != case.pk


def test_without_a_school_there_is_nothing_to_report(world, teacher):
    Employment.objects.update(ended_on=now().date())
    for user in (teacher, world.school_admin):
        with pytest.raises(Refused, match="没有在职的工作单位"):
            report_school_kind(user, "不对")
    assert not SchoolKindReport.objects.exists()


def test_the_school_forwards_the_bureau_corrects_the_type_follows(world, teacher, case, city_admin):
    case = decide(case, "forward", world.school_admin)
    assert state_label(case, applicant=True) == "学校已上报，待主管部门改正"
    assert case.is_open
    with pytest.raises(NotAllowed, match="学校属性还没有修改"):
        decide(case, "correct", city_admin)
    correct(world.school)
    case = decide(case, "correct", city_admin)
    assert (case.state, case.is_open) == ("settled", False)
    assert derived_for(teacher.person).track == Track.SECONDARY


@pytest.mark.parametrize(
    ("name", "by", "state"),
    [("dismiss", "school", "reported"), ("refuse", "bureau", "forwarded")],
)
def test_it_is_refused_with_a_reason_only(world, case, city_admin, name, by, state):
    if state == "forwarded":
        case = decide(case, "forward", world.school_admin)
    who = world.school_admin if by == "school" else city_admin
    with pytest.raises(ReasonNeeded):
        decide(case, name, who)
    case = decide(case, name, who, opinion="登记无误")
    assert (case.state, case.is_open) == ("unfounded", False)


@pytest.mark.parametrize("name", ["forward", "dismiss", "correct", "refuse"])
def test_each_step_is_one_office_s(world, teacher, case, city_admin, name):
    at_school = name in {"forward", "dismiss"}
    if not at_school:
        decide(case, "forward", world.school_admin)
        correct(world.school)
    strangers = [
        city_admin if at_school else world.school_admin,
        staff_user(world.other_school, Role.SCHOOL_ADMIN),
        world.base_admin,
        staff_user(world.school, Role.REVIEWER),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            decide(case, name, stranger, opinion="说明")


def test_who_reported_it_does_not_settle_it(world, teacher, case):
    RoleGrantFactory(user=teacher, body=world.school, role=Role.SCHOOL_ADMIN)
    with pytest.raises(NotAllowed, match="本人"):
        decide(case, "forward", teacher)
