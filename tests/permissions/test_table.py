"""Every address × actor × own, child and foreign body has the answer of the table."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.permissions.asking import Askers
from tests.permissions.rows import LETTERS, Row
from tests.permissions.table import TABLE
from tests.permissions.world import ACTORS, STAFF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_answers")]
REFUSED = frozenset("L.F-")
LET_IN = frozenset("yw")
# Those who reach furthest: enough where the answer is the same whoever asks.
_FURTHEST = ("visitor", "owner", "school", "province", "system", "security", "audit")


def row_id(row: Row) -> str:
    return " ".join((row.name, *row.things, *(v for v in row.send.values() if v.isascii())))


def in_words(letters: str) -> dict[str, str]:
    return dict(zip(ACTORS, letters, strict=True))


def differing(found: dict[str, str], letters: str) -> dict[str, str]:
    """Who got something else than the table says: "got, expected"."""
    expected = in_words(letters)
    return {who: f"{found[who]}, {expected[who]}" for who in ACTORS if found[who] != expected[who]}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            name = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from patterns(pattern, prefix + name)


def url_of(askers: Askers, row: Row) -> str:
    things = askers.world.things
    return reverse(row.name, args=[_thing(things, name) for name in row.things])


def _thing(things: dict[str, Any], name: str) -> Any:
    return name[1:] if name.startswith("=") else things[name]


def sent(askers: Askers, row: Row) -> dict[str, str]:
    """The form, "@name" and "@name:1" filled in."""
    form = {}
    for key, value in row.send.items():
        name, colon, rest = value[1:].partition(":")
        known = value.startswith("@")
        form[key] = f"{askers.world.things[name]}{colon}{rest}" if known else value
    return form


def answers(
    askers: Askers, row: Row, method: str, actors: tuple[str, ...] = ACTORS
) -> dict[str, str]:
    url, form = url_of(askers, row), sent(askers, row)
    return {who: askers.ask(who, method, url, form) for who in actors}


def of_method(method: str) -> list[Row]:
    return [row for row in TABLE if getattr(row, method.lower())]


def one_of_each(rows: Iterable[Row]) -> list[Row]:
    """A row for each address: what is asked belongs to the view, not to the object."""
    return list({row.name: row for row in rows}.values())


@pytest.mark.parametrize("row", of_method("GET"), ids=row_id)
def test_get(askers: Askers, row: Row) -> None:
    assert differing(answers(askers, row, "GET"), row.get) == {}


@pytest.mark.parametrize("row", of_method("POST"), ids=row_id)
def test_post(askers: Askers, row: Row) -> None:
    assert differing(answers(askers, row, "POST"), row.post) == {}


def test_get_changes_no_business_data() -> None:
    """`w` would be in the answers: whoever writes a row with it is told here."""
    assert [row_id(row) for row in TABLE if "w" in row.get] == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_methods_are_refused(askers: Askers, method: str) -> None:
    offered = {row.name for row in of_method(method)}
    refused = one_of_each(row for row in TABLE if row.name not in offered)
    let_in = {
        (row.name, who): letter
        for row in refused
        for who, letter in answers(askers, row, method, _FURTHEST).items()
        if letter not in REFUSED
    }
    assert let_in == {}


def test_every_address_has_a_row() -> None:
    assert set(patterns(get_resolver())) == {row.name for row in TABLE}


def test_every_row_answers_every_actor() -> None:
    wrong = [
        row_id(row)
        for row in TABLE
        for letters in filter(None, (row.get, row.post))
        if len(letters) != len(ACTORS) or set(letters) - set(LETTERS)
    ]
    assert wrong == []


def is_staff_only(letters: str) -> bool:
    """Somebody in office is let in, and no teacher is."""
    told = in_words(letters) if letters else {}
    staff = any(told.get(who) in LET_IN for who in STAFF)
    return staff and told["teacher"] not in LET_IN and told["visitor"] not in LET_IN


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_staff_without_their_second_factor_see_nothing(askers: Askers, method: str) -> None:
    rows = one_of_each(row for row in TABLE if is_staff_only(getattr(row, method.lower())))
    let_in = {
        (row_id(row), who): letter
        for row in rows
        for who, told in in_words(getattr(row, method.lower())).items()
        if who in STAFF and told in LET_IN
        for letter in [_pending(askers, row, method, who)]
        if letter != expected_of_pending(row)
    }
    assert len(rows) > 15
    assert let_in == {}


def _pending(askers: Askers, row: Row, method: str, who: str) -> str:
    return askers.ask(who, method, url_of(askers, row), sent(askers, row), pending=True)


def expected_of_pending(row: Row) -> str:
    """A file has no page to come back to: without the second factor it is not there."""
    return "." if row.name in {"documents:show", "documents:page"} else "F"


def unknown(thing: object) -> object:
    return uuid.UUID(int=7) if isinstance(thing, uuid.UUID) else 987_654_321


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_does_not_exist_is_not_found(askers: Askers, method: str) -> None:
    """Any key put in the place of one that exists."""
    things = askers.world.things
    found = {}
    for row in one_of_each(of_method(method)):
        keys = [name for name in row.things if not name.startswith("=")]
        for key in keys:
            args = [unknown(things[n]) if n == key else _thing(things, n) for n in row.things]
            for who in _FURTHEST:
                letter = askers.ask(who, method, reverse(row.name, args=args), sent(askers, row))
                if letter in LET_IN:
                    found[row_id(row), who] = letter
    assert found == {}
