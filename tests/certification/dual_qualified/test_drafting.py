"""Filling in: begun once in the window, kept as typed, held to what a return left open."""

from datetime import timedelta

import pytest

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.forms.checking import check
from certification.dual_qualified.models import Application, Offer
from certification.dual_qualified.queries import applications
from certification.dual_qualified.services import drafting, submission
from identity.models import Employment
from portal.approvals.flow import Mark
from portal.audit.models import Entry
from portal.clock import now
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.plans.enums import PlanState
from tests.certification.dual_qualified.world import ANSWERS, college, offered, published_plan
from tests.factories.accounts import staff_user
from tests.portal.approvals.world import body

SECOND = timedelta(seconds=1)


def save(application, **answers):
    return drafting.save_answers(application, answers, version=application.version)


def to_the_secondary_section(teacher):
    Employment.objects.filter(person=teacher.person).update(in_vocational_section=True)


# Beginning.


def test_begun_with_what_follows_from_the_record(world):
    teacher = world.teacher()
    made = drafting.begin(world.plan, teacher)
    assert (made.track, made.unit, made.year) == (Track.HIGHER, world.school, 2026)
    assert (made.case, made.data, made.ended_at) == (None, {}, None)
    assert Entry.objects.filter(action="dual_qualified.begin").count() == 1


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("before", "未到报名时间，2026-11-18 10:00 开始"),
        ("after", "报名已于 2026-12-13 10:00 结束"),
    ],
)
def test_a_second_outside_the_window_nothing_begins(world, clock, place, message):
    teacher, plan = world.teacher(), world.plan
    clock.move_to(plan.opens_at - SECOND if place == "before" else plan.closes_at)
    with pytest.raises(Refused, match=message):
        drafting.begin(plan, teacher)
    assert not Application.objects.exists()


@pytest.mark.parametrize("place", ["first", "last"])
def test_in_the_first_and_the_last_second_it_begins(world, clock, place):
    teacher, plan = world.teacher(), world.plan
    clock.move_to(plan.opens_at if place == "first" else plan.closes_at - SECOND)
    assert drafting.begin(plan, teacher).plan == plan


@pytest.mark.parametrize("state", [PlanState.WITHDRAWN, PlanState.DRAFT])
def test_a_plan_that_is_not_published_takes_nobody(world, state):
    plan = world.plan
    plan.state, plan.published_at = state, None
    if state == PlanState.WITHDRAWN:
        plan.published_at = plan.withdrawn_at = now()
        plan.withdrawn_reason = "政策调整"
    plan.save()
    with pytest.raises(Refused, match="政策调整" if state == PlanState.WITHDRAWN else "没有发布"):
        drafting.begin(plan, world.teacher())


def test_begun_twice_is_one(world):
    teacher = world.teacher()
    first = drafting.begin(world.plan, teacher)
    save(first, major="数控技术")
    again = drafting.begin(world.plan, teacher)
    assert (again.pk, again.data["major"]) == (first.pk, "数控技术")


def test_two_tabs_at_once_are_one(world, monkeypatch):
    """The second one asked before the first was stored."""
    teacher = world.teacher()
    first = drafting.begin(world.plan, teacher)
    monkeypatch.setattr(applications, "under_way", lambda user, year: None)
    assert drafting.begin(world.plan, teacher).pk == first.pk
    assert Application.objects.count() == 1


def test_one_under_way_a_year_whatever_the_plan(world):
    teacher = world.teacher()
    first = drafting.begin(world.plan, teacher)
    other, later = published_plan(world.city), published_plan(world.base)
    later.year = 2027
    assert drafting.begin(other, teacher).pk == first.pk
    later.save()
    assert drafting.begin(later, teacher).pk != first.pk


def test_another_one_after_the_first_has_ended(world):
    teacher = world.teacher()
    passed = world.passed(teacher)
    again = drafting.begin(world.plan, teacher)
    assert again.pk != passed.pk
    assert again.data == {}


