"""Plans made, changed, published, withdrawn: by whom, with what reason, and who is faster."""

from datetime import timedelta

import pytest

from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.clock import now
from portal.jobs.models import Job
from portal.plans import queries, services
from portal.plans.enums import Holder, PlanState
from portal.plans.errors import (
    Contradiction,
    NotAllowed,
    NotReady,
    ReasonNeeded,
    Stale,
)
from portal.plans.kinds import UnknownWorkflow
from portal.plans.models import Entrustment, Plan, PlanChange
from portal.plans.services import StageSpec
from tests.factories.plans import SAMPLE

SYSTEM = SystemActor("tests")
SCHOOL = StageSpec(Holder.UNIT, "学校审核", 5)
BASE = StageSpec(Holder.BASE, "基地审核", 10)


def create(place, **changes):
    values = {"workflow": SAMPLE, "body": place.province, "name": "双师认定", "year": 2026}
    return services.create_plan(**{**values, "actor": place.keeper, **changes})


def save(plan, values, actor, **changes):
    options = {"version": plan.version, "actor": actor, **changes}
    return services.save_plan(plan, values, **options)


def test_a_new_plan_is_a_draft_with_the_bodys_contact(place):
    plan = create(place, office="项目办")
    assert (plan.state, plan.version, plan.office) == (PlanState.DRAFT, 1, "项目办")
    assert plan.contact_phone == place.province.contact_phone
    entry = Entry.objects.get(action="plans.create")
    assert (entry.body_id, entry.subject) == (place.province.pk, f"plans.plan:{plan.pk}")


def test_whoever_may_not_hold_a_plan_makes_none(place):
    for actor, body in (
        (place.base_admin, place.base),
        (place.keeper, place.base),
        (place.foreign_keeper, place.province),
    ):
        with pytest.raises(NotAllowed):
            create(place, actor=actor, body=body)
    place.entrust(place.base)
    assert create(place, actor=place.base_admin, body=place.base).body == place.base
    with pytest.raises(NotAllowed):
        create(place, actor=place.base_admin)


def test_a_plan_of_an_unknown_workflow_is_not_made(place):
    with pytest.raises(UnknownWorkflow):
        create(place, workflow="nothing")


def test_a_name_is_used_once_a_year(place):
    plan = create(place)
    with pytest.raises(Contradiction) as refused:
        create(place)
    assert refused.value.problems[0].field == "name"
    other = create(place, year=2027)
    with pytest.raises(Contradiction):
        save(other, {"year": 2026}, place.keeper)
    assert save(plan, {"name": "双师认定"}, place.keeper).version == 1


def test_contradictory_dates_are_not_saved(place):
    plan = create(place)
    later = {"opens_at": now() + timedelta(days=9), "closes_at": now() + timedelta(days=8)}
    with pytest.raises(Contradiction, match="晚于开始"):
        save(plan, later, place.keeper)
    with pytest.raises(Contradiction):
        create(place, name="另一个", **later)
    assert Plan.objects.get().opens_at is None


def test_a_draft_changes_freely_and_without_history(place):
    plan = save(create(place), {"notice": "请认真填写", "year": 2027}, place.keeper)
    assert (plan.notice, plan.year, plan.version) == ("请认真填写", 2027, 2)
    assert not PlanChange.objects.exists()
    assert not Job.objects.filter(kind="plans.tell_of_change").exists()


def test_only_a_plans_own_fields_are_saved(place):
    with pytest.raises(TypeError):
        save(create(place), {"state": "published"}, place.keeper)


def test_saving_what_is_stored_changes_nothing(place):
    plan = place.published()
    assert (
        save(plan, {"office": plan.office, "closes_at": plan.closes_at}, place.keeper).version == 1
    )
    assert not Entry.objects.filter(action="plans.change").exists()


def test_the_slower_one_is_told(place):
    plan = create(place)
    save(plan, {"notice": "一"}, place.keeper)
    for attempt in (
        lambda: save(plan, {"notice": "二"}, place.keeper, version=1),
        lambda: services.set_stages(plan, [SCHOOL], version=1, actor=place.keeper),
        lambda: services.publish(plan, version=1, actor=place.keeper),
        lambda: services.withdraw(plan, "重来", False, version=1, actor=place.keeper),
        lambda: services.note_change(plan, [], "", version=1, actor=place.keeper),
    ):
        with pytest.raises(Stale):
            attempt()
    assert Plan.objects.get().notice == "一"


def test_a_stranger_changes_nothing(place):
    plan = place.published()
    for actor in (place.base_admin, place.city_admin, place.foreign_keeper):
        for attempt in (
            lambda who: save(plan, {"notice": "二"}, who, reason="因"),
            lambda who: services.set_stages(plan, [SCHOOL], version=1, actor=who, reason="因"),
            lambda who: services.publish(plan, version=1, actor=who),
            lambda who: services.withdraw(plan, "因", False, version=1, actor=who),
            lambda who: services.note_change(plan, [], "因", version=1, actor=who),
        ):
            with pytest.raises(NotAllowed):
                attempt(actor)


