"""The home page and what it leads to, for everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.documents.models import Document
from portal.documents.vault import FileLost
from portal.home import presentation, queries
from portal.reference.pinyin import asked


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "services": presentation.services(request.user),
        "announcements": presentation.announcements(queries.announcements()[:6]),
        "downloads": presentation.downloads(queries.downloads()[:5]),
        "faqs": queries.questions()[:6],
    }
    return render(request, "home/index.html", context)


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """办事: everything that can be done, with what to have at hand."""
    return render(request, "home/services.html", {"services": presentation.services(request.user)})


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.announcements(), 20).get_page(request.GET.get("page"))
    items = presentation.announcements(page.object_list)
    return render(request, "home/announcements.html", {"page": page, "items": items})


@require_safe
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(queries.announcements(), pk=pk)
    return render(request, "home/announcement.html", {"item": item})


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    search = asked(request.GET.get("q", ""))
    found = list(queries.questions(search))
    return render(request, "home/questions.html", {"search": search, "faqs": found})


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    items = presentation.downloads(queries.downloads())
    return render(request, "home/downloads.html", {"items": items})


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(queries.downloads(), pk=pk)
    try:
        content = queries.file_of(item)
    except (Document.DoesNotExist, FileLost) as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, item.file_name)
    return response


@require_safe
def certificate_look_up(request: HttpRequest) -> HttpResponse:
    """证书查询: what can be looked up here, and whom to ask for the rest."""
    return render(request, "home/certificate_look_up.html")
