"""学校属性有误: told to the school's administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.forms.sections import ReportForm
from certification.dual_qualified.queries.eligibility import derived_for
from certification.dual_qualified.services.reporting import report_school_kind
from certification.dual_qualified.views.applicant.mine import TeacherRequest, teachers_only
from portal.approvals.errors import ApprovalError


@require_http_methods(["GET", "POST"])
@teachers_only
def report(request: TeacherRequest) -> HttpResponse:
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_school_kind(request.user, form.cleaned_data["note"])
        except (Refused, ApprovalError) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "已转给学校管理员核实，结果会通知您。")
            return redirect("dual_qualified:entry")
    person = request.user.person
    context = {"form": form, "derived": derived_for(person) if person else None}
    return render(
        request, "dual_qualified/report.html", context, status=422 if form.errors else 200
    )
