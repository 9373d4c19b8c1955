"""The one address of every stored file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.documents import page_images, queries, services
from portal.documents.drawing import CannotDraw
from portal.documents.models import Document, PageImage
from portal.documents.serving import Copy, copy_of
from portal.documents.signatures import WEBP, is_picture
from portal.documents.vault import FileLost


@require_safe
def show(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The file, for its owner or by office; 404 for everybody else. `?download=1` saves it."""
    try:
        seen = queries.seen_by(queries.viewer_of(request), document_id)
        content = queries.content(seen.document)
    except (Document.DoesNotExist, FileLost) as error:
        raise Http404 from error
    if not seen.own:
        services.record_look(seen.document, actor=request.user, request=request)
    return _answer(copy_of(seen.document, content), download="download" in request.GET)


@require_safe
def page(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """A page as a picture, by the same right; 422 when it cannot be drawn.

    `?small=1` gives a thumbnail.
    """
    try:
        seen = queries.seen_by(queries.viewer_of(request), document_id)
        picture = page_images.image(seen.document, number, small="small" in request.GET)
    except (Document.DoesNotExist, PageImage.DoesNotExist, FileLost) as error:
        raise Http404 from error
    except CannotDraw:
        return HttpResponse(
            "这一页无法显示，请下载原件查看。", status=422, content_type="text/plain"
        )
    if not seen.own:
        services.record_leafing(seen.document, actor=request.user, request=request)
    return _private(HttpResponse(picture, content_type=WEBP))


def _answer(copy: Copy, *, download: bool) -> HttpResponse:
    as_attachment = download or not is_picture(copy.mime)
    response = HttpResponse(copy.content, content_type=copy.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment, copy.name) or ""
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
