"""Prints: one for the same data, superseded by the next, never two current ones."""

import pytest

from portal.audit.models import Entry
from portal.documents import vault
from portal.printing import queries
from portal.printing.errors import PrintFailed
from portal.printing.models import Print
from portal.printing.services import preview, render
from portal.printing.services.drawing import TOO_LARGE
from portal.printing.services.rendering import FOLDER
from tests.factories.accounts import UserFactory
from tests.portal.printing.papers import fonts_of, squeezed
from tests.portal.printing.probes import Card, subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(display_name="古丽·艾比")


def made_for(user, kind="probe"):
    return render(kind, subject_of(user), actor=user)


def test_the_same_data_give_the_same_print(user):
    first = made_for(user)
    assert made_for(user) == first
    assert Print.objects.count() == 1
    assert (first.number, first.pages) == (1, 1)
    assert len(list(vault.stored_names(FOLDER))) == 1


def test_the_bytes_are_a_pdf_and_sealed(user, settings):
    made = made_for(user)
    content = queries.content(made)
    assert content.startswith(b"%PDF")
    assert len(content) == made.size
    stored = (settings.MEDIA_ROOT / made.storage_name).read_bytes()
    assert b"%PDF" not in stored
    assert "古丽·艾比" in squeezed(content)
    assert all(embedded for _, embedded, _, _ in fonts_of(content))


def test_other_data_supersede(user):
    first = made_for(user)
    user.display_name = "古丽"
    user.save()
    assert queries.is_outdated(first)
    second = made_for(user)
    first.refresh_from_db()
    assert (second.number, first.superseded, second.superseded) == (2, True, False)
    assert first.code != second.code
    assert queries.latest("probe", subject_of(user)) == second
    assert list(queries.history("probe", subject_of(user))) == [second, first]
    assert not queries.is_outdated(second)


def test_data_that_come_back_are_printed_anew(user):
    first = made_for(user)
    for name in ("古丽", "古丽·艾比"):
        user.display_name = name
        user.save()
        last = made_for(user)
    assert (last.number, last.data_hash) == (3, first.data_hash)


def test_subjects_and_kinds_are_apart(user):
    other = UserFactory()
    assert len({made_for(user).pk, made_for(other).pk, made_for(user, "probe.other").pk}) == 3


def test_what_cannot_be_printed_leaves_nothing(user):
    user.display_name = "坏"
    user.save()
    with pytest.raises(PrintFailed, match="姓名有误"):
        made_for(user)
    assert not Print.objects.exists()


def test_each_print_is_on_record_once(user):
    made = made_for(user)
    made_for(user)
    entry = Entry.objects.get(action="printing.render")
    assert entry.subject == subject_of(user)
    assert entry.detail == {"kind": "probe", "print": str(made.pk), "number": 1}


def test_a_preview_stores_nothing(user):
    picture = preview("probe", Card("李梅"), width=600)
    assert picture[8:12] == b"WEBP"
    assert not Print.objects.exists()
    assert list(vault.stored_names(FOLDER)) == []


def test_too_much_memory_has_a_reason(user):
    with pytest.raises(PrintFailed) as refusal:
        made_for(user, "probe.greedy")
    assert str(refusal.value) == TOO_LARGE
    assert not Print.objects.exists()
    assert made_for(user).pages == 1
