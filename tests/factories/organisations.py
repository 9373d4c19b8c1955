"""A small tree of bodies, and roles in it."""

import factory

from portal.clock import now
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body, RoleGrant


class BodyFactory(factory.django.DjangoModelFactory):
    """A province when no parent is given; `path` follows from the parent."""

    class Meta:
        model = Body
        skip_postgeneration_save = True

    kind = BodyKind.PROVINCE
    name = factory.Sequence(lambda n: f"第{n}教育厅")
    parent = None

    @factory.post_generation
    def path(self, create, extracted, **kwargs):
        self.path = f"{self.parent.path if self.parent else ''}{self.pk}."
        self.save(update_fields=["path"])


class CountyFactory(BodyFactory):
    kind = BodyKind.COUNTY
    name = factory.Sequence(lambda n: f"第{n}县教育局")
    parent = factory.SubFactory(BodyFactory)


class SchoolFactory(BodyFactory):
    kind = BodyKind.SCHOOL
    name = factory.Sequence(lambda n: f"第{n}职业学校")
    school_kind = SchoolKind.SECONDARY_VOCATIONAL
    parent = factory.SubFactory(CountyFactory)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleGrant

    role = Role.SCHOOL_ADMIN
    granted_at = factory.LazyFunction(now)
