"""Certificates added by hand, and what is set on record about a certificate."""

from typing import Any

from django.db import IntegrityError, transaction

from identity.credential_uses import used_by
from identity.enums import CredentialSource
from identity.errors import Refused, Stale
from identity.models import Credential, Person
from identity.queries.credentials import belongs_to_another, credential_numbered
from identity.queries.rules import credential_rules
from identity.rules.by_hand import HandMade, check_hand_made, why_not_by_hand, why_unchangeable
from identity.services.persons import locked
from portal.audit import services as audit
from portal.clock import now
from portal.documents.models import Document
from portal.documents.services import delete, end_of_use

_THERE = "这本证书已在您的列表里，不用再添加。"
_ANOTHER = "这个号码与证书库的记录不符，请照证书逐位核对；确认无误的，请联系发证机构。"


def unchangeable(credential: Credential) -> str:
    """Why it can be neither edited nor deleted (Chinese); "" when it can."""
    return why_unchangeable(
        source=credential.source,
        verified=credential.verified_at is not None,
        checked=credential.checked_at is not None,
        used_by=used_by(credential.pk),
    )


@transaction.atomic
def add_credential(
    person: Person, made: HandMade, *, registered: bool, actor: Any, request: Any = None
) -> Credential:
    """A certificate older than the system's data; Refused (with the field) for any other."""
    locked(person)
    _check(person, made, registered=registered)
    if credential_numbered(person, made.number) is not None:
        raise Refused("there", _THERE, "number")
    credential = Credential(person=person, source=CredentialSource.HAND, created_at=now())
    _fill(credential, made)
    _insert(credential)
    end_of_use([made.picture])
    note("identity.add_credential", credential, actor, request)
    return credential


@transaction.atomic
def change_credential(
    credential: Credential,
    made: HandMade,
    *,
    registered: bool,
    version: int,
    actor: Any,
    request: Any = None,
) -> Credential:
    """Refused when it may not be changed any more; Stale when somebody did meanwhile."""
    stored = _mine_to_change(credential, version)
    _check(stored.person, made, registered=registered)
    same = credential_numbered(stored.person, made.number)
    if same is not None and same.pk != stored.pk:
        raise Refused("there", _THERE, "number")
    before = stored.picture
    _fill(stored, made)
    stored.version += 1
    stored.save()
    end_of_use([made.picture])
    if before != made.picture:
        _drop_picture(stored.person, before, actor)
    note("identity.change_credential", stored, actor, request)
    return stored


@transaction.atomic
def remove_credential(
    credential: Credential, *, version: int, actor: Any, request: Any = None
) -> None:
    """Deletes what was typed and its picture; what was done stays on record."""
    stored = _mine_to_change(credential, version)
    note("identity.remove_credential", stored, actor, request)
    person, picture = stored.person, stored.picture
    stored.delete()
    _drop_picture(person, picture, actor)


@transaction.atomic
def record_manual_check(credential: Credential, *, actor: Any, request: Any = None) -> Credential:
    """人工核验: somebody saw the paper. What the system says of it stays as it was."""
    stored = Credential.objects.select_for_update().get(pk=credential.pk)
    if stored.checked_at is not None:
        return stored
    stored.checked_at, stored.checked_by = now(), actor
    stored.save(update_fields=["checked_at", "checked_by"])
    note("identity.check_credential", stored, actor, request)
    return stored


def _mine_to_change(credential: Credential, version: int) -> Credential:
    locked(credential.person)
    stored = Credential.objects.select_for_update().filter(pk=credential.pk).first()
    if stored is None or stored.version != version:
        raise Stale
    if why := unchangeable(stored):
        raise Refused("unchangeable", why)
    return stored


def _check(person: Person, made: HandMade, *, registered: bool) -> None:
    problem = check_hand_made(made) or why_not_by_hand(
        made.number, made.issued_on, registered=registered, rules=credential_rules()
    )
    if problem is not None:
        raise Refused("by_hand", problem.message, problem.code)
    if belongs_to_another(person, made.number):
        raise Refused("another", _ANOTHER, "number")


def _fill(credential: Credential, made: HandMade) -> None:
    for name in ("number", "kind", "subject", "issuer_name", "issued_on", "picture"):
        setattr(credential, name, getattr(made, name))


def _insert(credential: Credential) -> None:
    try:
        with transaction.atomic():
            credential.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("there", _THERE, "number") from error


def _drop_picture(person: Person, picture: Any, actor: Any) -> None:
    """Its bytes go as soon as no certificate shows it."""
    if picture is None or Credential.objects.filter(picture=picture).exists():
        return
    for document in Document.objects.filter(pk=picture):
        delete(document, actor=actor)


def note(
    action: str,
    credential: Credential,
    actor: Any,
    request: Any = None,
    detail: dict[str, Any] | None = None,
) -> None:
    audit.record(
        action,
        actor=actor,
        subject=credential.subject_of_audit,
        person_id=credential.person_id,
        detail={"kind": credential.kind, **(detail or {})},
        request=request,
    )
