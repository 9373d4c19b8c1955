"""One print: drawn once for the same data, and never two current ones of one subject."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from portal.audit import services as audit
from portal.clock import now
from portal.documents import vault
from portal.printing import queries
from portal.printing.codes import new_code
from portal.printing.hashing import data_hash
from portal.printing.kinds import PrintKind, find
from portal.printing.models import Print
from portal.printing.services.drawing import draw

FOLDER = "prints"
# Each further try means that another worker was quicker.
_MOST_TRIES = 5


def render(kind_name: str, subject: str, *, actor: Any) -> Print:
    """The current print of the subject, drawn unless there is one of the same data.

    Inside jobs only. `PrintFailed` says in Chinese why there is none. Two workers at once get
    the same print; a worker killed half-way leaves a file that is swept, and no row.
    """
    kind = find(kind_name)
    for _ in range(_MOST_TRIES):
        data = kind.data(subject)
        wanted = data_hash(data)
        current = queries.latest(kind.name, subject)
        if current and current.data_hash == wanted:
            return current
        if made := _make(kind, subject, data, wanted, actor):
            return made
    raise RuntimeError(f"{kind_name} {subject}: its data change faster than it is drawn")


def _make(kind: PrintKind, subject: str, data: Any, wanted: str, actor: Any) -> Print | None:
    """A new print; None when another worker has made one meanwhile."""
    code = new_code()
    composed = draw(kind, data, code=code, version=wanted[:8])
    made = Print(
        kind=kind.name,
        subject=subject,
        code=code,
        data_hash=wanted,
        pages=composed.pages,
        size=len(composed.content),
        sealed_with=vault.current_key_id(),
        storage_name=vault.write(composed.content, FOLDER),
    )
    try:
        _issue(made, actor)
    except IntegrityError:
        vault.delete(made.storage_name)
        return None
    return made


@transaction.atomic
def _issue(made: Print, actor: Any) -> None:
    """The row, and the end of the print before it; IntegrityError when another was first."""
    made.created_at = now()
    prints = Print.objects.filter(kind=made.kind, subject=made.subject)
    prints.filter(superseded_at=None).exclude(data_hash=made.data_hash).update(
        superseded_at=made.created_at
    )
    made.number = (prints.aggregate(last=Max("number"))["last"] or 0) + 1
    made.save(force_insert=True)
    audit.record(
        "printing.render",
        actor=actor,
        subject=made.subject,
        detail={"kind": made.kind, "print": str(made.pk), "number": made.number},
    )
