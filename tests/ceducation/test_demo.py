"""The demo's hours: five years for everybody, with corrections; once."""

import pytest

from accounts.demo.loading import load as load_province
from ceducation.demo.loading import load
from ceducation.enums import HoursKind, Source, Standing
from ceducation.models import HoursEntry
from ceducation.queries.ledger import balance, years_of
from identity.models import Employment, Person
from portal.clock import now, today
from portal.organisations.enums import BodyKind
from portal.organisations.models import Body

pytestmark = pytest.mark.django_db


def test_five_years_for_every_teacher_once():
    assert load() == 0
    load_province()
    made = load()
    assert made == HoursEntry.objects.count()
    assert load() == 0

    teachers = Employment.objects.filter(ended_on=None).values("person")
    covered = HoursEntry.objects.values("person", "year").distinct().count()
    assert covered == 5 * teachers.count()
    assert not HoursEntry.objects.filter(at__gt=now()).exists()
    counters = HoursEntry.objects.filter(reverses__isnull=False)
    assert counters.count() == 3
    assert HoursEntry.objects.filter(source=Source.CORRECTION, reverses=None).count() == 3

    shown = Person.objects.get(pk=counters.order_by("person").first().person_id)
    assert {year.balance.standing for year in years_of(shown, today().year)} == {Standing.MET}
    standings = {
        balance(person, year=today().year).standing for person in Person.objects.all()[:20]
    }
    assert standings == {Standing.MET, Standing.SHORT}
    kinds = set(HoursEntry.objects.values_list("kind", flat=True))
    assert kinds == set(HoursKind)
    assert Body.objects.filter(kind=BodyKind.PROVINCE, hours_requirements__isnull=False).exists()
