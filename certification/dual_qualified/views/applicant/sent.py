"""What was sent, as the applicant reads it again: 查看详情."""

from collections.abc import Sequence
from dataclasses import dataclass

from certification.dual_qualified.enums import Section
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import offers
from certification.dual_qualified.rules.fields import FIELDS, LABELS
from certification.dual_qualified.wording import shown
from portal.web.components import SummaryRow


@dataclass(frozen=True)
class SentSection:
    title: str
    rows: list[SummaryRow]


def sent_sections(application: Application) -> list[SentSection]:
    """Empty for an application that was never sent."""
    sent = application.submitted
    if not sent:
        return []
    parts = [
        SentSection(str(section.label), [_row(name, sent.get(name)) for name in names])
        for section, names in FIELDS.items()
        if names
    ]
    return [*parts, SentSection(str(Section.EVIDENCE.label), _files(application))]


def _row(name: str, value: object) -> SummaryRow:
    return SummaryRow(LABELS[name], shown(name, value) or "未填写")


def _files(application: Application) -> list[SummaryRow]:
    sent = application.submitted
    offer = offers.offer(application.plan, sent.get("track", ""), sent.get("level", ""))
    files = sent.get("evidence", {})
    return [
        SummaryRow(
            item.name, f"{len(files[item.code])} 个文件" if files.get(item.code) else "未上传"
        )
        for item in offers.evidence_of(offer)
    ]


def count_of(files: Sequence[object] | None) -> str:
    return f"{len(files)} 个文件" if files else "未上传"
