"""The versions of the province's rules about certificates, with what each changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from identity.enums import CredentialKind, TeachingStage
from identity.models import CredentialRules
from identity.queries.rules import rule_changes, standard
from identity.rules.covering import CertificateRules, Cover, Fit
from portal.reference.queries import provinces

_WORDS = {Fit.YES: "适用", Fit.NO: "不适用"}


@dataclass(frozen=True)
class Change:
    """One saving; `lines` are (what, before, after)."""

    row: CredentialRules
    lines: tuple[tuple[str, str, str], ...]


def changes() -> list[Change]:
    """Newest first."""
    rows = rule_changes()
    versions = [_rules(row) for row in rows]
    earlier = [*versions, CertificateRules.from_plain(standard(), 0)][1:]
    names = {code[:2]: name for code, name in provinces().values_list("code", "name")}
    return [
        Change(row, tuple(differences(before, after, names)))
        for row, before, after in zip(rows, earlier, versions, strict=True)
    ]


def differences(
    before: CertificateRules, after: CertificateRules, names: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """`names` of provinces by their two digits."""
    for kind in CredentialKind:
        for stage in TeachingStage:
            was, now = before.covers(kind, stage), after.covers(kind, stage)
            if was != now:
                yield f"{kind.label}，任教{stage.label}", _word(was), _word(now)
    for code in sorted({*before.system_since, *after.system_since}):
        was_year, year = before.system_since.get(code), after.system_since.get(code)
        if was_year != year:
            label = names.get(code, code) if code else "一般"
            yield f"由系统同步的起始年份：{label}", _year(was_year), _year(year)


def _rules(row: CredentialRules) -> CertificateRules:
    plain = {"covers": row.covers, "system_since": row.system_since}
    return CertificateRules.from_plain(plain, row.version)


def _word(cover: Cover) -> str:
    return cover.condition if cover.fit is Fit.CONDITION else _WORDS[cover.fit]


def _year(year: int | None) -> str:
    return f"{year}年" if year else "与一般相同"
