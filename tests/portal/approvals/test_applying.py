"""One function for every transition: what it checks, what it writes."""

import base64
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from portal.approvals import flow as flows
from portal.approvals import services
from portal.approvals.errors import Duplicate, NotAllowed, ReasonNeeded, Stale
from portal.approvals.flow import Mark, replay
from portal.approvals.models import Case, Decision, DecisionIsFinal
from portal.approvals.services.attempting import Inconsistent
from portal.audit.models import Entry
from portal.jobs.models import Job
from portal.organisations.enums import Role
from tests.portal.approvals.sample import SAMPLE
from tests.portal.approvals.world import user


def approve(case, who, **said):
    return services.apply(case.pk, "approve", services.staff(who), version=case.version, **said)


def test_a_new_case_waits_for_the_school_with_a_day_to_keep(place, clock):
    case = place.case()
    assert (case.state, case.body, case.is_open) == ("pending", place.school, True)
    assert case.submitted_at == case.created_at == clock.now
    assert case.due_on == date(2026, 11, 30)
    assert case.reference.startswith("YL20261123")
    assert len(case.reference) == len("YL20261123") + 8


def test_an_approval_is_on_record_with_who_for_whom_and_when(place, ledger, clock):
    case, admin = place.case(), place.school_admin()
    decision = approve(case, admin, opinion=" 属实 ")
    case.refresh_from_db()
    assert (case.state, case.version, case.is_open, case.body) == ("approved", 2, False, None)
    assert (case.due_on, case.changed_at) == (None, clock.now)
    assert (decision.body, decision.body_name, decision.role) == (
        place.school,
        "青山县第一小学",
        Role.SCHOOL_ADMIN,
    )
    assert (decision.user, decision.actor_name, decision.opinion) == (admin, "学校甲", "属实")
    assert (decision.sequence, decision.version, decision.at) == (1, 2, clock.now)
    entry = Entry.objects.filter(action="approvals.decide").get()
    assert (entry.subject, entry.body_id) == (f"approvals.case:{case.pk}", place.school.pk)
    assert ledger.awarded == [case.reference]


def test_effects_become_jobs_of_the_decision(place, ledger):
    case = place.case()
    decision = approve(case, place.school_admin())
    job = Job.objects.get(kind="approvals.effect")
    assert job.payload == {"decision": decision.pk, "effect": "sample.tell"}
    assert ledger.told == []


def test_a_failing_consequence_undoes_the_decision(place, ledger):
    case = place.case()
    ledger.failure = NotAllowed("该手机号码已被使用。")
    with pytest.raises(NotAllowed, match="已被使用"):
        approve(case, place.school_admin())
    case.refresh_from_db()
    assert (case.state, case.version) == ("pending", 1)
    assert not Decision.objects.exists()
    assert not Job.objects.filter(kind="approvals.effect").exists()


def test_the_second_of_a_double_submit_is_told_it_is_done(place, ledger):
    case, admin = place.case(), place.school_admin()
    approve(case, admin)
    with pytest.raises(Stale, match=r"已处理：您已于 .* 办理（审核通过），没有重复执行"):
        approve(case, admin)
    assert Decision.objects.count() == 1
    assert len(ledger.awarded) == 1


def test_the_slower_reviewer_reads_who_decided_what(place, clock):
    case = place.case()
    approve(case, place.school_admin())
    with pytest.raises(Stale) as told:
        services.apply(
            case.pk, "decline", services.staff(place.bureau_admin()), version=1, opinion="不符"
        )
    assert "青山县第一小学 学校甲 已于 2026-11-23 10:00 办理（审核通过）" in str(told.value)
    assert told.value.decision.transition == "approve"


def test_a_version_from_the_future_is_as_stale_as_an_old_one(place):
    case = place.case()
    with pytest.raises(Stale):
        services.apply(case.pk, "approve", services.staff(place.school_admin()), version=2)


