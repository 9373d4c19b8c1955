"""What the world has of registration: a teacher, and a year that can be entered."""

from typing import TYPE_CHECKING

from portal.clock import today

if TYPE_CHECKING:
    from tests.permissions.world import World as Province


def things_of(world: "Province") -> dict[str, int]:
    person = world.users["owner"].person
    assert person is not None
    return {"registration_person": person.pk, "registration_year": today().year}
