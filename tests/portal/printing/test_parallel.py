"""Several workers at the same instant, on PostgreSQL."""

from collections import Counter

import pytest

from portal.audit.actors import SystemActor
from portal.documents import vault
from portal.printing.models import Print
from portal.printing.services import render
from portal.printing.services.rendering import FOLDER
from tests.factories.accounts import UserFactory
from tests.portal.jobs.test_parallel import at_once
from tests.portal.printing.probes import subject_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ACTOR = SystemActor("tests")


def test_one_print_of_one_subject() -> None:
    subject = subject_of(UserFactory(display_name="甲"))
    prints = at_once(lambda: render("probe", subject, actor=ACTOR), times=8)
    assert len(prints) == 8
    assert len({made.pk for made in prints}) == 1
    assert Print.objects.count() == 1
    assert len(list(vault.stored_names(FOLDER))) == 1


def test_one_successor() -> None:
    user = UserFactory(display_name="甲")
    first = render("probe", subject_of(user), actor=ACTOR)
    user.display_name = "乙"
    user.save()
    prints = at_once(lambda: render("probe", subject_of(user), actor=ACTOR), times=8)
    assert {made.number for made in prints} == {2}
    first.refresh_from_db()
    assert first.superseded
    assert Counter(Print.objects.values_list("number", flat=True)) == {1: 1, 2: 1}
