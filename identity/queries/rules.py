"""The province's rules about certificates, as they are in force."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from identity.models import CredentialRules
from identity.rules.covering import CertificateRules

_STANDARD = Path(__file__).parents[1] / "data" / "credential_rules.json"


@cache
def standard() -> dict[str, Any]:
    """What the law says, until the province says more (教师资格条例 art. 5, 学前教育法 art. 37)."""
    content: dict[str, Any] = json.loads(_STANDARD.read_text(encoding="utf-8"))
    return content


def credential_rules() -> CertificateRules:
    """One query."""
    row = CredentialRules.objects.first()
    if row is None:
        return CertificateRules.from_plain(standard(), version=0)
    plain = {"covers": row.covers, "system_since": row.system_since}
    return CertificateRules.from_plain(plain, version=row.version)


def rule_changes() -> list[CredentialRules]:
    """Newest first."""
    return list(CredentialRules.objects.select_related("changed_by"))
