from django.db import models


class MobileChangeState(models.TextChoices):
    """A request to replace a lost mobile number."""

    OPEN = "open", "等待核实"
    APPROVED = "approved", "已同意"
    REFUSED = "refused", "未同意"
