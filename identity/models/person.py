"""The natural person and where they work. A person can exist without an account."""

from django.db import models
from django.db.models import F, Q

from identity.enums import IdKind, Sex
from portal.crypto.fields import EncryptedTextField, LookupHashField
from portal.organisations.models import Body
from portal.reference.fields import PinyinField


class Person(models.Model):
    """Who somebody is. `name_key` compares names without the middle dot (民委发〔2016〕33号)."""

    id_kind = models.CharField(max_length=20, choices=IdKind.choices)
    id_number = EncryptedTextField()
    id_number_hash = LookupHashField(source="id_number")
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, db_index=True)
    name_pinyin = PinyinField("name", "full", person=True)
    name_initials = PinyinField("name", "initials", person=True, max_length=120)
    name_sort_key = PinyinField("name", person=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True)
    ethnicity = models.CharField(max_length=2, blank=True)
    political_status = models.CharField(max_length=2, blank=True)
    marital_status = models.CharField(max_length=2, blank=True)
    address = EncryptedTextField(blank=True, default="")
    mobile = EncryptedTextField(blank=True, default="")
    mobile_hash = LookupHashField(source="mobile", db_index=True)
    office_phone = models.CharField(max_length=30, blank=True)
    email = EncryptedTextField(blank=True, default="")
    education = models.CharField(max_length=4, blank=True)
    degree = models.CharField(max_length=4, blank=True)
    graduated_from = models.CharField(max_length=120, blank=True)
    graduated_on = models.DateField(null=True, blank=True)
    major = models.CharField(max_length=120, blank=True)
    photo = models.UUIDField(null=True, blank=True)
    name_verified_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id_kind", "id_number_hash"], name="identity_person_once"
            ),
            models.CheckConstraint(
                condition=~Q(id_number_hash=""), name="identity_person_has_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Employment(models.Model):
    """Person × body, from … until. `in_vocational_section` is 是否属于高职中专部."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments")
    body = models.ForeignKey(Body, models.PROTECT, related_name="employments")
    in_vocational_section = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on=None),
                name="identity_one_current_employment",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="identity_employment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.body}"
