"""The demo has teachers in every state, and a history for every record; made once."""

import pytest

from accounts.demo.credentials import load_credentials
from accounts.demo.loading import load as load_province
from portal.clock import now
from registration.demo.loading import load
from registration.enums import DueState
from registration.models import Probation, ProbationChange, YearRecord, YearRecordChange
from registration.queries.due import figures_of, standings_of, total_of
from registration.queries.schools import every_registering

pytestmark = pytest.mark.django_db


def test_records_with_their_history_once():
    assert load() == 0
    load_province()
    load_credentials()
    made = load()
    assert made == YearRecord.objects.count() + Probation.objects.count()
    assert load() == 0
    assert YearRecordChange.objects.count() == YearRecord.objects.count()
    assert ProbationChange.objects.count() == Probation.objects.count()
    assert not YearRecord.objects.filter(entered_at__gt=now()).exists()

    standings = standings_of(list(every_registering()))
    assert {each.due.state for each in standings} == set(DueState)
    total = total_of(figures_of(standings).values())
    assert 0 < total.complete < total.called
    assert total.lacking
