"""Finding sign-ups: by the token in the session, or by what its owner knows."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.flows import REVIEWERS, SIGN_UP
from accounts.models import CardScan, SignUp, User
from accounts.queries.labels import LABELS
from accounts.rules.sign_up import READING_FIELDS, filled_from_reading
from identity.enums import IdKind
from identity.models import Person
from identity.rules import normalise_id_number
from portal.crypto.fields import hashes_for
from portal.organisations.queries import Scope

_NO_NOTE = "请修改这一项"


def by_token(token: str | UUID | None) -> SignUp | None:
    """The sign-up a browser is working on."""
    if not token:
        return None
    return _with_case().filter(token=token).first()


def unfinished_by_mobile(mobile: str) -> SignUp | None:
    """The sign-up to go on with: the newest of this number that is not decided yet."""
    hashes = hashes_for(SignUp, "mobile_hash", mobile)
    waiting = _with_case().filter(mobile_hash__in=hashes, user=None)
    return waiting.exclude(case__is_open=False).order_by("-created_at").first()


def by_owner(id_number: str, mobile: str) -> SignUp | None:
    """The newest sign-up of this ID number and mobile (A5); None for every mismatch."""
    number = normalise_id_number(IdKind.RESIDENT, id_number)
    return (
        _with_case()
        .filter(
            id_number_hash__in=hashes_for(SignUp, "id_number_hash", number),
            mobile_hash__in=hashes_for(SignUp, "mobile_hash", mobile),
        )
        .order_by("-created_at")
        .first()
    )


def _with_case() -> QuerySet[SignUp]:
    return SignUp.objects.select_related("case", "unit", "user")


def by_subject(subject: str) -> SignUp:
    """The sign-up a case is about ("accounts.signup:12")."""
    return _with_case().get(pk=int(subject.rpartition(":")[2]))


def latest_scan(sign_up: SignUp) -> CardScan | None:
    """The reading of the card that is uploaded now."""
    if sign_up.card is None:
        return None
    return sign_up.scans.filter(document=sign_up.card).first()


def readings(scan: CardScan | None) -> dict[str, str]:
    """What the card reader saw, by the form's field names; empty while it is not done."""
    if scan is None or not scan.fields:
        return {}
    return {
        field: scan.fields[key]["value"]
        for field, key in READING_FIELDS.items()
        if scan.fields.get(key, {}).get("value")
    }


def mobile_has_account(mobile: str) -> bool:
    hashes = hashes_for(User, "mobile_hash", mobile)
    return User.objects.filter(mobile_hash__in=hashes).exists()


def number_has_account(id_number: str) -> bool:
    """Whether a person with this resident ID number already has an account."""
    hashes = hashes_for(Person, "id_number_hash", normalise_id_number(IdKind.RESIDENT, id_number))
    return User.objects.filter(person__id_number_hash__in=hashes).exists()


def may_be_edited(sign_up: SignUp) -> bool:
    """A draft, or one that the reviewer returned or the applicant took back."""
    if sign_up.user_id is not None:
        return False
    return sign_up.case is None or SIGN_UP.state(sign_up.case.state).editable


def is_open(sign_up: SignUp, field: str) -> bool:
    """Whether this field may be changed: a return reopens only what was marked (Y2)."""
    marked = marks_of(sign_up)
    return not marked or field in marked


def marks_of(sign_up: SignUp) -> dict[str, str]:
    """The reviewer's point for each field a return left open; empty: all are open."""
    if sign_up.case is None:
        return {}
    return {mark["field"]: mark["note"] or _NO_NOTE for mark in sign_up.case.marks}


def prefilled(sign_up: SignUp) -> dict[str, str]:
    """What was typed, with the reading put where nobody typed."""
    done = list(sign_up.scans.filter(fields__isnull=False)[:2]) if sign_up.card else []
    newest, before = (*done, None, None)[:2]
    return filled_from_reading(sign_up.data, readings(before), readings(newest))


def return_opinion(sign_up: SignUp) -> str:
    """Why the sign-up was returned, while it is; "" otherwise."""
    if sign_up.case is None or sign_up.case.state != "returned":
        return ""
    last = sign_up.case.decisions.filter(transition="return").last()
    if last is None:
        return ""
    return "；".join([*(reason["text"] for reason in last.reasons), last.opinion]).strip("；")


def marked_labels(sign_up: SignUp) -> list[tuple[str, str]]:
    """(label, point) of what the reviewer marked."""
    return [(LABELS.get(field, field), note) for field, note in marks_of(sign_up).items()]


def under_review(token: UUID, scope: Scope) -> SignUp | None:
    """A submitted sign-up whose unit the scope holds."""
    found = by_token(token)
    if found is None or found.case is None or found.case.unit is None:
        return None
    return found if scope.covers(found.case.unit, *REVIEWERS) else None
