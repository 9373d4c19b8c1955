"""What a plan opens and asks for: written once, with a reason, and never from under anybody."""

from dataclasses import replace

import pytest

from certification.dual_qualified import standard
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Application, Clause, EvidenceItem, NumberRule, Offer
from certification.dual_qualified.queries import offering
from certification.dual_qualified.queries.offering import PLACES
from certification.dual_qualified.rules.content import (
    ClauseSpec,
    ConditionSpec,
    Content,
    EvidenceSpec,
    RuleSpec,
)
from certification.dual_qualified.services import drafting
from certification.dual_qualified.services import offering as services
from certification.dual_qualified.services.issuing import issue_one
from portal.approvals.flow import Mark
from portal.audit.models import Entry
from portal.plans.errors import NotAllowed, ReasonNeeded, Stale
from portal.plans.models import PlanChange
from tests.certification.dual_qualified.world import published_plan
from tests.factories.accounts import staff_user
from tests.factories.plans import PlanFactory

HIGHER_JUNIOR, HIGHER_SENIOR = ("higher", "junior"), ("higher", "senior")
CONTENT = Content(
    clauses=(ClauseSpec("1", "近五年企业实践累计六个月以上"), ClauseSpec("2", "有高级工以上等级")),
    evidence=(EvidenceSpec("E1", "教师资格证书"), EvidenceSpec("E2", "实践证明", "盖章", False, 3)),
    rules=(RuleSpec("courses", True, 1, "每学年一行"),),
    conditions=(ConditionSpec("employed", 24), ConditionSpec("photo", 0, False, "证书要用")),
)


@pytest.fixture
def draft(world):
    return PlanFactory(workflow="dual_qualified", body=world.province, name="草稿")


def terms(world, plan, **more):
    return {"version": plan.version, "actor": world.province_admin, **more}


def content(offer):
    return offering.content_of(offer)


def open_senior(world, reason="增"):
    both = [HIGHER_JUNIOR, HIGHER_SENIOR]
    services.set_open(
        world.plan, both, source=HIGHER_JUNIOR, **terms(world, world.plan, reason=reason)
    )


# Opening and closing


def test_opening_and_closing_a_draft(world, draft):
    services.set_open(draft, [HIGHER_SENIOR, HIGHER_JUNIOR], **terms(world, draft))
    assert offering.places_of(draft) == [HIGHER_JUNIOR, HIGHER_SENIOR]
    assert draft.version == 2
    services.set_open(draft, [HIGHER_SENIOR], **terms(world, draft))
    assert offering.places_of(draft) == [HIGHER_SENIOR]
    assert not PlanChange.objects.filter(plan=draft).exists()
    assert Entry.objects.filter(
        action="plans.change", subject=f"plans.plan:{draft.pk}"
    ).count() == 2  # fmt: skip


def test_nothing_changed_is_no_version(world, draft):
    services.set_open(draft, [], **terms(world, draft))
    assert draft.version == 1


def test_a_new_one_begins_as_a_copy(world):
    plan = world.plan
    open_senior(world, reason="增开")
    made = Offer.objects.get(plan=plan, level="senior")
    assert content(made) == content(world.offer)
    assert content(made).clauses
    change = PlanChange.objects.get(plan=plan)
    assert (change.reason, change.changes) == (
        "增开",
        [
            {
                "label": "高等职业教育 · 高级",
                "before": "未开放",
                "after": "开放（内容从“高等职业教育 · 初级”复制）",
            }
        ],
    )


def test_a_published_plan_wants_a_reason(world):
    with pytest.raises(ReasonNeeded):
        services.set_open(
            world.plan, [HIGHER_SENIOR], source=HIGHER_JUNIOR, **terms(world, world.plan)
        )
    assert offering.places_of(world.plan) == [HIGHER_JUNIOR]


def test_a_published_plan_opens_nothing_bare(world):
    with pytest.raises(Refused, match="请选择从哪一项复制") as refused:
        services.set_open(
            world.plan, [HIGHER_JUNIOR, HIGHER_SENIOR], **terms(world, world.plan, reason="增开")
        )
    assert refused.value.field == "source"
    assert not PlanChange.objects.exists()


def test_a_published_plan_keeps_one_open(world):
    with pytest.raises(Refused, match="至少要开放一项"):
        services.set_open(world.plan, [], **terms(world, world.plan, reason="关闭"))


