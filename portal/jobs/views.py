"""The progress of one job, for whom it belongs to."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from portal.jobs.enums import JobState
from portal.jobs.presentation import progress_of
from portal.jobs.queries import job_for


@require_safe
@never_cache
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """A fragment for htmx, a whole page for a browser without it."""
    job = job_for(request.user, request.session, job_id)
    if job is None:
        raise Http404
    fragment = bool(getattr(request, "htmx", False))
    if fragment and job.state == JobState.DONE and job.next_url:
        return HttpResponseClientRedirect(job.next_url)
    template = "jobs/progress.html" if fragment else "jobs/progress_page.html"
    return render(request, template, {"progress": progress_of(job), "job_url": request.path})
