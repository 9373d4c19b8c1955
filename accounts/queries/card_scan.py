"""What a page shows of a reading: each field with its piece of the picture and how sure it is."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.forms import BaseForm, BoundField

from accounts.models import CardScan
from accounts.rules.sign_up import IDENTITY_FIELDS, READING_FIELDS
from identity.cardreading.reading import CardWarning
from portal.jobs.enums import OPEN_STATES
from portal.jobs.models import Job
from portal.web.components import Progress

ReadingState = Literal["none", "running", "done", "failed"]


@dataclass(frozen=True)
class Row:
    """A field of the form beside its reading. `sure`: no need to look twice."""

    bound: BoundField
    name: str
    read: bool
    sure: bool
    has_crop: bool
    mark: str
    locked: bool
    others: tuple[str, ...] = ()


def state_of(scan: CardScan | None) -> ReadingState:
    """How far the reading is; failed also when its job gave up."""
    if scan is None:
        return "none"
    if scan.fields is not None:
        return "done"
    if scan.failed:
        return "failed"
    job = job_of(scan)
    return "running" if job is not None and job.state in OPEN_STATES else "failed"


def job_of(scan: CardScan) -> Job | None:
    return Job.objects.filter(pk=scan.job).first() if scan.job else None


def progress(scan: CardScan) -> Progress:
    """Counted work of the reading's job row."""
    job = job_of(scan)
    if job is None:
        return Progress("failed")
    return Progress(job.state, job.done, job.total)


def rows(scan: CardScan | None, form: BaseForm, marks: Mapping[str, str]) -> list[Row]:
    """One row for each field of step 2, in the manual's order."""
    fields = (scan.fields if scan else None) or {}
    crops = (scan.crops if scan else None) or {}
    return [
        Row(
            bound=form[name],
            name=name,
            read=bool(fields.get(READING_FIELDS[name], {}).get("value")),
            sure=bool(fields.get(READING_FIELDS[name], {}).get("sure")),
            has_crop=READING_FIELDS[name] in crops,
            mark=marks.get(name, ""),
            locked=bool(marks) and name not in marks,
            others=_others(fields.get(READING_FIELDS[name], {})),
        )
        for name in IDENTITY_FIELDS
    ]


def _others(field: Mapping[str, Any]) -> tuple[str, ...]:
    """Other names it may be, offered only where the reader is not sure."""
    return () if field.get("sure") else tuple(field.get("others", ()))


def warnings(scan: CardScan | None) -> list[str]:
    """What the person can mend by taking another picture."""
    if scan is None:
        return []
    return [CardWarning(w["code"], w["field"]).message for w in scan.warnings]


def crop(scan: CardScan | None, field: str) -> bytes | None:
    """The JPEG a field was read from."""
    key = READING_FIELDS.get(field, "")
    encoded = ((scan.crops if scan else None) or {}).get(key)
    return base64.b64decode(encoded) if encoded else None
