"""Access is the fetch: whoever keeps no plans finds none of these pages."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.organisations.access import staff_only
from portal.organisations.queries import Scope, scope_of
from portal.plans import queries
from portal.plans.enums import PlanState
from portal.plans.models import Entrustment, Plan

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


class KeeperRequest(HttpRequest):
    """A request that has been let in: its user is signed in and keeps plans."""

    user: "User"
    scope: Scope


def keepers_only(view: View) -> View:
    """Staff who keep plans now: the province's bureau, or whom it entrusted."""

    @wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.scope = scope_of(request.user)
        if not queries.keeps_any(request.scope):
            raise Http404
        return view(request, *args, **kwargs)

    return staff_only(*queries.KEEPERS)(wrapper)


def province_only(view: View) -> View:
    @keepers_only
    @wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queries.at_the_province(request.scope):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


def plan_or_404(request: KeeperRequest, pk: int) -> Plan:
    try:
        return queries.plan_in(request.scope, pk)
    except Plan.DoesNotExist:
        raise Http404 from None


def entrustment_or_404(request: KeeperRequest, pk: int) -> Entrustment:
    found = queries.entrustments(request.scope).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def sent_back(request: KeeperRequest, plan: Plan, *states: PlanState) -> HttpResponse | None:
    """To the plan's page, when somebody looks at a page for which the plan's state is past."""
    if request.method == "POST" or plan.state in states:
        return None
    messages.info(request, f"这个计划{plan.get_state_display()}，不能这样办理。")
    return redirect("plans:plan", plan.pk)
