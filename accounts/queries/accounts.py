"""Users by key, and who looks after them."""

from django.db.models import QuerySet

from accounts.models import User
from portal.organisations.models import Body, RoleGrant


def active_user(pk: int) -> User | None:
    return User.objects.select_related("person").filter(pk=pk, is_active=True).first()


def is_staff(user: User) -> bool:
    """Whether the person works for a body: such a person needs a second factor."""
    return RoleGrant.objects.filter(user=user, ended_at=None).exists()


def keepers_of(user: User) -> QuerySet[Body]:
    """The bodies above those a staff user works for: they keep the user's mobile number (A14)."""
    mine = RoleGrant.objects.filter(user=user, ended_at=None)
    above = Body.objects.filter(children__role_grants__in=mine)
    return above.distinct() if above.exists() else Body.objects.filter(role_grants__in=mine)
