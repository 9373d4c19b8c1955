"""Whatever is done to the ledger: replay equals balance, no entry changes, corrections cancel."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ceducation.enums import HoursKind
from ceducation.errors import Refused
from ceducation.models import HoursEntry
from ceducation.queries.ledger import balance, balance_of, live, years_of
from ceducation.queries.teachers import Filters, teachers_of, with_hours
from ceducation.rules import Need
from ceducation.services import correct
from portal.clock import today
from tests.factories.accounts import UserFactory
from tests.factories.ceducation import credited, learned, teacher_at
from tests.factories.organisations import SchoolFactory

HOURS = st.integers(-5, 2100).map(lambda tenths: Decimal(tenths) / 10)
KINDS = st.sampled_from(HoursKind.values)
TITLES = st.sampled_from(["研修", "讲座", "课题"])
YEARS_BACK = st.integers(-1, 3)
WHICH = st.integers(0, 30)


class LedgerMachine(RuleBasedStateMachine):
    """`expected` is what a second book says, kept by other means than the ledger's own."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    @initialize()
    def open(self) -> None:
        self.school = SchoolFactory()
        self.people = [teacher_at(self.school) for _ in range(2)]
        self.keeper = UserFactory(person=None)
        self.expected: Counter[tuple[int, int, str]] = Counter()
        self.written: dict[int, tuple] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def what(self, hours, kind, title, back):
        return learned(hours, title, kind=kind, year=today().year - back)

    @rule(who=st.integers(0, 1), hours=HOURS, kind=KINDS, title=TITLES, back=YEARS_BACK)
    def enter(self, who, hours, kind, title, back):
        person = self.people[who]
        try:
            with transaction.atomic():
                entry = credited(person, self.school, self.what(hours, kind, title, back))
        except Refused:
            return
        assert entry.hours > 0
        self.expected[person.pk, entry.year, entry.kind] += entry.hours

    @rule(
        which=WHICH, hours=HOURS, kind=KINDS, title=TITLES, back=YEARS_BACK, instead=st.booleans()
    )
    def put_right(self, which, hours, kind, title, back, instead):
        entries = list(HoursEntry.objects.order_by("pk"))
        if not entries:
            return
        entry = entries[which % len(entries)]
        wanted = self.what(hours, kind, title, back) if instead else None
        try:
            with transaction.atomic():
                made = correct(entry, "更正", actor=self.keeper, replacement=wanted)
        except Refused:
            return
        assert made.counter.hours + entry.hours == 0
        self.expected[entry.person_id, entry.year, entry.kind] -= entry.hours
        if made.replacement:
            new = made.replacement
            self.expected[new.person_id, new.year, new.kind] += new.hours

    @invariant()
    def replay_equals_balance(self):
        for person in getattr(self, "people", ()):
            wanted = Counter()
            for (pk, _, kind), hours in self.expected.items():
                wanted[kind] += hours if pk == person.pk else 0
            found = balance(person)
            assert {kind: found.of(kind) for kind in HoursKind} == {
                kind: wanted[kind] for kind in HoursKind
            }
            # Line by line, and by what still counts: the same.
            lines = HoursEntry.objects.filter(person=person).values_list("kind", "hours")
            assert balance_of(lines) == found
            assert balance_of(live(person).values_list("kind", "hours")) == found

    @invariant()
    def years_and_lists_say_the_same(self):
        for person in getattr(self, "people", ()):
            for found in years_of(person, today().year):
                alone = balance(person, year=found.year)
                assert found.balance == alone
                rows = with_hours(teachers_of(self.school), Filters(found.year), Need())
                row = rows.get(pk=person.pk)
                assert (row.general, row.professional, row.elective, row.hours) == (
                    alone.general,
                    alone.professional,
                    alone.elective,
                    alone.total,
                )

    @invariant()
    def no_entry_changes(self):
        rows = {row[0]: row for row in HoursEntry.objects.values_list()}
        for pk, row in getattr(self, "written", {}).items():
            assert rows[pk] == row
        self.written = rows

    @invariant()
    def nothing_is_negative(self):
        assert all(hours >= 0 for hours in getattr(self, "expected", Counter()).values())


@pytest.mark.django_db
def test_the_ledger_adds_up():
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
