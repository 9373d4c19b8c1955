"""The lists of a school and of a bureau: by due state, by what is missing, by name."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import QuerySet

from identity.models import Person
from portal.organisations.models import Body
from registration.enums import DueState
from registration.queries import schools
from registration.queries.due import Standing, standings_of

ALL, CALLED, INCOMPLETE = "", "called", "incomplete"
SHOWN = (
    (ALL, "全部"),
    (DueState.DUE.value, "应注册"),
    (DueState.OVERDUE.value, "已逾期"),
    (INCOMPLETE, "缺学校记录"),
    (DueState.UNKNOWN.value, "无法判断"),
    (DueState.NOT_YET.value, "未到期"),
)


@dataclass(frozen=True)
class Filters:
    """`text` is a name or its pinyin; `shown` one of `SHOWN`."""

    text: str = ""
    shown: str = ALL

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    def keeps(self, standing: Standing) -> bool:
        if self.shown == ALL:
            return True
        if self.shown == INCOMPLETE:
            return bool(standing.missing)
        return standing.due.state == self.shown


@dataclass(frozen=True)
class Listed:
    """`people` are those who match, by pinyin; `standings` everybody's, by person."""

    people: QuerySet[Person]
    standings: dict[int, Standing]


def listed(found: Collection[Body], filters: Filters) -> Listed:
    """The teachers of these schools; the number of queries is fixed."""
    standings = {each.person_id: each for each in standings_of(found)}
    keys = [key for key, each in standings.items() if filters.keeps(each)]
    return Listed(schools.in_order(keys, filters.text), standings)
