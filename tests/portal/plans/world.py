"""Two provinces' worth of bodies and those who administer them."""

from functools import cached_property

from portal.organisations.enums import BodyKind, Role, SchoolKind
from tests.factories.accounts import UserFactory, staff_user
from tests.factories.organisations import BodyFactory
from tests.factories.plans import EntrustmentFactory, PlanFactory, with_stages


class World:
    def __init__(self):
        self.province = BodyFactory(name="试验省教育厅", contact_phone="0571-88881111")
        self.city = self._body(BodyKind.CITY, "云岭市教育局", self.province)
        self.county = self._body(BodyKind.COUNTY, "青山县教育局", self.city)
        self.base = self._body(BodyKind.BASE, "云岭培训基地", self.city)
        self.school = self._school("青山县职业学校", base=self.base)
        self.lone_school = self._school("青山县第二职业学校")
        self.abroad = BodyFactory(name="外省教育厅")
        self.foreign_city = self._body(BodyKind.CITY, "外省某市教育局", self.abroad)

    def _body(self, kind, name, parent, **values):
        return BodyFactory(kind=kind, name=name, parent=parent, **values)

    def _school(self, name, **values):
        kind = SchoolKind.SECONDARY_VOCATIONAL
        return self._body(BodyKind.SCHOOL, name, self.county, school_kind=kind, **values)

    @cached_property
    def keeper(self):
        return staff_user(self.province, Role.BUREAU_ADMIN, display_name="省厅周老师")

    @cached_property
    def base_admin(self):
        return staff_user(self.base, Role.BASE_ADMIN, display_name="基地吴老师")

    @cached_property
    def city_admin(self):
        return staff_user(self.city, Role.BUREAU_ADMIN)

    @cached_property
    def foreign_keeper(self):
        return staff_user(self.abroad, Role.BUREAU_ADMIN)

    def teacher(self):
        return UserFactory()

    def entrust(self, body, **values):
        return EntrustmentFactory(body=body, **values)

    def plan(self, **values):
        return PlanFactory(**{"body": self.province, **values})

    def ready(self, **values):
        """A draft that can be published."""
        return with_stages(self.plan(**values))

    def published(self, **values):
        return self.ready(published=True, **values)
