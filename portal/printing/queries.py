"""Prints and runs by right: what somebody may not see does not exist for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from portal.clock import now
from portal.documents import vault
from portal.printing.codes import tidied
from portal.printing.enums import ItemState
from portal.printing.hashing import data_hash
from portal.printing.kinds import find
from portal.printing.models import Print, PrintItem, PrintRun


@dataclass(frozen=True)
class Seen:
    """A print and whether it is the viewer's own; a look by office is recorded."""

    print: Print
    own: bool


def latest(kind: str, subject: str) -> Print | None:
    """The current print."""
    return Print.objects.filter(kind=kind, subject=subject, superseded_at=None).first()


def latest_of(kind: str, subjects: Iterable[str]) -> dict[str, Print]:
    """The current prints by subject, for lists: one query."""
    found = Print.objects.filter(kind=kind, subject__in=list(subjects), superseded_at=None)
    return {each.subject: each for each in found}


def history(kind: str, subject: str) -> QuerySet[Print]:
    """Every print of the subject, the newest first."""
    return Print.objects.filter(kind=kind, subject=subject).order_by("-number")


def content(print: Print) -> bytes:
    """The PDF; `vault.FileLost` when it is gone."""
    return vault.read(print.storage_name)


def by_code(code: str) -> Print | None:
    """The print a paper's code belongs to."""
    return Print.objects.filter(code=tidied(code)).first()


def is_outdated(print: Print) -> bool:
    """The data have changed since, whether or not it was printed again (已变更，请重打)."""
    return print.superseded or data_hash(find(print.kind).data(print.subject)) != print.data_hash


def seen_by(user: Any, print_id: UUID, *, in_office: bool) -> Seen:
    """The print as this person may see it; `Print.DoesNotExist` otherwise.

    `in_office` False: a session without the second factor sees what is the person's own.
    """
    print = Print.objects.get(pk=print_id)
    kind = find(print.kind)
    if kind.owns(user, print):
        return Seen(print, own=True)
    if in_office and kind.may_see(user, print):
        return Seen(print, own=False)
    raise Print.DoesNotExist


def run_for(user: Any, run_id: UUID) -> PrintRun:
    """An order of this person's own; `PrintRun.DoesNotExist` for anybody else's."""
    return PrintRun.objects.get(pk=run_id, owner=user)


def run_content(run: PrintRun) -> bytes:
    """The finished file; `vault.FileLost` when it is gone."""
    return vault.read(run.storage_name)


def items_of(run: PrintRun, state: str = "") -> QuerySet[PrintItem]:
    items = run.items.select_related("print")
    return items.filter(state=state) if state else items


def figures_of(run: PrintRun) -> dict[str, int]:
    """How many items are in each state."""
    counted = run.items.order_by().values("state").annotate(number=Count("pk"))
    found = {row["state"]: row["number"] for row in counted}
    return {state.value: found.get(state.value, 0) for state in ItemState}


def forgettable() -> QuerySet[PrintRun]:
    """Runs whose file's time is over."""
    return PrintRun.objects.filter(expires_at__lte=now()).exclude(storage_name="")


def known_names(names: list[str]) -> set[str]:
    """Those of the storage names that a row refers to."""
    prints = Print.objects.filter(storage_name__in=names).values_list("storage_name", flat=True)
    runs = PrintRun.objects.filter(storage_name__in=names).values_list("storage_name", flat=True)
    return {*prints, *runs}
