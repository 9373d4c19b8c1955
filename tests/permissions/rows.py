"""What a row of the table is, and the groups of actors that recur in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LETTERS = "ywLFb."


@dataclass(frozen=True)
class Row:
    name: str
    things: tuple[str, ...] = ()
    get: str = ""
    post: str = ""
    send: Mapping[str, str] = field(default_factory=dict)


def row(
    name: str, *things: str, get: str = "", post: str = "", send: Mapping[str, str] | None = None
) -> Row:
    return Row(name, things, get.replace(" ", ""), post.replace(" ", ""), send or {})


EVERYBODY = "yyyy yyyyyy yy yyy"
NOBODY = ".... ...... .. ..."
SIGNED_IN = "LLyy yyyyyy yy yyy"
# Personal pages: staff accounts without a person have none.
PERSONS = "LLyy ...... .. ..."
# Sign-up in progress: only the browser that holds it.
HOLDER = "bybb bbbbbb bb bbb"
HOLDER_CHANGES = "bwbb bbbbbb bb bbb"
BEGINNING = "bbbb bbbbbb bb bbb"
# Whoever has a role in reviewing; and of these whoever reviews the school's, or others' cases.
REVIEWERS = "LL.. yyyyyy y. ..."
OF_THE_SCHOOL = "LL.. y.yy.y y. ..."
OF_THE_SCHOOL_CHANGES = "LL.. w.ww.w w. ..."
# Administration of bodies and users.
ADMINISTRATORS = "LL.. yyyyyy .. yy."
BUREAUS = "LL.. ...yyy .. ..."
ONLY_PROVINCE = "LL.. .....y .. ..."
