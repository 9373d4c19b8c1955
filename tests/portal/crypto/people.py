"""Rows with encrypted columns."""

from typing import Any
from uuid import uuid4

from accounts.models import CardScan, SignUp
from identity.models import Person
from portal.clock import now


def make_person(number: str = "440101199001011234", **values: Any) -> Person:
    columns = {"name": "某某", "name_key": "某某", "mobile": "13800001234", **values}
    return Person.objects.create(id_kind="resident", id_number=number, **columns)


def make_sign_up(**values: Any) -> SignUp:
    columns = {"mobile": "13800001234", "password": "x", "created_at": now(), "saved_at": now()}
    return SignUp.objects.create(**{**columns, **values})


def make_scan(**values: Any) -> CardScan:
    return CardScan.objects.create(
        sign_up=make_sign_up(), document=uuid4(), created_at=now(), **values
    )


def raw(instance: Any, column: str) -> str:
    """The column as it lies in the database."""
    from django.db.models import F, TextField
    from django.db.models.functions import Cast

    rows = type(instance)._base_manager.annotate(stored=Cast(F(column), TextField()))
    return str(rows.values_list("stored", flat=True).get(pk=instance.pk))
