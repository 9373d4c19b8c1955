"""Accounts, sign-ups and staff; every password is PASSWORD."""

import factory
from django.contrib.auth.hashers import make_password

from accounts.models import SignUp, User
from portal.clock import now
from portal.organisations.access import SECOND_FACTOR_KEY
from portal.organisations.enums import Role
from tests.factories.identity import PersonFactory, id_number, mobile
from tests.factories.organisations import RoleGrantFactory

PASSWORD = "Jiaoshi-2026"


class UserFactory(factory.django.DjangoModelFactory):
    """A teacher with an account."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"p{n}")
    person = factory.SubFactory(PersonFactory)
    display_name = factory.LazyAttribute(lambda o: o.person.name if o.person else "管理员")
    mobile = factory.Sequence(mobile)
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    created_at = factory.LazyFunction(now)


class SignUpFactory(factory.django.DjangoModelFactory):
    """A sign-up that was begun; `case` makes it a sent one."""

    class Meta:
        model = SignUp

    mobile = factory.Sequence(lambda n: mobile(50_000_000 + n))
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    id_number = factory.Sequence(lambda n: id_number(n % 1000, division="110102"))
    data = factory.LazyAttribute(lambda o: {"name": "李梅", "id_number": o.id_number})
    created_at = factory.LazyFunction(now)
    saved_at = factory.LazyFunction(now)


def staff_user(body, role=Role.SCHOOL_ADMIN, **fields):
    """A user with a role at the body, and without a person of their own unless one is given."""
    user = UserFactory(**{"person": None, "display_name": "王主任", **fields})
    RoleGrantFactory(user=user, body=body, role=role)
    return user


def sign_in_as(client, user):
    """A completed sign-in, the second factor included."""
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    session = client.session
    session[SECOND_FACTOR_KEY] = user.pk
    session.save()
    return client
