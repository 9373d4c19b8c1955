"""The tree of bodies, and who does what for which of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.organisations.enums import SEPARATED_ROLES, BodyKind, Ownership, Role, SchoolKind
from portal.reference.fields import PinyinField
from portal.reference.models import Division


class Body(models.Model):
    """A bureau, school, base or confirmation point.

    `path` is the chain of ancestors' numbers ending with its own, each closed by a dot
    ("1.4.17."), so that a subtree is one prefix; it is empty only inside the transaction that
    creates the row. `sort_key` orders lists by pinyin; names are searched in BodyName.
    """

    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="schools", blank=True)
    path = models.CharField(max_length=200, db_index=True, default="")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="bodies")
    code = models.CharField(max_length=20, blank=True)
    school_kind = models.CharField(max_length=30, choices=SchoolKind.choices, blank=True)
    ownership = models.CharField(max_length=10, choices=Ownership.choices, blank=True)
    contact_name = models.CharField(max_length=50, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    office_hours = models.CharField(max_length=120, blank=True)
    is_open = models.BooleanField(default=True)
    sort_key = PinyinField("name")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sort_key", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="organisations_body_named_once"
            ),
            models.UniqueConstraint(
                fields=["path"], condition=~Q(path=""), name="organisations_path_once"
            ),
            models.CheckConstraint(
                name="organisations_province_has_no_parent",
                condition=Q(kind=BodyKind.PROVINCE, parent=None)
                | (~Q(kind=BodyKind.PROVINCE) & Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="organisations_only_schools_have_school_kind",
                condition=(Q(kind=BodyKind.SCHOOL) & ~Q(school_kind=""))
                | (~Q(kind=BodyKind.SCHOOL) & Q(school_kind="")),
            ),
            models.CheckConstraint(
                name="organisations_only_schools_have_base",
                condition=Q(kind=BodyKind.SCHOOL) | Q(base=None),
            ),
            models.CheckConstraint(
                name="organisations_body_not_under_itself",
                condition=~Q(parent=F("id")) & ~Q(base=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyName(models.Model):
    """A name a body has or had, with its readings: what searches look through."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120, db_index=True)
    pinyin = PinyinField("name", "full")
    initials = PinyinField("name", "initials", max_length=120)
    is_former = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="organisations_name_once"),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(is_former=False),
                name="organisations_one_present_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """User × body × role, from … until; ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    body = models.ForeignKey(Body, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="grants_given"
    )
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="grants_ended"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(ended_at=None),
                name="organisations_role_granted_once",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at=None, role__in=SEPARATED_ROLES),
                name="organisations_separated_roles",
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")),
                name="organisations_nobody_grants_to_themselves",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="organisations_ended_by_somebody_is_ended",
            ),
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="organisations_grant_user")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.body}"
