"""The database refuses impossible plans, and changes to what was recorded."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.clock import now
from portal.plans.enums import PlanState
from portal.plans.models import ChangeIsFinal, PlanChange
from tests.factories.plans import EntrustmentFactory, PlanFactory, StageFactory

pytestmark = pytest.mark.django_db
MOMENT = now()


@pytest.mark.parametrize(
    "values",
    [
        {"opens_at": MOMENT, "closes_at": MOMENT},
        {"state": PlanState.PUBLISHED},
        {"published": True, "opens_at": None},
        {"published": True, "closes_at": None},
        {"published_at": now()},
        {"withdrawn": True, "withdrawn_reason": ""},
        {"withdrawn": True, "withdrawn_at": None},
        {"withdrawn": True, "published_at": None},
        {"withdrawn_reason": "政策调整"},
        {"published": True, "withdrawn_at": now()},
        {"valid_years": 0},
        {"version": 0},
    ],
)
def test_an_impossible_plan_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"opens_at": None, "closes_at": None},
        {"opens_at": None},
        {"closes_at": None},
        {"valid_years": 1},
    ],
)
def test_a_draft_may_lack_its_window(values):
    assert PlanFactory(**values).is_draft


def test_a_name_is_taken_once_a_year_and_free_after_a_withdrawal():
    plan = PlanFactory(withdrawn=True)
    same = {"workflow": plan.workflow, "body": plan.body, "year": plan.year, "name": plan.name}
    PlanFactory(**same)
    PlanFactory(**same | {"year": plan.year + 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(**same)


@pytest.mark.parametrize(
    "values", [{"position": 0}, {"position": 4}, {"working_days": 0}, {"label": ""}]
)
def test_an_impossible_stage_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        StageFactory(**values)


def test_a_position_holds_one_stage():
    plan = StageFactory(position=3).plan
    with pytest.raises(IntegrityError), transaction.atomic():
        StageFactory(plan=plan, position=3)


def test_a_workflow_is_entrusted_once_at_a_time():
    first = EntrustmentFactory(body=PlanFactory().body)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntrustmentFactory(body=first.body)
    first.ended_at = now()
    first.save()
    EntrustmentFactory(body=first.body)


@pytest.mark.parametrize("values", [{"ended_at": now() - timedelta(days=1)}, {"ended_by_id": 1}])
def test_an_impossible_entrustment_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        EntrustmentFactory(body=PlanFactory().body, **values)


def change(**values):
    plan = PlanFactory(published=True)
    return PlanChange.objects.create(
        **{"plan": plan, "version": 2, "at": now(), "reason": "延期", **values}
    )


def test_a_change_needs_a_reason_and_is_the_only_one_of_its_version():
    with pytest.raises(IntegrityError), transaction.atomic():
        change(reason="")
    first = change()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(plan=first.plan)


def test_a_recorded_change_is_final():
    kept = change()
    for attempt in (
        kept.save,
        kept.delete,
        PlanChange.objects.all().delete,
        lambda: PlanChange.objects.update(reason="别的"),
    ):
        with pytest.raises(ChangeIsFinal):
            attempt()


@pytest.mark.parametrize(
    "statement", ["UPDATE plans_planchange SET reason = 'x'", "DELETE FROM plans_planchange"]
)
def test_the_database_refuses_too(statement):
    change()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
