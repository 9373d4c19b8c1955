"""What the world has of the hours ledger: an entry of the owner's, imports of the school."""

import uuid
from typing import TYPE_CHECKING, Any

from ceducation.services.import_work import read
from ceducation.services.importing import upload
from portal.clock import today
from tests.factories.ceducation import credited, row_of, workbook

if TYPE_CHECKING:
    from tests.permissions.world import World as Province


class _Run:
    """The dry run's job, without its worker."""

    def __init__(self, key: int) -> None:
        self.payload = {"import": key}

    def progress(self, done: int, total: int) -> None:
        assert done <= total


def things_of(world: "Province") -> dict[str, Any]:
    owner, school, admin = world.users["owner"].person, world.school, world.users["school"]
    rows = [row_of(owner), row_of(owner, hours=-8)]
    run = upload(school, admin, name="a.xlsx", content=workbook(*rows), token=uuid.uuid4())
    read(_Run(run.pk))
    return {
        "owner_person": owner.pk,
        "hours_entry": credited(owner, school, actor=admin).pk,
        "hours_import": run.pk,
        "hours_year": str(today().year),
    }