def test_no_track_no_application(world):
    primary = college("云州小学", world.city)
    primary.school_kind = SchoolKind.PRIMARY
    primary.save()
    with pytest.raises(Refused, match="云州小学的学校属性是“小学”"):
        drafting.begin(world.plan, world.teacher(primary))


def test_without_a_job_or_a_person_there_is_no_application(world):
    teacher = world.teacher()
    Employment.objects.update(ended_on=now().date())
    with pytest.raises(Refused, match="没有在职的工作单位"):
        drafting.begin(world.plan, teacher)
    with pytest.raises(Refused, match="没有对应的教师"):
        drafting.begin(world.plan, staff_user(world.school, Role.SCHOOL_ADMIN))


# Saving.


def test_what_is_wrong_is_kept_too(world):
    application = drafting.begin(world.plan, world.teacher())
    typed = {"certificate_number": "12 三", "courses": [{"year": "去年", "hours": "很多"}]}
    save(application, **typed)
    stored = world.reread(application)
    assert {name: stored.data[name] for name in typed} == typed
    assert not check(stored).complete


def test_one_section_leaves_the_others_alone(world):
    application = save(drafting.begin(world.plan, world.teacher()), major="数控技术")
    application = save(application, title="lecturer_higher")
    assert application.data == {"major": "数控技术", "title": "lecturer_higher"}


def test_an_older_version_overwrites_nothing(world):
    application = drafting.begin(world.plan, world.teacher())
    old = application.version
    save(application, major="数控技术")
    with pytest.raises(StaleApplication) as stale:
        drafting.save_answers(application, {"major": "旧窗口"}, version=old)
    assert stale.value.latest.data["major"] == "数控技术"
    assert world.reread(application).data["major"] == "数控技术"


@pytest.mark.parametrize("version", [0, 2, 99])
def test_only_the_very_version_is_saved_on(world, version):
    application = drafting.begin(world.plan, world.teacher())
    with pytest.raises(StaleApplication):
        drafting.save_answers(application, {"major": "x"}, version=version)


def test_what_is_under_review_is_not_saved(world):
    application = world.sent()
    with pytest.raises(Refused, match="已提交"):
        save(application, major="改了")
    assert world.reread(application).data["major"] == ANSWERS["major"]


def test_what_has_ended_is_not_saved(world):
    with pytest.raises(Refused):
        save(world.passed(), major="改了")


def test_a_level_that_is_none_is_kept_as_typed_but_is_no_level(world):
    application = save(drafting.begin(world.plan, world.teacher()), level="boss")
    assert (application.level, application.data["level"]) == ("", "boss")
    assert save(application, level="junior").level == Level.JUNIOR


# After a return (Y2).


@pytest.fixture
def returned(world):
    """`returned(*fields, **answers)`: sent, and returned with these fields marked."""

    def make(*fields, teacher=None, **answers):
        application = world.sent(teacher, **answers)
        marks = [Mark(field, "请改") for field in fields]
        world.decide(application, "return", world.school_admin, reasons=["R01"], marks=marks)
        return world.reread(application)

    return make


def test_what_was_not_marked_stays_as_sent(world, returned):
    application = returned("title")
    saved = save(application, title="associate_professor", major="别的", level="senior")
    assert saved.data["title"] == "associate_professor"
    assert (saved.data["major"], saved.level) == (ANSWERS["major"], Level.JUNIOR)


def test_rows_are_marked_as_a_whole(world, returned):
    saved = save(returned("courses"), courses=[{"year": "2025-2026"}], results=[{"name": "奖"}])
    assert (saved.data["courses"], saved.data["results"]) == ([{"year": "2025-2026"}], [])


def test_a_return_without_marks_opens_everything(world, returned):
    saved = save(returned(), title="associate_professor", major="机电")
    assert (saved.data["title"], saved.data["major"]) == ("associate_professor", "机电")


def test_withdrawn_everything_is_open_again(world):
    teacher = world.teacher()
    application = world.sent(teacher)
    submission.withdraw(application, teacher)
    application = world.reread(application)
    for name in ("level", "major", "evidence-E1"):
        assert applications.is_open(application, name)


