"""Answers of the search boxes for divisions, universities and majors."""

from portal.reference.models import Division, Major, University
from portal.reference.queries import tables as queries
from portal.web.formfields import RemoteChoice

MOST = 30


def find_divisions(text: str) -> list[RemoteChoice]:
    return [_division(row) for row in queries.search_divisions(text)[:MOST]]


def division_choice(code: str) -> RemoteChoice | None:
    row = queries.divisions().filter(code=code).first() if len(code) == 6 else None
    return _division(row) if row else None


def find_universities(text: str) -> list[RemoteChoice]:
    """The value is the name as on the diploma, former names included."""
    return [_university(row) for row in queries.search_universities(text)[:MOST]]


def find_majors(text: str) -> list[RemoteChoice]:
    return [_major(row) for row in queries.search_majors(text)[:MOST]]


def _division(row: Division) -> RemoteChoice:
    return RemoteChoice(row.code, row.full_name)


def _university(row: University) -> RemoteChoice:
    hint = f"现名{row.renamed_to.name}" if row.renamed_to else row.province_name
    return RemoteChoice(row.name, row.name, hint)


def _major(row: Major) -> RemoteChoice:
    return RemoteChoice(row.name, row.name, f"{row.catalogue} {row.category}")
