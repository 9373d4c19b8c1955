"""What was sent, as the applicant reads it again: 查看详情."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from certification.dual_qualified.enums import Section
from certification.dual_qualified.models import Application, Offer
from certification.dual_qualified.queries import offers
from certification.dual_qualified.queries.evidence import documents_of
from certification.dual_qualified.rules.fields import FIELDS, LABELS
from certification.dual_qualified.wording import shown
from portal.documents.models import Document
from portal.web.components import SummaryRow

_A_LINE_EACH = mark_safe("\n")


@dataclass(frozen=True)
class SentSection:
    title: str
    rows: list[SummaryRow]


def sent_sections(application: Application) -> list[SentSection]:
    """Empty for an application that was never sent."""
    sent = application.submitted
    if not sent:
        return []
    offer = offers.offer(application.plan, sent.get("track", ""), sent.get("level", ""))
    clauses = offers.clause_texts(offer)
    parts = [
        SentSection(str(section.label), [_row(name, sent.get(name), clauses) for name in names])
        for section, names in FIELDS.items()
        if names
    ]
    return [*parts, SentSection(str(Section.EVIDENCE.label), _files(sent, offer))]


def _row(name: str, value: object, clauses: Mapping[str, str]) -> SummaryRow:
    return SummaryRow(LABELS[name], shown(name, value, clauses) or "未填写")


def _files(sent: Mapping[str, Any], offer: Offer | None) -> list[SummaryRow]:
    files: Mapping[str, list[str]] = sent.get("evidence", {})
    found = documents_of(key for row in files.values() for key in row)
    return [
        SummaryRow(item.name, file_links(files.get(item.code, ()), found))
        for item in offers.evidence_of(offer)
    ]


def file_links(keys: Iterable[str], found: Mapping[str, Document]) -> str:
    """The files of a line to be opened, a line each; "未上传" for none."""
    there = [found[key] for key in keys if key in found]
    links = ((reverse("documents:show", args=[each.pk]), each.original_name) for each in there)
    return format_html_join(_A_LINE_EACH, '<a href="{}">{}</a>', links) or "未上传"