def test_a_stranger_with_an_old_version_learns_nothing(place):
    case = place.case(owner=place.teacher("本人"))
    approve(case, place.school_admin())
    foreign = services.staff(user("外人", place.foreign_school, Role.SCHOOL_ADMIN))
    other = services.applicant(place.teacher("旁人"))
    for actor, name in ((foreign, "approve"), (other, "withdraw")):
        with pytest.raises(NotAllowed) as told:
            services.apply(case.pk, name, actor, version=1)
        assert "学校甲" not in str(told.value)


def test_who_has_handed_on_reads_that_it_is_done(place):
    case, _ = place.level_case(place.county, place.city)
    county = services.staff(place.bureau_admin())
    services.apply(case.pk, "pass", county, version=2)
    with pytest.raises(Stale, match="没有重复执行"):
        services.apply(case.pk, "pass", county, version=2)


@pytest.mark.parametrize(
    ("at", "role"),
    [
        ("other_school", Role.SCHOOL_ADMIN),
        ("foreign_school", Role.SCHOOL_ADMIN),
        ("other_county", Role.BUREAU_ADMIN),
        ("county", Role.AUDIT_ADMIN),
        ("province", Role.SYSTEM_ADMIN),
        ("school", Role.POINT_CLERK),
    ],
)
def test_nobody_decides_without_role_and_scope(place, at, role):
    case, stranger = place.case(), user("外人", getattr(place, at), role)
    with pytest.raises(NotAllowed, match="没有办理这件申请的权限"):
        approve(case, stranger)


@pytest.mark.parametrize(
    ("at", "role"),
    [
        ("school", Role.SCHOOL_ADMIN),
        ("base", Role.BASE_ADMIN),
        ("county", Role.BUREAU_ADMIN),
        ("county", Role.REVIEWER),
        ("city", Role.BUREAU_ADMIN),
        ("province", Role.BUREAU_ADMIN),
    ],
)
def test_school_base_and_bureaus_above_decide(place, at, role):
    decision = approve(place.case(), user("审核", getattr(place, at), role))
    assert decision.body == getattr(place, at)


def test_a_decision_is_made_for_the_body_nearest_to_the_unit(place):
    from portal.clock import now
    from portal.organisations.models import RoleGrant

    admin = user("兼职", place.province, Role.BUREAU_ADMIN)
    RoleGrant.objects.create(user=admin, body=place.county, role=Role.REVIEWER, granted_at=now())
    assert approve(place.case(), admin).body == place.county


def test_a_role_that_the_transition_does_not_name_is_not_enough(place):
    with pytest.raises(NotAllowed, match="权限"):
        services.apply(
            place.case().pk, "decline", services.staff(place.school_admin()), version=1, opinion="x"
        )


def test_nobody_reviews_their_own_case(place):
    teacher = place.teacher()
    from portal.clock import now
    from portal.organisations.models import RoleGrant

    RoleGrant.objects.create(
        user=teacher, body=place.school, role=Role.SCHOOL_ADMIN, granted_at=now()
    )
    with pytest.raises(NotAllowed, match="不能审核本人"):
        approve(place.case(owner=teacher), teacher)


def test_an_applicant_acts_only_on_what_is_their_own(place):
    owner, stranger = place.teacher("甲"), place.teacher("乙")
    case = place.case(owner=owner)
    with pytest.raises(NotAllowed, match="本人"):
        services.apply(case.pk, "withdraw", services.applicant(stranger), version=1)
    services.apply(case.pk, "withdraw", services.applicant(owner), version=1)
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_an_applicant_without_account_acts_on_the_proved_application(place):
    from portal.audit.services import ApplicantActor

    case = place.case()
    known = ApplicantActor("token", "王芳")
    other = services.applicant_without_account(known, "sample.thing:0")
    with pytest.raises(NotAllowed, match="本人"):
        services.apply(case.pk, "withdraw", other, version=1)
    own = services.applicant_without_account(known, case.subject)
    decision = services.apply(case.pk, "withdraw", own, version=1)
    assert (decision.user, decision.actor_name) == (None, "王芳")


