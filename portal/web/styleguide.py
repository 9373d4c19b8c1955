"""The page that shows every component in every state; only in development and in the demo."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.clock import now
from portal.web import styleguide_samples as samples
from portal.web.components import Progress
from portal.web.finder import finder_response
from portal.web.numbers import whole_number
from portal.web.pagination import paginate
from portal.web.styleguide_evidence import evidence_page
from portal.web.styleguide_pictures import evidence_pictures
from portal.web.styleguide_rows import rows_page

_PAGES = {"flow": "flow", "personal": "personal", "staff": "staff", "case": "case", "home": "home"}
_TRIED = {"rows": rows_page, "evidence": evidence_page}
_WORK = 40


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    wrong = samples.SampleForm(samples.WRONG)
    wrong.is_valid()
    page = Paginator(range(1, 401), 20).get_page(request.GET.get("page", "6"))
    values = samples.context() | {"form": samples.SampleForm(), "wrong": wrong, "page_obj": page}
    return render(request, "styleguide/index.html", values)


@require_http_methods(["GET", "POST"])
def styleguide_page(request: HttpRequest, page: str) -> HttpResponse:
    """A whole page in one of the layouts, or one on which a part is tried out."""
    if page in _TRIED:
        return _TRIED[page](request)
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET"])
    if page not in _PAGES:
        raise Http404
    values = samples.context() | {"form": samples.SampleForm()}
    values["page_obj"] = paginate(request, samples.CASES * 12)
    values["evidence"] = evidence_pictures()
    if page == "home":
        return render(request, "home/index.html", values)
    return render(request, f"styleguide/{_PAGES[page]}.html", values)


@require_GET
def styleguide_job(request: HttpRequest) -> HttpResponse:
    """A job that does one piece each time it is asked."""
    done = min(_WORK, int(request.session.get("styleguide_job", 0)) + 5)
    request.session["styleguide_job"] = 0 if done == _WORK else done
    progress = Progress("done" if done == _WORK else "running", done, _WORK, "份申请表")
    return render(request, "styleguide/job.html", {"progress": progress})


@require_GET
def styleguide_search(request: HttpRequest) -> HttpResponse:
    return finder_response(request, samples.search_schools)


@require_POST
def styleguide_check(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("value", "")
    good = len(typed) == 18
    return JsonResponse(
        {"ok": good, "text": "号码位数正确" if good else f"还差 {18 - len(typed)} 位"}
    )


@require_POST
def styleguide_save(request: HttpRequest) -> HttpResponse:
    version = whole_number(request.POST.get("version", "")) or 0
    return JsonResponse({"version": version + 1, "saved_at": now().isoformat()})
