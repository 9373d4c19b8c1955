"""The holder's own certificate as a PDF."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.services.papers import order_paper
from certification.dual_qualified.views.applicant.mine import TeacherRequest, with_own


@require_http_methods(["GET", "HEAD", "POST"])
@with_own
def pdf(request: TeacherRequest, application: Application) -> HttpResponse:
    """GET: the file. POST: make it where it is not there yet, with progress."""
    certificate = certificates.of_application(application)
    if certificate is None:
        raise Http404
    paper = certificates.paper_of(certificate)
    if paper is not None:
        return redirect("printing:show", paper.pk)
    if request.method == "POST":
        back = reverse("dual_qualified:application", args=[application.pk])
        run = order_paper(certificate, request.user, back_url=back)
        return redirect("printing:run", run.pk)
    messages.info(request, "证书文件还没有生成好，请稍后再下载。")
    return redirect("dual_qualified:application", application.pk)
