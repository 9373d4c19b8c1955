"""Who did and saw what: entries that are written once, and the seals over them."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.audit.enums import ActorKind


class AppendOnly(RuntimeError):
    """Somebody tried to change what is written once."""


class WrittenOnce(models.Model):
    """Refuses a second save and every delete; the database's triggers refuse them too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly(f"{self._meta.label} {self.pk} cannot be changed")
        options["force_insert"] = True
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        raise AppendOnly(f"{self._meta.label} {self.pk} cannot be deleted")


class Entry(WrittenOnce):
    """One act or look. `digest` covers every column above it; the sealer alone sets the rest.

    `person_id` and `body_id` are numbers, not keys: the trail outlives what it speaks of, and
    lies below the apps they belong to. `content` is canonical JSON, so that its text is what
    was digested.
    """

    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="audit_entries"
    )
    actor_reference = models.CharField(max_length=60, blank=True)
    actor_name = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True)
    person_id = models.BigIntegerField(null=True)
    body_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=45, blank=True)
    content = models.TextField(default="{}")
    digest = models.CharField(max_length=64, editable=False)
    position = models.BigIntegerField(null=True, unique=True, editable=False)
    chain = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(position=None, chain="") | (Q(position__gt=0) & ~Q(chain="")),
                name="audit_position_with_chain",
            ),
            models.CheckConstraint(
                condition=Q(actor_kind=ActorKind.USER, actor_user__isnull=False)
                | (~Q(actor_kind=ActorKind.USER) & Q(actor_user=None)),
                name="audit_user_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["action", "-at"], name="audit_by_action"),
            models.Index(fields=["person_id", "-at"], name="audit_by_person"),
            models.Index(fields=["body_id", "-at"], name="audit_by_body"),
            models.Index(fields=["actor_user", "-at"], name="audit_by_actor"),
            models.Index(fields=["id"], condition=Q(position=None), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action}"

    @property
    def detail(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.content)
        return loaded


class Seal(WrittenOnce):
    """A run of positions closed at one instant; `previous` and `chain` link it to its neighbours.

    The same line is appended to a file outside the database.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first_position = models.BigIntegerField(unique=True)
    last_position = models.BigIntegerField(unique=True)
    previous = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_position__gt=0, last_position__gte=models.F("first_position")),
                name="audit_seal_is_a_run",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.first_position}–{self.last_position}"