def test_what_is_applied_for_is_not_closed(world):
    world.drafted(world.teacher())
    world.drafted(world.teacher())
    world.sent()
    ended = world.sent()
    Application.objects.filter(pk=ended.pk).update(ended_at=ended.saved_at)
    with pytest.raises(Refused, match="已有 2 份草稿、1 件在审申请、1 件已办结申请，不能关闭"):
        services.set_open(world.plan, [HIGHER_SENIOR], **terms(world, world.plan, reason="关闭"))
    assert offering.places_of(world.plan) == [HIGHER_JUNIOR]


def test_what_nobody_applied_for_is_closed(world):
    plan = world.plan
    world.drafted(world.teacher())
    open_senior(world)
    services.set_open(plan, [HIGHER_JUNIOR], **terms(world, plan, reason="减"))
    assert offering.places_of(plan) == [HIGHER_JUNIOR]


@pytest.mark.parametrize("do", ["set_open", "use_standard", "save_offer", "set_number_rule"])
def test_the_slower_of_two_is_told(world, do):
    plan, offer = world.plan, world.offer
    arguments = {
        "set_open": (plan, [HIGHER_SENIOR]),
        "use_standard": (plan,),
        "save_offer": (offer, CONTENT),
        "set_number_rule": (plan, "{year}X", 5),
    }[do]
    with pytest.raises(Stale):
        getattr(services, do)(
            *arguments, version=plan.version + 1, actor=world.province_admin, reason="改"
        )


@pytest.mark.parametrize("do", ["set_open", "use_standard", "save_offer", "set_number_rule"])
def test_others_may_not(world, do):
    plan, offer = world.plan, world.offer
    arguments = {
        "set_open": (plan, [HIGHER_SENIOR]),
        "use_standard": (plan,),
        "save_offer": (offer, CONTENT),
        "set_number_rule": (plan, "{year}X", 5),
    }[do]
    stranger = staff_user(world.city, "bureau_admin")
    with pytest.raises(NotAllowed):
        getattr(services, do)(*arguments, version=plan.version, actor=stranger, reason="改")


# The reference standard


def test_the_standard_fills_an_empty_plan(world, draft):
    services.use_standard(draft, **terms(world, draft))
    opened = offering.opened(draft)
    assert tuple(each.place for each in opened) == PLACES
    for each in opened:
        assert each.content == standard.content_for(each.offer.level)
        assert each.content.clauses
        assert each.content.evidence
        assert each.content.conditions


def test_the_standard_overwrites_nothing(world, draft):
    services.set_open(draft, [HIGHER_JUNIOR], **terms(world, draft))
    with pytest.raises(Refused, match="不能再使用参考标准"):
        services.use_standard(draft, **terms(world, draft))
    assert offering.places_of(draft) == [HIGHER_JUNIOR]


# Content


def test_saving_an_offer(world, draft):
    offer = services.make(draft, "higher", "junior", Content())
    services.save_offer(offer, CONTENT, **terms(world, draft))
    assert content(offer) == CONTENT
    kept = Clause.objects.get(offer=offer, code="2").pk
    second, first = CONTENT.clauses[1], CONTENT.clauses[0]
    fewer = replace(CONTENT, clauses=(second, replace(first, text="改写")), rules=(), conditions=())
    offer.plan.refresh_from_db()
    services.save_offer(offer, fewer, **terms(world, offer.plan))
    assert content(offer) == fewer
    assert Clause.objects.get(offer=offer, code="2").pk == kept


def test_saving_what_is_stored_changes_nothing(world):
    services.save_offer(world.offer, content(world.offer), **terms(world, world.plan))
    world.plan.refresh_from_db()
    assert world.plan.version == 1


def test_a_change_of_a_published_offer_is_kept_in_words(world):
    before = content(world.offer)
    conditions = (before.conditions[0], replace(before.conditions[1], value=36))
    after = replace(before, conditions=conditions)
    services.save_offer(world.offer, after, **terms(world, world.plan, reason="按新文件"))
    change = PlanChange.objects.get(plan=world.plan)
    assert change.changes == [
        {
            "label": "高等职业教育 · 初级：条件“在本校任教满（月）”",
            "before": "在本校任教满 24 个月（不满足不能申请）",
            "after": "在本校任教满 36 个月（不满足不能申请）",
        }
    ]