def test_a_published_plan_changes_with_a_reason(place):
    plan = place.published()
    closes = plan.closes_at + timedelta(days=2)
    for reason in ("", "  "):
        with pytest.raises(ReasonNeeded):
            save(plan, {"closes_at": closes}, place.keeper, reason=reason)
    changed = save(plan, {"closes_at": closes}, place.keeper, reason=" 应学校要求延期 ")
    noted = PlanChange.objects.get()
    assert (noted.version, noted.user, noted.reason) == (2, place.keeper, "应学校要求延期")
    assert noted.changes == [
        {"label": "报名截止", "before": "2026年12月13日 10:00", "after": "2026年12月15日 10:00"}
    ]
    assert changed.closes_at == closes


def test_an_open_window_neither_opens_anew_nor_ends_in_the_past(place):
    plan = place.published()
    for values in ({"opens_at": plan.opens_at - timedelta(days=1)}, {"closes_at": now()}):
        with pytest.raises(Contradiction):
            save(plan, values, place.keeper, reason="改")
    upcoming = place.published(opens_at=now() + timedelta(days=1))
    moved = save(upcoming, {"opens_at": now() + timedelta(days=2)}, place.keeper, reason="改")
    assert moved.opens_at == now() + timedelta(days=2)


def test_a_withdrawn_plan_changes_no_more(place):
    plan = place.plan(withdrawn=True)
    with pytest.raises(NotAllowed, match="已撤回"):
        save(plan, {"notice": "二"}, place.keeper, reason="改")
    with pytest.raises(NotAllowed):
        services.set_stages(plan, [SCHOOL], version=1, actor=place.keeper, reason="改")


def test_stages_are_replaced_together(place):
    plan = create(place)
    services.set_stages(plan, [SCHOOL, BASE], version=1, actor=place.keeper)
    services.set_stages(plan, [BASE], version=2, actor=place.keeper)
    stages = [(s.position, s.holder, s.label, s.working_days) for s in plan.stages.all()]
    assert stages == [(1, Holder.BASE, "基地审核", 10)]
    assert Plan.objects.get().version == 3
    same = services.set_stages(plan, [BASE], version=3, actor=place.keeper)
    assert same.version == 3


@pytest.mark.parametrize(
    "stages",
    [
        [],
        [SCHOOL] * 4,
        [StageSpec(Holder.COUNTY, "县级审核", 5)],
        [StageSpec("nobody", "审核", 5)],
        [StageSpec(Holder.UNIT, " ", 5)],
        [StageSpec(Holder.UNIT, "学校审核", 0)],
        [StageSpec(Holder.UNIT, "学校审核", 91)],
    ],
)
def test_impossible_stages_are_refused(place, stages):
    plan = create(place)
    with pytest.raises(Contradiction):
        services.set_stages(plan, stages, version=1, actor=place.keeper)
    assert not plan.stages.exists()


@pytest.mark.parametrize("days", [1, 90])
def test_the_limits_of_a_stage_are_allowed(place, days):
    stages = [StageSpec(Holder.UNIT, "学校审核", days)] * 3
    plan = services.set_stages(create(place), stages, version=1, actor=place.keeper)
    assert plan.stages.count() == 3


def test_stages_of_a_published_plan_need_a_reason(place):
    plan = place.published()
    with pytest.raises(ReasonNeeded):
        services.set_stages(plan, [SCHOOL], version=1, actor=place.keeper)
    services.set_stages(plan, [SCHOOL], version=1, actor=place.keeper, reason="精简环节")
    change = PlanChange.objects.get().changes[0]
    assert change["label"] == "审核环节"
    assert change["before"].startswith("学校审核（学校，5个工作日） → 基地审核")
    assert change["after"] == "学校审核（学校，5个工作日）"


def test_publishing(place):
    plan = services.publish(place.ready(), version=1, actor=place.keeper)
    plan.refresh_from_db()
    assert (plan.state, plan.published_at, plan.version) == ("published", now(), 2)
    assert PlanChange.objects.get().reason == "发布计划"
    assert Entry.objects.filter(action="plans.publish").count() == 1
    with pytest.raises(NotAllowed):
        services.publish(plan, version=2, actor=place.keeper)


def test_everything_missing_is_told_at_once(place, book):
    book.missing = ["还没有材料清单。"]
    plan = create(place, contact_phone="")
    with pytest.raises(NotReady) as refused:
        services.publish(plan, version=1, actor=place.keeper)
    assert list(refused.value.problems) == [
        "还没有填写开始时间。",
        "还没有填写截止时间。",
        "还没有设置审核环节。",
        "还没有填写项目办名称。",
        "还没有填写联系电话。",
        "还没有填写须知。",
        "还没有材料清单。",
    ]


