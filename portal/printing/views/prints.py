"""One print, by right: the PDF, and its pages as pictures."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.documents.vault import FileLost
from portal.organisations.access import has_second_factor
from portal.printing import paging, queries
from portal.printing.access import signed_in
from portal.printing.kinds import find
from portal.printing.models import Print
from portal.printing.naming import clean_name
from portal.printing.views.answering import PDF, file_answer

WIDTHS = ("480", "960", "1440")


@require_safe
@signed_in
def show(request: HttpRequest, print_id: UUID) -> HttpResponse:
    """The PDF."""
    seen, content = _seen(request, print_id)
    _note_look(request, seen)
    name = clean_name(find(seen.print.kind).file_name(seen.print.subject))
    return file_answer(content, PDF, f"{name}.pdf")


@require_safe
@signed_in
def page(request: HttpRequest, print_id: UUID, number: int) -> HttpResponse:
    """A page as a picture; `?width=` is one of WIDTHS (pixels). The first page counts as a look."""
    seen, content = _seen(request, print_id)
    if number == 1:
        _note_look(request, seen)
    return page_answer(request, content, number)


def page_answer(request: HttpRequest, content: bytes, number: int) -> HttpResponse:
    width = request.GET.get("width", "960")
    if width not in WIDTHS:
        raise Http404
    try:
        picture = paging.page_image(content, number, int(width))
    except paging.NoSuchPage as error:
        raise Http404 from error
    return file_answer(picture, paging.WEBP, f"{number}.webp", attached=False)


def _seen(request: HttpRequest, print_id: UUID) -> tuple[queries.Seen, bytes]:
    try:
        seen = queries.seen_by(request.user, print_id, in_office=has_second_factor(request))
        return seen, queries.content(seen.print)
    except (Print.DoesNotExist, FileLost) as error:
        raise Http404 from error


def _note_look(request: HttpRequest, seen: queries.Seen) -> None:
    if seen.own:
        return
    record_look(
        Look.DOCUMENT,
        actor=request.user,
        subject=seen.print.subject,
        person_id=find(seen.print.kind).person(seen.print),
        detail={"kind": seen.print.kind, "number": seen.print.number},
        request=request,
    )
