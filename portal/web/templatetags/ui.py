"""{% load ui %}: the components of the design system."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from portal.web import masking
from portal.web.components import (
    TONES,
    AttachmentItem,
    BulkAction,
    Filter,
    Picture,
    Progress,
    SummaryRow,
    TaskItem,
    TimelineStep,
)
from portal.web.errors import summary_of
from portal.web.fields import presentation
from portal.web.galleries import groups_of
from portal.web.navigation import address
from portal.web.pagination import PAGE_SIZES, PageLink, page_links
from portal.web.rowforms import RowFormSet
from portal.web.rowlayout import editor

register = template.Library()
_TONE_ICONS = {
    "neutral": "info",
    "info": "info",
    "wait": "clock",
    "good": "circle-check",
    "bad": "triangle-alert",
}


def _checked(tone: str) -> str:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"unknown tone {tone!r}; one of {sorted(TONES)}")
    return tone


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inline Lucide icon; hidden from readers unless it has a label of its own."""
    spoken = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    attrs = {"class": "icon", "focusable": "false", **spoken}
    return mark_safe(lucide(name, size=20, **attrs))  # noqa: S308 - from the icon package


@register.simple_tag
def place(name: str) -> str:
    """The path of a named place, empty when it does not exist here."""
    return address(name)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """What is wrong in these forms, formsets or lists of them, each line a link to its field."""
    flat = [part for form in forms for part in (form if isinstance(form, list) else [form])]
    return {"problems": summary_of(flat)}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """A labelled field. Options: label, hint, mark, readonly, width; others become attributes."""
    return presentation(bound, options)


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm, *names: str) -> dict[str, Any]:
    """Every field of the form, or those named."""
    wanted = [form[name] for name in names] if names else form.visible_fields()
    return {"hidden": [] if names else form.hidden_fields(), "bound_fields": wanted}


@register.inclusion_tag("components/row_editor.html")
def row_editor(
    formset: RowFormSet, label: str, hint: str = "", mark: str = "", locked: bool = False
) -> dict[str, Any]:
    """Repeated rows inside a form; needs css/rows.css."""
    return editor(formset, label, hint=hint, mark=mark, locked=locked)


@register.inclusion_tag("components/attachments.html")
def attachments(item: AttachmentItem, level: int = 3) -> dict[str, Any]:
    """The files of one evidence item, inside a multipart form; needs css/attachments.css.

    `level` is that of its heading. What its buttons post: portal.web.attachments.
    """
    return {"item": item, "level": level, "last": len(item.files)}


@register.filter
def file_size(count: int) -> str:
    """Bytes in words: "840 KB", "1.2 MB"."""
    if count < 1024 * 1024:
        return f"{-(-count // 1024)} KB"
    return f"{count / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


@register.inclusion_tag("components/status_tag.html")
def status_tag(text: object, tone: str = "neutral") -> dict[str, Any]:
    return {"text": text, "tone": _checked(tone)}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """A box around what must not be missed."""
    html = get_template("components/notice.html")
    values = {"tone": _checked(tone), "icon": _TONE_ICONS[tone], "title": title, "body": content}
    return mark_safe(html.render(values))  # noqa: S308 - rendered by the engine


@register.inclusion_tag("components/job_progress.html")
def job_progress(job_url: str, label: str = "正在处理") -> dict[str, Any]:
    """A place that asks job_url for the progress fragment, again and again until it is done."""
    return {"url": job_url, "label": label}


@register.inclusion_tag("components/job_bar.html")
def job_bar(progress: Progress, job_url: str, label: str = "正在处理") -> dict[str, Any]:
    """The fragment that job_url answers with."""
    return {"progress": progress, "url": job_url, "label": label}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Page[Any]) -> dict[str, Any]:
    """Links to the other pages; the query stays."""
    query = _query(context)
    links: list[PageLink] = page_links(page_obj, query)
    by_number = {link.number: link for link in links if link.url}
    return {
        "page": page_obj,
        "links": links,
        "previous": by_number.get(page_obj.number - 1),
        "next": by_number.get(page_obj.number + 1),
    }


@register.inclusion_tag("components/page_size.html", takes_context=True)
def page_size(context: template.Context, page_obj: Page[Any]) -> dict[str, Any]:
    """A choice of rows a page, kept for the person."""
    query = _query(context)
    kept = [(k, v) for k, values in query.lists() for v in values if k not in {"page", "size"}]
    return {"sizes": PAGE_SIZES, "current": page_obj.paginator.per_page, "kept": kept}


def _query(context: template.Context) -> Any:
    request: HttpRequest = context["request"]
    return request.GET


@register.inclusion_tag("components/task_list.html")
def task_list(items: Iterable[TaskItem]) -> dict[str, Any]:
    return {"items": list(items)}


@register.inclusion_tag("components/timeline.html")
def timeline(steps: Iterable[TimelineStep]) -> dict[str, Any]:
    return {"steps": list(steps)}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[SummaryRow]) -> dict[str, Any]:
    """Check-your-answers."""
    return {"rows": list(rows)}


@register.inclusion_tag("components/step_indicator.html")
def step_indicator(current: int, *labels: str) -> dict[str, Any]:
    """Where the person is among the steps; `current` counts from 1."""
    number = int(current)
    states = [
        "done" if n < number else "current" if n == number else "todo"
        for n in range(1, len(labels) + 1)
    ]
    steps = [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]
    return {"steps": steps, "current": number, "total": len(labels)}


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: str, text: str = "", url: str = "", label: str = "", icon_name: str = "inbox"
) -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "label": label, "icon_name": icon_name}


@register.simple_tag
def mask_number(value: object) -> str:
    """An ID, mobile or certificate number with its middle hidden."""
    return masking.mask_number(str(value or ""))


@register.simple_tag
def mask_name(value: object) -> str:
    return masking.mask_name(str(value or ""))


@register.simple_tag
def mask_email(value: object) -> str:
    return masking.mask_email(str(value or ""))


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key that is only known at run time, or an empty string."""
    return mapping.get(key, "")


@register.inclusion_tag("components/picture_viewer.html")
def picture_viewer(pictures: Iterable[Picture]) -> dict[str, Any]:
    """Pictures that can be zoomed, turned and shown in full screen.

    Those with a group are shown one at a time, with a list of all; that needs css/gallery.css.
    """
    shown = list(pictures)
    return {"pictures": shown, "groups": groups_of(shown)}


@register.inclusion_tag("components/filter_bar.html")
def filter_bar(form: BaseForm, filters: Iterable[Filter] = ()) -> dict[str, Any]:
    """The query form of a list and the conditions in force."""
    return {"form": form, "filters": list(filters)}


@register.inclusion_tag("components/bulk_bar.html")
def bulk_bar(actions: Iterable[BulkAction], total: int = 0) -> dict[str, Any]:
    """Inside the form around a table; total > 0 offers all that match, beyond this page."""
    return {"actions": list(actions), "total": total}
