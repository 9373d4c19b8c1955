"""The holder is told that a certificate was issued or revoked: nobody else."""

from django.urls import reverse

from accounts.models import User
from certification.dual_qualified.models import Certificate
from portal.messaging.services import notify


def tell_issued(certificate: Certificate) -> None:
    _tell("issued", certificate)


def tell_revoked(certificate: Certificate) -> None:
    _tell("revoked", certificate)


def _tell(what: str, certificate: Certificate) -> None:
    user = User.objects.filter(person=certificate.person_id).first()
    if user is None:
        return
    notify(
        user,
        f"dual_qualified.{what}",
        {
            "name": certificate.name,
            "number": certificate.number,
            "by": certificate.issuer_name,
            "opinion": certificate.revoked_reason,
        },
        subject=f"dual_qualified.certificate:{certificate.pk}",
        key=f"dual_qualified:{what}:{certificate.pk}",
        link=reverse("dual_qualified:application", args=[certificate.application_id]),
    )
