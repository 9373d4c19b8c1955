"""One application: the task list while it is filled in, then where it stands (C5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.dual_qualified.forms.checking import check
from certification.dual_qualified.forms.sections import ReasonForm
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications, certificates
from certification.dual_qualified.queries.eligibility import derived_for, has_moved_on
from certification.dual_qualified.queries.facts import closed_because
from certification.dual_qualified.services import submission
from certification.dual_qualified.services.drafting import derive_anew
from certification.dual_qualified.views.applicant.mine import (
    TeacherRequest,
    teachers_only,
    with_own,
)
from certification.dual_qualified.views.applicant.presentation import check_lines, tasks
from certification.dual_qualified.views.applicant.sent import sent_sections
from portal.approvals.actors import applicant
from portal.approvals.errors import ApprovalError
from portal.approvals.models import Case
from portal.approvals.queries import available, state_label, state_of, timeline, waiting_for
from portal.web.pagination import paginate


@require_safe
@teachers_only
def mine(request: TeacherRequest) -> HttpResponse:
    """我的认证."""
    page = paginate(request, applications.of_user(request.user))
    context = {"page": page, "rows": [_row(application) for application in page.object_list]}
    return render(request, "dual_qualified/mine.html", context)


def _row(application: Application) -> dict[str, Any]:
    case = application.case
    editable = applications.may_be_edited(application)
    return {
        "application": application,
        "action": "继续填写" if editable else "查看详情",
        "state": state_label(case, applicant=True) if case else "未提交",
        "tone": state_of(case).tone if case else "wait",
        "waiting": waiting_for(case, applicant=True) if case and case.is_open else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_own
def application(request: TeacherRequest, application: Application) -> HttpResponse:
    """The task list, or where it stands. A POST brings the derived type up to date."""
    if request.method == "POST":
        derive_anew(application)
        return redirect("dual_qualified:application", application.pk)
    if applications.may_be_edited(application):
        return _task_list(request, application)
    return _status(request, application)


def _task_list(request: TeacherRequest, application: Application) -> HttpResponse:
    checked = check(application)
    derived = derived_for(application.person)
    context = {
        "application": application,
        "derived": derived,
        "outdated": has_moved_on(application),
        "track_changed": applications.track_changed(application),
        "tasks": tasks(application, checked),
        "lacks": len(checked.lacks),
        "lines": check_lines(checked.findings, application),
        "stops": sum(finding.stops for finding in checked.findings),
        "closed": "" if applications.is_returned(application) else closed_because(application.plan),
        "returned": applications.return_opinion(application),
        "is_returned": applications.is_returned(application),
        "steps": timeline(application.case, applicant=True) if application.case else [],
    }
    return render(request, "dual_qualified/application.html", context)


def _status(
    request: TeacherRequest, application: Application, form: ReasonForm | None = None
) -> HttpResponse:
    case, certificate = application.case, certificates.of_application(application)
    context = {
        "application": application,
        "case": case,
        "sections": sent_sections(application),
        "certificate": certificate,
        "paper": certificates.paper_of(certificate) if certificate else None,
        "form": form or ReasonForm(),
        **(_of_case(case, request) if case else _of_nothing()),
    }
    return render(request, "dual_qualified/status.html", context, status=422 if form else 200)


def _of_case(case: Case, request: TeacherRequest) -> dict[str, Any]:
    may = {offer.transition.name for offer in available(case, applicant(request.user))}
    return {
        "state": state_label(case, applicant=True),
        "tone": state_of(case).tone,
        "waiting": waiting_for(case, applicant=True),
        "steps": timeline(case, applicant=True),
        "may_withdraw": "withdraw" in may,
        "may_ask": "ask_return" in may,
    }


def _of_nothing() -> dict[str, Any]:
    """A draft that ended with its plan: nobody has seen it."""
    return {
        "state": "未提交，认定计划已撤回",
        "tone": "bad",
        "waiting": None,
        "steps": [],
        "may_withdraw": False,
        "may_ask": False,
    }


@require_POST
@with_own
def withdraw(request: TeacherRequest, application: Application) -> HttpResponse:
    try:
        submission.withdraw(application, request.user)
    except ApprovalError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "已撤销，可以修改后重新提交。填写的内容都在。")
    return redirect("dual_qualified:application", application.pk)


@require_POST
@with_own
def ask_return(request: TeacherRequest, application: Application) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _status(request, application, form)
    try:
        submission.ask_return(application, request.user, form.cleaned_data["reason"])
    except ApprovalError as refused:
        form.add_error(None, str(refused))
        return _status(request, application, form)
    messages.success(request, "已申请退回修改，审核人员同意后会通知您。")
    return redirect("dual_qualified:application", application.pk)