@pytest.mark.parametrize(
    ("field", "open_"),
    [("level", True), ("clauses", True), ("evidence-E1", True), ("major", False)],
)
def test_a_marked_level_opens_what_hangs_on_it(world, returned, field, open_):
    """Else clauses of the old level would stand there, and nobody could change them."""
    application = returned("level")
    assert applications.is_open(application, field) is open_


@pytest.mark.parametrize("field", ["level", "clauses", "evidence-E1"])
def test_a_marked_title_opens_nothing_else(world, returned, field):
    assert not applications.is_open(returned("title"), field)


@pytest.mark.parametrize(
    ("field", "open_"),
    [("level", True), ("clauses", True), ("evidence-E1", True), ("major", False)],
)
def test_another_track_after_a_return_opens_what_hangs_on_it(world, returned, field, open_):
    teacher = world.teacher()
    application = returned("title", teacher=teacher)
    to_the_secondary_section(teacher)
    assert drafting.derive_anew(application)
    assert applications.is_open(world.reread(application), field) is open_


def test_opened_by_the_other_track_it_can_be_saved(world, returned):
    offered(world.plan, Track.SECONDARY, Level.SENIOR)
    teacher = world.teacher()
    application = returned("title", teacher=teacher)
    to_the_secondary_section(teacher)
    drafting.derive_anew(application)
    saved = save(world.reread(application), level="senior", clauses=["2"], major="别的")
    assert (saved.level, saved.data["clauses"]) == (Level.SENIOR, ["2"])
    assert saved.data["major"] == ANSWERS["major"]


# The derived type (C2).


def test_the_same_type_is_not_derived_anew(world):
    application = drafting.begin(world.plan, world.teacher())
    assert not drafting.derive_anew(application)
    assert world.reread(application).version == application.version


def test_another_type_asks_for_the_clauses_anew(world):
    teacher = world.teacher()
    application = world.drafted(teacher)
    to_the_secondary_section(teacher)
    assert drafting.derive_anew(application)
    stored = world.reread(application)
    assert (stored.track, stored.data["clauses"]) == (Track.SECONDARY, [])
    assert stored.data["major"] == ANSWERS["major"]
    assert stored.version > application.version


def test_another_school_of_the_same_type_keeps_the_clauses(world):
    teacher = world.teacher()
    application = world.drafted(teacher)
    Employment.objects.filter(person=teacher.person).update(body=world.other_school)
    assert drafting.derive_anew(application)
    stored = world.reread(application)
    assert (stored.unit, stored.data["clauses"]) == (world.other_school, ["1"])


def test_what_is_under_review_keeps_its_type(world):
    teacher = world.teacher()
    application = world.sent(teacher)
    to_the_secondary_section(teacher)
    assert not drafting.derive_anew(application)
    assert world.reread(application).track == Track.HIGHER


def test_sent_meanwhile_it_keeps_its_type(world):
    """The page was loaded before the other window sent it."""
    teacher = world.teacher()
    before = world.drafted(teacher)
    sent = world.send(world.reread(before), teacher)
    to_the_secondary_section(teacher)
    assert not drafting.derive_anew(before)
    assert world.reread(sent).track == Track.HIGHER


def test_a_type_that_is_lost_changes_nothing(world):
    teacher = world.teacher()
    application = world.drafted(teacher)
    world.school.school_kind = SchoolKind.PRIMARY
    world.school.save()
    assert not drafting.derive_anew(application)
    assert world.reread(application).track == Track.HIGHER


def test_a_plan_of_another_province_offers_its_own(world):
    """Levels are those of the plan, whatever another plan offers."""
    abroad = published_plan(body(BodyKind.PROVINCE, "海东省教育厅"))
    offered(abroad, Track.HIGHER, Level.SENIOR)
    application = save(drafting.begin(world.plan, world.teacher()), level="senior")
    assert applications.offer_of(application) is None
    assert Offer.objects.filter(plan=abroad, level="senior").exists()
