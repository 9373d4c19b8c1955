"""Crediting and correcting: once, by the rules, nothing changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ceducation.enums import HoursKind, Source
from ceducation.errors import EntryIsFinal, Refused
from ceducation.models import HoursEntry
from ceducation.queries.ledger import balance, ledger_of, live, period_total, years_of
from ceducation.queries.requirements import requirements_for
from ceducation.rules import Balance, Need
from ceducation.services import correct, credit
from ceducation.services.requirements import FIELDS, save_requirement
from identity.services.employment import employ, end_employment
from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.clock import today
from portal.messaging.models import Message
from portal.organisations.enums import Role
from tests.factories.accounts import UserFactory, staff_user
from tests.factories.ceducation import (
    HoursEntryFactory,
    RequirementFactory,
    credited,
    learned,
    teacher_at,
)
from tests.factories.identity import PersonFactory

pytestmark = pytest.mark.django_db
NEED = Need(Decimal(30), Decimal(42), Decimal(18), Decimal(90))


def audited(action):
    return Entry.objects.filter(action=action)


# Crediting


def test_an_entry_says_who_vouches_and_who_entered(teacher, school, admin, clock):
    entry = credit(
        teacher,
        school,
        learned(7.5, "  暑期  研修 ", proof="YX-1"),
        source=Source.SCHOOL_ENTRY,
        reference="a",
        actor=admin,
    )
    assert (entry.person, entry.unit, entry.entered_by) == (teacher, school, admin)
    assert (entry.hours, entry.title, entry.proof) == (Decimal("7.5"), "暑期 研修", "YX-1")
    assert entry.at == clock.now
    record = audited("ceducation.credit").get()
    assert (record.person_id, record.body_id, record.subject) == (
        teacher.pk,
        school.pk,
        f"ceducation.hoursentry:{entry.pk}",
    )


def test_the_same_reference_credits_once(teacher, school):
    first = credited(teacher, school, learned(8), reference="once")
    again = credited(teacher, school, learned(80, "另一次"), reference="once")
    assert again == first
    assert HoursEntry.objects.count() == 1
    assert audited("ceducation.credit").count() == 1


def test_a_reference_of_another_source_is_another(teacher, school):
    credited(teacher, school, learned(8, "甲"), reference="x")
    credited(teacher, school, learned(8, "乙"), source=Source.SCHOOL_IMPORT, reference="x")
    assert HoursEntry.objects.count() == 2


def test_a_reference_used_for_somebody_else_is_refused(teacher, school):
    credited(teacher, school, reference="x")
    with pytest.raises(Refused, match="另一位教师"):
        credited(teacher_at(school), school, learned(8, "乙"), reference="x")


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (learned(0), "hours"),
        (learned(-8), "hours"),
        (learned(201), "hours"),
        (learned(year=1999), "year"),
        (learned(kind="x"), "kind"),
        (learned(title=" "), "title"),
    ],
)
def test_what_is_against_a_rule_names_its_field(teacher, school, what, field):
    with pytest.raises(Refused) as refused:
        credited(teacher, school, what)
    assert refused.value.field == field
    assert not HoursEntry.objects.exists()


def test_the_same_training_is_not_credited_twice(teacher, school):
    credited(teacher, school, learned(8, "研修（一）"))
    with pytest.raises(Refused, match="台账中已有") as refused:
        credited(teacher, school, learned(16, "研修(一) ", kind=HoursKind.ELECTIVE))
    assert refused.value.field == "title"
    credited(teacher, school, learned(8, "研修（二）"))
    credited(teacher, school, learned(8, "研修（一）", year=today().year - 1))
    credited(teacher_at(school), school, learned(8, "研修（一）"))
    assert HoursEntry.objects.count() == 4


@pytest.mark.parametrize("source", [Source.SCHOOL_ENTRY, Source.SCHOOL_IMPORT])
def test_a_school_credits_only_its_own(world, teacher, source):
    with pytest.raises(Refused, match="不是本校教师"):
        credited(teacher, world["second"], source=source)
    with pytest.raises(Refused, match="不是本校教师"):
        credited(PersonFactory(), world["school"], source=source)


def test_who_left_is_not_credited_any_more(teacher, school):
    job = teacher.employments.get()
    end_employment(job, actor=SystemActor("tests"))
    with pytest.raises(Refused, match="不是本校教师"):
        credited(teacher, school)


def test_a_course_of_the_platform_enters_itself(teacher, school):
    entry = credited(
        teacher, school, source=Source.PLATFORM, actor=SystemActor("courses"), reference="c1"
    )
    assert entry.entered_by is None


# The database


def test_entries_are_never_changed_nor_deleted(teacher, school):
    entry = credited(teacher, school)
    entry.hours = Decimal(80)
    for attempt in (
        entry.save,
        entry.delete,
        HoursEntry.objects.all().delete,
        lambda: HoursEntry.objects.update(hours=80),
    ):
        with pytest.raises(EntryIsFinal):
            attempt()
    assert HoursEntry.objects.get().hours == 8


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ceducation_hoursentry SET hours = 80", "DELETE FROM ceducation_hoursentry"],
)
def test_nor_by_who_goes_around_the_code(teacher, school, statement):
    credited(teacher, school)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert HoursEntry.objects.get().hours == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": Decimal(-8)},
        {"hours": Decimal(0)},
        {"kind": "other"},
        {"year": 1989},
        {"year": 2200},
        {"title": ""},
        {"reference": ""},
        {"entered_by": None},
        {"source": Source.CORRECTION},
    ],
)
def test_impossible_rows_are_refused(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        HoursEntryFactory(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": Decimal(-7)},
        {"year": 2020},
        {"kind": HoursKind.GENERAL},
        {"person": "other"},
        {"unit": "other"},
    ],
)
def test_a_counter_entry_takes_back_exactly_its_entry(world, teacher, school, wrong):
    entry = credited(teacher, school)
    others = {"person": teacher_at(school), "unit": world["second"]}
    values = {k: others[k] if v == "other" else v for k, v in wrong.items()}
    counter = {
        "person": teacher,
        "unit": school,
        "kind": entry.kind,
        "hours": -entry.hours,
        "source": Source.CORRECTION,
        "reason": "错",
        "reverses": entry,
    }
    with pytest.raises(DatabaseError, match="exactly one entry"), transaction.atomic():
        HoursEntryFactory(**counter | values)
    HoursEntryFactory(**counter)
    assert balance(teacher).total == 0


def test_a_counter_entry_is_not_taken_back(teacher, school):
    counter = correct(credited(teacher, school), "错", actor=UserFactory()).counter
    with pytest.raises(DatabaseError), transaction.atomic():
        HoursEntryFactory(
            person=teacher, unit=school, hours=8, source=Source.CORRECTION, reason="错",
            reverses=counter,
        )  # fmt: skip


# Correcting


def test_taken_back_leaves_nothing(teacher, school, admin):
    entry = credited(teacher, school)
    made = correct(entry, " 重复登记 ", actor=admin)
    assert made.replacement is None
    assert (made.counter.hours, made.counter.reason) == (Decimal(-8), "重复登记")
    assert made.counter.reverses == entry
    assert balance(teacher).total == 0
    assert HoursEntry.objects.count() == 2
    assert audited("ceducation.reverse").get().person_id == teacher.pk
    assert not audited("ceducation.replace").exists()


def test_put_right(teacher, school, admin):
    entry = credited(teacher, school, learned(80, "研修"))
    made = correct(entry, "多写一个 0", actor=admin, replacement=learned(8, "研修"))
    assert balance(teacher).professional == 8
    assert [e.pk for e in live(teacher)] == [made.replacement.pk]
    assert (made.replacement.source, made.replacement.reason) == (Source.CORRECTION, "多写一个 0")
    assert audited("ceducation.replace").count() == 1
    again = correct(made.replacement, "是 9", actor=admin, replacement=learned(9, "研修"))
    assert balance(teacher).total == 9
    assert again.replacement.reference != made.replacement.reference


def test_the_teacher_is_told_once(teacher, school, admin):
    correct(credited(teacher, school), "重复", actor=admin, replacement=learned(4))
    message = Message.objects.get(recipient=teacher.user)
    assert "8 学时" in message.body
    assert "4 学时" in message.body
    assert "重复" in message.body


def test_somebody_without_an_account_is_told_nothing(school, admin):
    person = PersonFactory()
    employ(person, school, actor=SystemActor("tests"))
    correct(credited(person, school), "重复", actor=admin)
    assert not Message.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "字" * 301])
def test_a_correction_has_a_reason(teacher, school, admin, reason):
    with pytest.raises(Refused) as refused:
        correct(credited(teacher, school), reason, actor=admin)
    assert refused.value.field == "reason"
    assert HoursEntry.objects.count() == 1


def test_nothing_is_taken_back_twice(teacher, school, admin):
    entry = credited(teacher, school)
    counter = correct(entry, "错", actor=admin).counter
    with pytest.raises(Refused, match="已经更正过"):
        correct(entry, "错", actor=admin)
    with pytest.raises(Refused, match="不能再更正"):
        correct(counter, "错", actor=admin)
    assert HoursEntry.objects.count() == 2


def test_a_wrong_replacement_takes_nothing_back(teacher, school, admin):
    entry = credited(teacher, school, learned(8, "甲"))
    credited(teacher, school, learned(8, "乙"))
    for instead in (learned(-1), learned(8, "乙")):
        with pytest.raises(Refused):
            correct(entry, "错", actor=admin, replacement=instead)
    assert balance(teacher).total == 16
    assert not Message.objects.exists()


def test_a_closed_year_is_put_right_and_gets_nothing_new(world, teacher, school, admin):
    entry = credited(teacher, school, learned(80, "甲"))
    RequirementFactory(province=world["province"], closes_on=today() - timedelta(days=1))
    with pytest.raises(Refused, match="截止"):
        credited(teacher, school, learned(8, "乙"))
    correct(entry, "多写", actor=admin, replacement=learned(8, "甲"))
    assert balance(teacher).total == 8
    last_year = credited(teacher, school, learned(8, "丙", year=today().year - 1))
    with pytest.raises(Refused, match="截止"):
        correct(last_year, "年度错", actor=admin, replacement=learned(8, "丙"))


def test_what_was_taken_back_may_be_credited_again(teacher, school, admin):
    correct(credited(teacher, school, learned(8, "甲")), "错", actor=admin)
    credited(teacher, school, learned(6, "甲"))
    assert balance(teacher).total == 6


# Balances


def test_a_year_beside_its_requirement(world, teacher, school):
    RequirementFactory(province=world["province"], year=2020, total=100)
    for kind, hours in (("general", 30), ("professional", 40), ("elective", 5)):
        credited(teacher, school, learned(hours, kind, kind=kind))
    credited(teacher, school, learned(50, "去年", year=today().year - 1))
    found = balance(teacher, year=today().year)
    assert found == Balance(
        Decimal(30),
        Decimal(40),
        Decimal(5),
        Need(Decimal(30), Decimal(42), Decimal(18), Decimal(100)),
    )
    assert found.missing == Need(Decimal(0), Decimal(2), Decimal(13), Decimal(25))


def test_years_from_and_until(teacher, school):
    for year in (2022, 2023, 2024):
        credited(teacher, school, learned(year - 2020, "研修", year=year))
    assert balance(teacher).total == 9
    assert balance(teacher, first=2023).total == 7
    assert balance(teacher, last=2023).total == 5
    assert balance(teacher, first=2023, last=2023).total == 3
    assert balance(teacher, first=2025).total == 0
    assert balance(teacher).missing == Need()


def test_nobody_elses_hours_count(teacher, school):
    credited(teacher_at(school), school, learned(8))
    assert balance(teacher).total == 0
    assert not ledger_of(teacher).exists()


def test_years_of_a_person(teacher, school, admin, clock):
    old = credited(teacher, school, learned(8, "甲", year=2023))
    correct(old, "错", actor=admin, replacement=learned(6, "甲", year=2023))
    years = years_of(teacher, 2026)
    assert [(found.year, found.balance.total, len(found.entries)) for found in years] == [
        (2026, 0, 0),
        (2023, 6, 3),
    ]


def test_a_registration_period(world, teacher, school):
    RequirementFactory(province=world["province"], year=2021, period_hours=300)
    for year in range(2020, 2027):
        credited(teacher, school, learned(60, "研修", year=year))
    found = period_total(teacher, date(2021, 9, 1), date(2026, 8, 31))
    assert found.years == (2022, 2023, 2024, 2025, 2026)
    assert (found.total, found.required, found.missing, found.is_met) == (300, 300, 0, True)
    assert found.by_year == dict.fromkeys(found.years, 60)
    short = period_total(teacher, date(2021, 9, 1), date(2025, 8, 31))
    assert (short.total, short.missing, short.is_met) == (240, 60, False)
    none = period_total(teacher, date(2021, 8, 1), date(2021, 9, 1))
    assert (none.years, none.total, none.required) == ((), 0, 0)


def test_balances_ask_a_fixed_number_of_queries(teacher, school, django_assert_num_queries):
    for count in (1, 3):
        credited(teacher, school, learned(8, f"研修{count}"))
        with django_assert_num_queries(1):
            balance(teacher)
        with django_assert_num_queries(3):
            years_of(teacher, 2026)


# Requirements


def values(**changes):
    row = RequirementFactory.build(province=None)
    return {name: getattr(row, name) for name in FIELDS} | changes


def test_the_standard_counts_where_nothing_was_laid_down(teacher):
    asked = requirements_for(teacher)
    assert asked.need(2026) == NEED
    assert (asked.of(2026).period_hours, asked.of(2026).period_years) == (360, 5)
    assert requirements_for(PersonFactory()).need(2026) == NEED


def test_a_row_counts_until_a_later_one(world, teacher):
    for year, total in ((2022, 95), (2024, 100)):
        RequirementFactory(
            province=world["province"], year=year, total=total, closes_on=date(year, 12, 31)
        )
    asked = requirements_for(teacher)
    assert [asked.need(year).total for year in (2021, 2022, 2023, 2024, 2030)] == [
        90, 95, 95, 100, 100,
    ]  # fmt: skip
    closing = [asked.limits(year).closes_on for year in (2022, 2023, 2024)]
    assert closing == [date(2022, 12, 31), None, date(2024, 12, 31)]


def test_another_provinces_rules_do_not_count(teacher):
    RequirementFactory(total=999)
    assert requirements_for(teacher).need(today().year) == NEED


def test_where_somebody_worked_last_counts(world, teacher):
    RequirementFactory(province=world["province"], year=2020, total=100)
    end_employment(teacher.employments.get(), actor=SystemActor("tests"))
    assert requirements_for(teacher).need(2026).total == 100


def test_laid_down_changed_and_on_record(world):
    actor = staff_user(world["province"], Role.BUREAU_ADMIN)
    row = save_requirement(world["province"], 2026, values(total=95), version=0, actor=actor)
    save_requirement(world["province"], 2026, values(total=100), version=1, actor=actor)
    row.refresh_from_db()
    assert (row.total, row.version) == (100, 2)
    last = audited("ceducation.set_requirement").order_by("pk").last()
    assert (last.detail["before"]["total"], last.detail["after"]["total"]) == ("95.0", "100")


@pytest.mark.parametrize("version", [0, 1, 3])
def test_somebody_was_quicker(world, version):
    RequirementFactory(province=world["province"], year=2026, version=2)
    with pytest.raises(Refused, match="他人修改过"):
        save_requirement(
            world["province"], 2026, values(), version=version, actor=SystemActor("tests")
        )


def test_the_parts_fit_into_the_whole(world):
    save_requirement(world["province"], 2025, values(total=90), version=0, actor=SystemActor("t"))
    with pytest.raises(Refused) as refused:
        save_requirement(
            world["province"],
            2026,
            values(total=Decimal("89.9")),
            version=0,
            actor=SystemActor("t"),
        )
    assert refused.value.field == "total"
    with pytest.raises(IntegrityError), transaction.atomic():
        RequirementFactory(total=89)