def test_staff_do_not_act_as_applicants_nor_applicants_as_staff(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    with pytest.raises(NotAllowed):
        services.apply(case.pk, "withdraw", services.staff(place.school_admin()), version=1)
    with pytest.raises(NotAllowed):
        services.apply(case.pk, "approve", services.applicant(owner), version=1)
    with pytest.raises(NotAllowed):
        services.apply(case.pk, "expire", services.staff(place.bureau_admin()), version=1)


def test_only_from_a_source_state(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    with pytest.raises(NotAllowed, match="“待审核”状态下不能重新提交"):
        services.apply(case.pk, "resubmit", services.applicant(owner), version=1)
    with pytest.raises(NotAllowed, match="没有这项操作"):
        services.apply(case.pk, "nonsense", services.applicant(owner), version=1)


def test_a_guard_says_why_not(place, ledger):
    ledger.complete = False
    with pytest.raises(NotAllowed, match="材料还没有齐全"):
        approve(place.case(), place.school_admin())


def return_for_changes(case, who, **said):
    return services.apply(case.pk, "return", services.staff(who), version=case.version, **said)


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({}, "reasons", "请选择退回修改的原因"),
        ({"reasons": ["R0"]}, "reasons", "已停用"),
        ({"reasons": ["X"]}, "reasons", "已停用"),
        ({"reasons": ["R9"]}, "opinion", "具体说明"),
        ({"reasons": ["R1"], "marks": [Mark("salary")]}, "marks", "不存在"),
        ({"reasons": ["R1"], "marks": [Mark("name", "长" * 201)]}, "marks", "200"),
        ({"reasons": ["R1"], "opinion": "长" * 1001}, "opinion", "1000"),
    ],
)
def test_a_return_needs_its_reason(place, said, field, message):
    with pytest.raises(ReasonNeeded, match=message) as refused:
        return_for_changes(place.case(), place.school_admin(), **said)
    assert refused.value.field == field


def test_the_longest_opinion_and_note_are_kept(place):
    said = {"reasons": ["R1"], "opinion": "长" * 1000, "marks": [Mark("name", "长" * 200)]}
    assert len(return_for_changes(place.case(), place.school_admin(), **said).opinion) == 1000


def test_a_text_reason_is_more_than_spaces(place):
    case = place.case()
    with pytest.raises(ReasonNeeded, match="请填写不通过的原因"):
        services.apply(
            case.pk, "decline", services.staff(place.bureau_admin()), version=1, opinion="  "
        )