def test_a_published_offer_wants_a_reason(world):
    with pytest.raises(ReasonNeeded):
        services.save_offer(world.offer, CONTENT, **terms(world, world.plan))


@pytest.mark.parametrize("part", ["clauses", "evidence"])
def test_a_published_offer_is_never_emptied(world, part):
    after = replace(content(world.offer), **{part: ()})
    with pytest.raises(Refused, match="不能是空的"):
        services.save_offer(world.offer, after, **terms(world, world.plan, reason="改"))


def test_what_applications_use_stays(world):
    world.drafted(world.teacher())
    world.sent(clauses=["1", "2"])
    before = content(world.offer)
    recoded = replace(before, evidence=(EvidenceSpec("E9", "教师资格证书"), before.evidence[1]))
    with pytest.raises(Refused, match="材料 E1 已有 2 份申请使用，不能删除或更换代码"):
        services.save_offer(world.offer, recoded, **terms(world, world.plan, reason="改"))
    shorter = replace(before, clauses=before.clauses[:1])
    with pytest.raises(Refused, match="条款 2 已有 1 份申请使用"):
        services.save_offer(world.offer, shorter, **terms(world, world.plan, reason="改"))
    assert content(world.offer) == before
    assert not PlanChange.objects.exists()


def test_what_applications_use_may_be_reworded(world):
    world.sent()
    before = content(world.offer)
    after = Content(
        clauses=(replace(before.clauses[0], text="写得更清楚"),),
        evidence=(replace(before.evidence[0], name="教师资格证书原件"),),
    )
    services.save_offer(world.offer, after, **terms(world, world.plan, reason="写清楚"))
    assert content(world.offer) == after


def test_a_clause_that_was_sent_and_is_now_unticked_stays(world):
    teacher = world.teacher()
    application = world.sent(teacher, clauses=["1", "2"])
    marks = [Mark("clauses", "请核对")]
    world.decide(application, "return", world.school_admin, reasons=["R01"], marks=marks)
    latest = world.reread(application)
    drafting.save_answers(latest, {"clauses": ["1"]}, version=latest.version)
    before = content(world.offer)
    with pytest.raises(Refused, match="条款 2 已有 1 份申请使用"):
        services.save_offer(
            world.offer,
            replace(before, clauses=before.clauses[:1]),
            **terms(world, world.plan, reason="改"),
        )


def test_another_plan_or_level_does_not_hold_it(world):
    world.sent(clauses=["1", "2"])
    other = services.make(world.plan, "secondary", "junior", CONTENT)
    fewer = replace(CONTENT, clauses=CONTENT.clauses[:1], evidence=CONTENT.evidence[1:])
    services.save_offer(other, fewer, **terms(world, world.plan, reason="改"))
    assert [item.code for item in EvidenceItem.objects.filter(offer=other)] == ["E2"]


# Numbers


def test_the_rule_of_numbers(world):
    services.set_number_rule(
        world.plan, "云{year}-{level}-", 5, **terms(world, world.plan, reason="定")
    )
    rule = NumberRule.objects.get(plan=world.plan)
    assert (rule.stem, rule.digits) == ("云{year}-{level}-", 5)
    assert PlanChange.objects.get().changes == [
        {
            "label": "证书编号规则",
            "before": "{year}{region}{track}{level} 加 6 位流水号",
            "after": "云{year}-{level}- 加 5 位流水号",
        }
    ]


@pytest.mark.parametrize(
    ("stem", "digits", "field"),
    [("{region}", 6, "stem"), ("{year}", 3, "digits"), ("{year}", 9, "digits")],
)
def test_an_impossible_rule_is_refused(world, stem, digits, field):
    with pytest.raises(Refused) as refused:
        services.set_number_rule(world.plan, stem, digits, **terms(world, world.plan, reason="定"))
    assert refused.value.field == field
    assert not NumberRule.objects.exists()


def test_the_rule_stands_once_a_certificate_was_issued(world):
    issue_one(world.passed().pk, world.province_admin)
    with pytest.raises(Refused, match="已签发 1 张证书"):
        services.set_number_rule(world.plan, "{year}X", 6, **terms(world, world.plan, reason="定"))
    other = published_plan(world.city)
    services.set_number_rule(other, "{year}X", 6, **terms(world, other, reason="定"))
    assert NumberRule.objects.get().plan == other
