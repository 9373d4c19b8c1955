"""What the world has of registration: a teacher, a year that can be entered, a workbook."""

from typing import TYPE_CHECKING

from ceducation.enums import ImportState
from portal.clock import now, today
from registration.models import YearImport
from registration.workbooks import LAYOUT, Line

if TYPE_CHECKING:
    from tests.permissions.world import World as Province


def things_of(world: "Province") -> dict[str, int]:
    person = world.users["owner"].person
    assert person is not None
    cells = {**dict.fromkeys(LAYOUT.columns, ""), "name": person.name}
    line = Line(2, cells, "ready", person.pk, 2025, {"note": "x"}, message="x")
    run = YearImport.objects.create(
        unit=world.school,
        user=world.users["school"],
        file_name="a.xlsx",
        rows=[line.plain()],
        counts={"ready": 1},
        state=ImportState.CHECKED,
        created_at=now(),
    )
    return {
        "registration_person": person.pk,
        "registration_year": today().year,
        "registration_import": run.pk,
    }
