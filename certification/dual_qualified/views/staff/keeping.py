"""Access is the fetch: who keeps no plans finds none of these pages, and no plan of others."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from certification.dual_qualified.models import Certificate, IssueRun
from certification.dual_qualified.queries import certificates
from portal.organisations.access import staff_only
from portal.organisations.queries import Scope, scope_of
from portal.plans.models import Plan
from portal.plans.queries import keeps_any
from portal.web.numbers import whole_number

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


class IssuerRequest(HttpRequest):
    """A request that has been let in: its user is signed in and keeps plans."""

    user: "User"
    scope: Scope


def issuers_only(view: View) -> View:
    """The province's bureau, or whom it entrusted."""

    @wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.scope = scope_of(request.user)
        if not keeps_any(request.scope):
            raise Http404
        return view(request, *args, **kwargs)

    return staff_only(*certificates.ISSUERS)(wrapper)


def plan_or_404(request: IssuerRequest, pk: int) -> Plan:
    try:
        return certificates.plan_in(request.scope, pk)
    except Plan.DoesNotExist:
        raise Http404 from None


def certificate_or_404(request: IssuerRequest, pk: int) -> Certificate:
    try:
        return certificates.certificate_in(request.scope, pk)
    except Certificate.DoesNotExist:
        raise Http404 from None


def run_or_404(request: IssuerRequest, pk: int) -> IssueRun:
    """One's own, and only while its plan is in one's hands."""
    try:
        run = certificates.run_for(request.user, pk)
    except IssueRun.DoesNotExist:
        raise Http404 from None
    plan_or_404(request, run.plan_id)
    return run


def ticked(request: HttpRequest) -> list[int] | None:
    """Keys of the ticked rows; None when all that match are meant."""
    if request.POST.get("all_matching") == "1":
        return None
    numbers = [whole_number(value) for value in request.POST.getlist("row")]
    return [number for number in numbers if number is not None]


def query_of(request: HttpRequest) -> str:
    """The list's filters, carried along in the address."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
