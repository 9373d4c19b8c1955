"""People in every role. Each grant goes through the service that administrators use."""

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password

from accounts.demo import ACTOR, PASSWORD
from accounts.demo.inventing import People
from accounts.demo.province import Province
from accounts.models import User
from identity.models import Employment
from portal.clock import now
from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.services import grant_role

# The demo is shown with names that old systems refuse.
_NAMED = {"base1": "古丽米热·艾比布力", "county1": "顾䶮"}


def appoint_staff(province: Province, teachers: Sequence[User], people: People) -> None:
    _appoint_school_administrators(province.schools)
    password = make_password(PASSWORD)
    for name, role, body, has_mobile in _posts(province):
        who = people.next(_NAMED.get(name, ""))
        user = User.objects.create(
            username=name,
            display_name=who.name,
            mobile=who.mobile if has_mobile else "",
            password=password,
            created_at=now(),
        )
        grant_role(user, body, role, actor=ACTOR)


def _appoint_school_administrators(schools: Sequence[Body]) -> None:
    """The last teacher of each school looks after it, so that the first is a plain teacher."""
    for school in schools:
        last = Employment.objects.filter(body=school).select_related("person__user").last()
        if last is not None:
            grant_role(last.person.user, school, Role.SCHOOL_ADMIN, actor=ACTOR)


def _posts(province: Province) -> list[tuple[str, Role, Body, bool]]:
    """(user name, role, body, has a mobile number)."""
    root = province.root
    posts = [
        ("system", Role.SYSTEM_ADMIN, root, True),
        ("security", Role.SECURITY_ADMIN, root, True),
        ("audit", Role.AUDIT_ADMIN, root, True),
        ("province", Role.BUREAU_ADMIN, root, True),
        ("province-review", Role.REVIEWER, root, True),
    ]
    for number, city in enumerate(province.cities, start=1):
        posts.append((f"city{number}", Role.BUREAU_ADMIN, city, True))
        posts.append((f"city{number}-review", Role.REVIEWER, city, True))
    for number, county in enumerate(province.counties, start=1):
        posts.append((f"county{number}", Role.BUREAU_ADMIN, county, True))
        posts.append((f"county{number}-review", Role.REVIEWER, county, number % 4 != 0))
    for number, base in enumerate(province.bases, start=1):
        posts.append((f"base{number}", Role.BASE_ADMIN, base, True))
    for number, point in enumerate(province.points, start=1):
        posts.append((f"point{number}", Role.POINT_CLERK, point, number % 3 != 0))
    return posts
