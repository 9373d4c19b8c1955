"""What is asked for in a year, by province."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from ceducation.models import Requirement
from ceducation.rules import Limits, Need
from identity.models import Employment, Person
from portal.clock import now
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.queries import Scope

KEEPERS = (Role.BUREAU_ADMIN,)


@dataclass(frozen=True)
class Requirements:
    """Every year's of one province, the newest first: asked once, answered for any year."""

    province_id: int | None
    rows: tuple[Requirement, ...] = ()

    def of(self, year: int) -> Requirement:
        """The year's own row, else the last one before it, else the standard."""
        found = next((row for row in self.rows if row.year <= year), None)
        return found or standard(year)

    def need(self, year: int) -> Need:
        row = self.of(year)
        return Need(row.general, row.professional, row.elective, row.total)

    def limits(self, year: int) -> Limits:
        """The day on which a year closes is that year's alone."""
        row = self.of(year)
        return Limits(row.entry_limit, row.closes_on if row.year == year else None)


def standard(year: int) -> Requirement:
    """What counts where a province laid nothing down; not stored."""
    return Requirement(year=year, changed_at=now())


def requirements_of(province_id: int | None) -> Requirements:
    rows = Requirement.objects.filter(province=province_id).order_by("-year")
    return Requirements(province_id, tuple(rows) if province_id else ())


def requirements_at(body: Body) -> Requirements:
    return requirements_of(province_of(body))


def requirements_for(person: Person) -> Requirements:
    """Of the province where the person works, or worked last."""
    rows = Employment.objects.filter(person=person).select_related("body")
    last = rows.order_by(F("ended_on").desc(nulls_first=True), "-pk").first()
    return requirements_at(last.body) if last else Requirements(None)


def province_of(body: Body) -> int | None:
    """The first of the ancestors; a body outside every province has none."""
    root = body.path.partition(".")[0]
    return int(root) if root else None


def provinces(scope: Scope) -> QuerySet[Body]:
    """The provinces whose rules this scope keeps."""
    keys = [g.body_id for g in scope.with_roles(*KEEPERS) if g.kind == BodyKind.PROVINCE]
    return Body.objects.filter(pk__in=keys)


def kept(scope: Scope) -> QuerySet[Requirement]:
    return Requirement.objects.filter(province__in=provinces(scope)).select_related("province")