def test_a_return_reopens_what_was_marked_until_it_is_sent_again(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    decision = return_for_changes(
        case,
        place.school_admin(),
        reasons=["R9", "R1", "R1"],
        opinion="见各项",
        marks=[Mark("name", " 与证件不符 "), Mark("school")],
    )
    case.refresh_from_db()
    marks = [{"field": "name", "note": "与证件不符"}, {"field": "school", "note": ""}]
    assert case.marks == decision.marks == marks
    assert [reason["code"] for reason in decision.reasons] == ["R9", "R1"]
    assert (case.state, case.body, case.due_on) == ("returned", None, None)
    services.apply(
        case.pk,
        "resubmit",
        services.applicant(owner),
        version=2,
        changes={"name": "李铭", "unit": place.other_school},
    )
    case.refresh_from_db()
    assert (case.state, case.marks, case.name) == ("pending", [], "李铭")
    assert case.unit == case.body == place.other_school


def test_columns_that_a_transition_does_not_name_are_not_changed(place):
    with pytest.raises(ValueError, match="file_number"):
        approve(place.case(), place.school_admin(), changes={"file_number": "1"})


def test_a_wrong_decision_is_undone_on_record(place, ledger):
    case = place.case()
    wrong = approve(case, place.school_admin())
    bureau = services.staff(place.bureau_admin())
    with pytest.raises(ReasonNeeded):
        services.apply(case.pk, "reverse", bureau, version=2)
    with pytest.raises(NotAllowed):
        services.apply(
            case.pk, "reverse", services.staff(place.school_admin()), version=2, opinion="错"
        )
    decision = services.apply(case.pk, "reverse", bureau, version=2, opinion="看错了人")
    case.refresh_from_db()
    assert (case.state, case.is_open, case.body) == ("pending", True, place.school)
    assert case.due_on is not None
    assert decision.reverses == wrong
    assert ledger.revoked == ["approve"]
    assert replay(SAMPLE, list(case.decisions.all())).now.state == "pending"


def test_an_undone_decision_is_not_undone_twice(place):
    case, bureau = place.case(), services.staff(place.bureau_admin())
    for version, name in enumerate(["approve", "reverse", "decline", "reverse"], start=1):
        services.apply(case.pk, name, bureau, version=version, opinion="说明")
    with pytest.raises(NotAllowed):
        services.apply(case.pk, "reverse", bureau, version=5, opinion="再来")


def test_undoing_a_return_takes_back_what_it_reopened(place):
    case, bureau = place.case(), place.bureau_admin()
    return_for_changes(case, bureau, reasons=["R1"], marks=[Mark("name")])
    services.apply(case.pk, "reverse", services.staff(bureau), version=2, opinion="不必改")
    case.refresh_from_db()
    assert (case.state, case.marks) == ("pending", [])


def test_a_request_for_a_return_is_granted_in_one_click(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    services.apply(
        case.pk, "ask_return", services.applicant(owner), version=1, opinion="电话写错了"
    )
    case.refresh_from_db()
    assert (case.asked, case.state, case.body, case.version) == (True, "pending", place.school, 2)
    services.apply(case.pk, "grant_return", services.staff(place.school_admin()), version=2)
    case.refresh_from_db()
    assert (case.asked, case.state) == (False, "returned")


def test_a_request_does_not_move_the_deadline(place, clock):
    owner = place.teacher()
    case = place.case(owner=owner)
    due = case.due_on
    clock.advance(days=3)
    services.apply(case.pk, "ask_return", services.applicant(owner), version=1, opinion="改")
    case.refresh_from_db()
    assert case.due_on == due


def test_levels_hand_on_and_only_the_last_decides(place):
    case, _ = place.level_case(place.county, place.city)
    county, city = place.bureau_admin(), user("市局", place.city, Role.BUREAU_ADMIN)
    assert (case.level, case.body) == (1, place.county)
    with pytest.raises(NotAllowed, match="权限"):
        services.apply(case.pk, "pass", services.staff(city), version=2)
    first = services.apply(case.pk, "fail", services.staff(county), version=2, opinion="缺课")
    case.refresh_from_db()
    assert (case.level, case.body, case.state, case.result) == (
        2,
        place.city,
        "review",
        "初审不合格",
    )
    assert (first.stage, first.levels) == ("初审", 2)
    services.apply(case.pk, "pass", services.staff(city), version=3)
    case.refresh_from_db()
    assert (case.state, case.result) == ("passed", "复核合格")


def test_a_level_takes_back_its_opinion_before_the_next_has_acted(place):
    case, _ = place.level_case(place.county, place.city)
    county = services.staff(place.bureau_admin())
    services.apply(case.pk, "pass", county, version=2)
    services.apply(case.pk, "recall", county, version=3, opinion="再看")
    case.refresh_from_db()
    assert (case.level, case.body, case.result) == (1, place.county, "")


def test_one_office_holds_two_levels_and_decides_twice(place):
    case, _ = place.level_case(place.county, place.county)
    county = services.staff(place.bureau_admin())
    services.apply(case.pk, "pass", county, version=2)
    case.refresh_from_db()
    assert (case.level, case.body, case.is_open) == (2, place.county, True)
    services.apply(case.pk, "pass", county, version=3)
    case.refresh_from_db()
    assert case.state == "passed"


def test_the_route_says_how_many_days_a_level_has(place, clock):
    case, _ = place.level_case(place.county, days=1)
    assert case.due_on == date(2026, 11, 24)


def test_one_open_case_for_a_person(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    with pytest.raises(Duplicate, match="已有一件正在办理的样例审核"):
        place.case(owner=owner)
    services.apply(case.pk, "withdraw", services.applicant(owner), version=1)
    again = place.case(owner=owner)
    case.refresh_from_db()
    assert again.is_open


def test_a_closed_case_does_not_come_back_beside_an_open_one(place):
    owner, bureau = place.teacher(), place.bureau_admin()
    case = place.case(owner=owner)
    approve(case, bureau)
    place.case(owner=owner)
    with pytest.raises(Duplicate), transaction.atomic():
        services.apply(case.pk, "reverse", services.staff(bureau), version=2, opinion="错")


def test_two_references_never_meet(place, monkeypatch):
    drawn = iter(["YL1", "YL1", "YL2"])
    monkeypatch.setattr(
        "portal.approvals.services.opening.new_reference", lambda prefix: next(drawn)
    )
    assert [place.case().reference, place.case().reference] == ["YL1", "YL2"]


def test_a_decision_is_neither_changed_nor_deleted(place):
    decision = approve(place.case(), place.school_admin())
    decision.opinion = "改"
    for attempt in (decision.save, decision.delete, Decision.objects.all().delete):
        with pytest.raises(DecisionIsFinal):
            attempt()
    with pytest.raises(DecisionIsFinal):
        Decision.objects.update(opinion="改")


@pytest.mark.parametrize("statement", ["UPDATE {} SET opinion = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses(place, statement):
    from django.db import connection

    approve(place.case(), place.school_admin())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("approvals_decision"))


def test_a_state_written_past_the_engine_is_noticed(place):
    case = place.case()
    Case.objects.filter(pk=case.pk).update(state="returned")
    owner = services.system("scheduler")
    with pytest.raises(Inconsistent):
        services.apply(case.pk, "expire", owner, version=1)


def test_the_system_acts_under_its_name(place):
    case = place.case()
    return_for_changes(case, place.school_admin(), reasons=["R1"])
    decision = services.apply(case.pk, "expire", services.system("scheduler"), version=2)
    assert (decision.actor_kind, decision.actor_name, decision.body) == (
        "system",
        "scheduler",
        None,
    )


def test_an_edit_makes_what_the_reviewer_saw_stale(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    return_for_changes(case, place.school_admin(), reasons=["R1"])
    stranger = services.applicant(place.teacher("丙"))
    with pytest.raises(NotAllowed):
        services.revise(case.pk, stranger, version=2, changes={"name": "李铭"})
    case = services.revise(case.pk, services.applicant(owner), version=2, changes={"name": "李铭"})
    assert (case.version, case.name_sort_key) == (3, "li ming")
    with pytest.raises(Stale, match="刚刚有修改"):
        services.apply(case.pk, "expire", services.system("scheduler"), version=2)
    with pytest.raises(Stale):
        services.revise(case.pk, services.applicant(owner), version=2)


def test_a_submitted_case_is_not_edited(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    with pytest.raises(NotAllowed, match="现在不能修改"):
        services.revise(case.pk, services.applicant(owner), version=1)


def test_while_staff_confirm_an_edit_moves_the_case_to_its_new_unit(place):
    owner = place.teacher()
    case = place.case(owner=owner)
    pending = replace(SAMPLE.state("pending"), editable=True)
    states = (pending, *(state for state in SAMPLE.states if state.name != "pending"))
    flows.unregister("sample")
    flows.register(replace(SAMPLE, states=states))
    changes = {"unit": place.other_school}
    case = services.revise(case.pk, services.applicant(owner), version=1, changes=changes)
    assert case.unit == case.body == place.other_school


def test_while_keys_rotate_a_person_still_has_one_open_case(place, settings):
    owner = place.teacher()
    place.case(owner=owner)
    new_key = base64.b64encode(b"another-key-of-thirty-two-bytes!").decode()
    settings.FIELD_KEYS = f"test2:{new_key},{settings.FIELD_KEYS}"
    with pytest.raises(Duplicate):
        place.case(owner=owner)
