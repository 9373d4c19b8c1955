"""National code tables and divisions.

Rows are never deleted, only ended: old records name them. Columns `pinyin` (run together) and
`initials` are searched by prefix, `sort_key` orders lists (portal.reference.pinyin).
"""

from django.db import models

from portal.reference.fields import PinyinField


class CodeTable(models.TextChoices):
    SEX = "sex", "性别 GB/T 2261.1"
    ETHNICITY = "ethnicity", "民族 GB/T 3304"
    POLITICAL_STATUS = "political_status", "政治面貌 GB/T 4762"
    MARITAL_STATUS = "marital_status", "婚姻状况 GB/T 2261.2"
    EDUCATION = "education", "学历 GB/T 4658"
    DEGREE = "degree", "学位 GB/T 6864"


class Code(models.Model):
    """One row of a code table; `position` orders it in lists."""

    table = models.CharField(max_length=30, choices=CodeTable.choices)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    aliases = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    selectable = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["table", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["table", "code"], name="reference_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class DivisionLevel(models.IntegerChoices):
    PROVINCE = 1, "省级"
    CITY = 2, "地级"
    COUNTY = 3, "县级"


class Division(models.Model):
    """An administrative division (GB/T 2260): six digits, padded with 0."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(choices=DivisionLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    full_name = models.CharField(max_length=120)
    pinyin = PinyinField("name", "full", max_length=200)
    initials = PinyinField("name", "initials", max_length=60)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["parent", "level"], name="reference_division_parent")]

    def __str__(self) -> str:
        return self.full_name


class University(models.Model):
    """A place of graduation; former names are rows pointing to today's (X14, 毕业院校)."""

    name = models.CharField(max_length=120, unique=True)
    province_name = models.CharField(max_length=20, blank=True)
    renamed_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="former")
    pinyin = PinyinField("name", "full")
    initials = PinyinField("name", "initials", max_length=120)
    sort_key = PinyinField("name")

    class Meta:
        ordering = ["sort_key", "name"]

    def __str__(self) -> str:
        return self.name


class Major(models.Model):
    """A field of study offered as a suggestion; 所学专业 itself is free text as on the diploma."""

    name = models.CharField(max_length=120)
    category = models.CharField(max_length=60)
    catalogue = models.CharField(max_length=30)
    pinyin = PinyinField("name", "full")
    initials = PinyinField("name", "initials", max_length=120)
    sort_key = PinyinField("name")

    class Meta:
        ordering = ["sort_key", "name"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "name"], name="reference_major_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day that differs from the plain week: a day off, or a worked Saturday or Sunday (调休).

    A year is maintained when it has at least one row.
    """

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Dataset(models.Model):
    """What `load_reference` loaded last; the same version is not loaded twice."""

    name = models.CharField(max_length=40, primary_key=True)
    version = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
