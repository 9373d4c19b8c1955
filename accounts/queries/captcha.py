"""The digits behind a captcha picture."""

from captcha.models import CaptchaStore
from django.utils import timezone


def digits_of(key: str) -> str | None:
    """What the picture of this key shows; None when it is used up or expired."""
    # The package keeps its own time, so its clock is asked and not the portal's.
    rows = CaptchaStore.objects.filter(hashkey=key, expiration__gt=timezone.now())
    shown: str | None = rows.values_list("challenge", flat=True).first()
    return shown
