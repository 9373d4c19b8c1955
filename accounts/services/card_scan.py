"""Reading an uploaded ID card in a worker, and putting what was read into the sign-up."""

import base64
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import CardScan, SignUp
from accounts.rules.sign_up import name_alternatives
from identity.cardreading.reading import CardReading, FieldReading
from identity.enums import Sex
from identity.reading import engine
from portal.clock import now
from portal.documents import queries as documents
from portal.jobs.services import enqueue
from portal.reference.models import Code, CodeTable


@transaction.atomic
def scan_card(sign_up: SignUp, document: UUID) -> CardScan:
    """Make `document` the sign-up's card and have it read."""
    SignUp.objects.filter(pk=sign_up.pk).update(card=document)
    sign_up.card = document
    scan = CardScan(sign_up=sign_up, document=document, created_at=now())
    job = enqueue("accounts.read_card", {"scan": str(scan.pk)}, queue="ocr", key=f"scan:{scan.pk}")
    scan.job = job.pk
    scan.save()
    return scan


def read(scan: CardScan, progress: Callable[[int, int], None]) -> bool:
    """Read the card; False when the picture cannot be read at all. Runs in a worker."""
    # Imported here: the models' libraries weigh too much for the web process.
    from identity.cardreading.loading import UnreadableImage
    from identity.cardreading.reader import read_card

    document = documents.document_for(scan.sign_up.token, scan.document)
    try:
        reading = read_card(documents.content(document), progress=progress, engine=engine())
    except UnreadableImage:
        note_failure(scan)
        return False
    keep_reading(scan, reading)
    return True


@transaction.atomic
def keep_reading(scan: CardScan, reading: CardReading) -> None:
    """Store what was read; what stands in the form is the person's own. Safe to repeat."""
    scan.fields = {key: _as_stored(key, field) for key, field in reading.fields.items()}
    scan.fields["name"]["others"] = name_alternatives(
        reading.fields["name"].value, reading.name_candidates
    )
    scan.crops = {
        key: base64.b64encode(field.crop_jpeg).decode()
        for key, field in reading.fields.items()
        if field.crop_jpeg
    }
    scan.warnings = [{"code": warning.code, "field": warning.field} for warning in reading.warnings]
    scan.failed = False
    scan.save()


@transaction.atomic
def note_failure(scan: CardScan) -> None:
    """The picture could not be read at all; typing stays open (A2)."""
    scan.failed = True
    scan.save(update_fields=["failed"])


def _as_stored(key: str, field: FieldReading) -> dict[str, Any]:
    return {
        "value": _as_typed(key, field.value),
        "confidence": round(field.confidence, 3),
        "sure": field.sure,
    }


def _as_typed(key: str, value: str) -> str:
    """A reading in the form's terms: sex and ethnic group as codes."""
    if key == "sex":
        return {sex.label: sex.value for sex in Sex}.get(value, "")
    if key == "ethnicity":
        return _codes_by_name(CodeTable.ETHNICITY).get(value, "")
    return value


def _codes_by_name(table: CodeTable) -> Mapping[str, str]:
    return {
        name: code.code
        for code in Code.objects.filter(table=table)
        for name in [code.name, code.name.removesuffix("族"), *code.aliases]
    }
