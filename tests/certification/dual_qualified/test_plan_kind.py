"""What plans ask of this workflow: who is concerned, what is missing, what is copied."""

import pytest

from certification.dual_qualified import plan_kind
from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.models import FieldRule, NumberRule, Offer
from certification.dual_qualified.services import submission
from certification.dual_qualified.services.numbering import rule_of
from portal.plans import kinds
from tests.certification.dual_qualified.world import offered, published_plan


@pytest.fixture
def people(world):
    """One in every place: draft, sent, taken back, returned, passed; all of this plan."""
    found = {
        name: world.teacher() for name in ("draft", "sent", "back", "returned", "passed", "idle")
    }
    world.drafted(found["draft"])
    world.sent(found["sent"])
    submission.withdraw(world.sent(found["back"]), found["back"])
    world.decide(world.sent(found["returned"]), "return", world.school_admin, reasons=["R01"])
    world.passed(found["passed"])
    return found


def names(people, users):
    known = {user.pk: name for name, user in people.items()}
    return sorted(known[user.pk] for user in users)


def test_it_is_the_registered_one():
    assert kinds.find("dual_qualified") is plan_kind.KIND


def test_reminded_are_those_who_still_have_to_send(world, people):
    assert names(people, plan_kind.drafters(world.plan)) == ["back", "draft"]


def test_told_of_changes_are_those_with_anything_open(world, people):
    assert names(people, plan_kind.concerned(world.plan)) == ["back", "draft", "returned", "sent"]


def test_counted_are_both(world, people):
    assert plan_kind.under_way(world.plan) == kinds.UnderWay(drafts=2, cases=2)


def test_another_plan_concerns_nobody(world, people):
    other = published_plan(world.base)
    assert not plan_kind.drafters(other)
    assert not plan_kind.concerned(other)
    assert plan_kind.under_way(other) == kinds.UnderWay(drafts=0, cases=0)


def test_a_closed_account_is_not_told(world, people):
    people["draft"].is_active = False
    people["draft"].save()
    assert names(people, plan_kind.drafters(world.plan)) == ["back"]


def test_a_complete_plan_lacks_nothing(world):
    assert plan_kind.problems(world.plan) == []


def test_a_plan_that_offers_nothing_says_so(world):
    Offer.objects.all().delete()
    assert plan_kind.problems(world.plan) == ["还没有开放任何类型和级别。"]


@pytest.mark.parametrize(
    ("related", "message"), [("clauses", "还没有条款"), ("evidence", "还没有材料清单")]
)
def test_an_offer_that_lacks_a_part_is_named(world, related, message):
    senior = offered(world.plan, Track.SECONDARY, Level.SENIOR)
    getattr(senior, related).all().delete()
    (problem,) = plan_kind.problems(world.plan)
    assert problem == f"“中等职业教育 · 高级”{message}。"


def test_a_copy_has_everything_and_shares_nothing(world):
    FieldRule.objects.create(offer=world.offer, field="courses", required=True, least=3)
    NumberRule.objects.create(plan=world.plan, stem="双{year}", digits=5)
    target = published_plan(world.base)
    plan_kind.copy(world.plan, target)
    made = Offer.objects.get(plan=target)
    assert (made.track, made.level) == (Track.HIGHER, Level.JUNIOR)
    assert made.pk != world.offer.pk
    for related in ("clauses", "evidence", "field_rules", "conditions"):
        old, new = getattr(world.offer, related).all(), getattr(made, related).all()
        assert [row.pk for row in new] != [row.pk for row in old]
        assert plain(new) == plain(old)
        assert plain(new)
    assert (rule_of(target).stem, rule_of(target).digits) == ("双{year}", 5)


def plain(rows):
    hidden = {"id", "offer_id", "_state"}
    return [{k: v for k, v in vars(row).items() if k not in hidden} for row in rows]


def test_a_copy_without_a_rule_of_numbers_has_none(world):
    target = published_plan(world.base)
    plan_kind.copy(world.plan, target)
    assert not NumberRule.objects.exists()


def test_the_notice_leads_to_the_entry(world):
    assert plan_kind.applicant_url(world.plan) == "/dual-qualified/"