@pytest.mark.parametrize("values", [{"office": " "}, {"notice": ""}, {"contact_phone": ""}])
def test_a_plan_without_contact_or_notice_is_not_published(place, values):
    with pytest.raises(NotReady):
        services.publish(place.ready(**values), version=1, actor=place.keeper)


def test_a_plan_of_a_closed_body_or_of_a_foreign_stage_is_not_published(place):
    plan = place.ready(body=place.base)
    place.base.is_open = False
    place.base.save()
    with pytest.raises(NotReady, match="停用"):
        services.publish(plan, version=1, actor=place.keeper)
    other = place.ready()
    other.stages.filter(position=2).update(holder=Holder.COUNTY)
    with pytest.raises(NotReady, match="不适用"):
        services.publish(other, version=1, actor=place.keeper)


def test_withdrawing(place):
    plan = place.published()
    with pytest.raises(ReasonNeeded):
        services.withdraw(plan, " ", False, version=1, actor=place.keeper)
    services.withdraw(plan, "文件修订", False, version=1, actor=place.keeper)
    plan.refresh_from_db()
    assert (plan.state, plan.withdrawn_reason, plan.withdrawn_at) == (
        "withdrawn",
        "文件修订",
        now(),
    )
    noted = PlanChange.objects.get()
    assert [change["after"] for change in noted.changes] == ["已撤回", "继续审核"]
    assert queries.plans_for(place.school, SAMPLE) == []
    with pytest.raises(NotAllowed):
        services.withdraw(plan, "再来", True, version=2, actor=place.keeper)


def test_a_draft_is_not_withdrawn(place):
    with pytest.raises(NotAllowed):
        services.withdraw(place.plan(), "因", False, version=1, actor=place.keeper)


def test_a_copy_has_everything_but_the_dates(place, book):
    source = place.published(valid_years=3, remind_days=[5], contact_hours="上午")
    made = services.copy_plan(source, name="明年的", year=2027, actor=place.keeper)
    made.refresh_from_db()
    for field in (
        "office",
        "contact_phone",
        "contact_hours",
        "notice",
        "valid_years",
        "remind_days",
    ):
        assert getattr(made, field) == getattr(source, field)
    assert (made.state, made.opens_at, made.closes_at, made.year) == ("draft", None, None, 2027)
    assert [s.label for s in made.stages.all()] == [s.label for s in source.stages.all()]
    assert book.copied == [(source.pk, made.pk)]


def test_a_workflow_notes_changes_of_its_tables(place):
    change = {"label": "材料清单", "before": "3项", "after": "4项"}
    draft = place.plan()
    assert services.note_change(draft, [change], "", version=1, actor=place.keeper) is None
    assert draft.version == Plan.objects.get(pk=draft.pk).version == 2
    plan = place.published()
    with pytest.raises(ReasonNeeded):
        services.note_change(plan, [change], "", version=1, actor=place.keeper)
    noted = services.note_change(plan, [change], "补充", version=1, actor=place.keeper)
    assert (noted.changes, noted.version, plan.version) == ([change], 2, 2)
    assert services.note_change(plan, [], "补充", version=2, actor=place.keeper) is None
    assert PlanChange.objects.count() == 1


def test_commands_are_not_limited_by_place(place):
    plan = create(place, actor=SYSTEM, body=place.city)
    assert save(plan, {"notice": "须知"}, SYSTEM).version == 2


def test_the_province_entrusts_and_ends(place):
    given = services.entrust(SAMPLE, place.base, actor=place.keeper, note=" 粤教〔2026〕1号 ")
    assert (given.given_by, given.note, given.given_at) == (place.keeper, "粤教〔2026〕1号", now())
    assert services.entrust(SAMPLE, place.base, actor=place.keeper) == given
    ended = services.end_entrustment(given, actor=place.keeper)
    assert (ended.ended_at, ended.ended_by) == (now(), place.keeper)
    services.end_entrustment(given, actor=place.keeper)
    assert Entry.objects.filter(action="plans.end_entrustment").count() == 1
    assert services.entrust(SAMPLE, place.base, actor=place.keeper) != given


def test_nobody_else_entrusts_or_ends(place):
    given = place.entrust(place.base)
    for actor in (place.base_admin, place.city_admin, place.foreign_keeper):
        with pytest.raises(NotAllowed):
            services.entrust(SAMPLE, place.city, actor=actor)
        with pytest.raises(NotAllowed):
            services.end_entrustment(given, actor=actor)
    assert Entrustment.objects.get().ended_at is None


def test_only_open_bureaus_and_bases_are_entrusted(place):
    for body in (place.province, place.school):
        with pytest.raises(Contradiction):
            services.entrust(SAMPLE, body, actor=place.keeper)
    place.base.is_open = False
    place.base.save()
    with pytest.raises(Contradiction):
        services.entrust(SAMPLE, place.base, actor=place.keeper)
