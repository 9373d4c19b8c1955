"""Users of one's scope: listed, one opened (masked), a number unmasked (on record)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.forms.manage import GrantForm, ReasonForm, UserFilterForm
from accounts.models import User
from accounts.queries import administration
from accounts.queries.administration import UserFilters
from accounts.rules.administration import EXPORTERS, UNMASKERS, VIEWERS, may_look_after
from accounts.services import unmasking
from accounts.views.manage.fetching import my_scope, user_or_404
from accounts.views.manage.tabs import tabs_for
from identity.queries import employments_of
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.organisations.access import staff_only
from portal.organisations.models import Body
from portal.organisations.queries import grants_of
from portal.organisations.rules import may_give
from portal.organisations.scope import Scope
from portal.web.pagination import paginate


def filters_of(form: UserFilterForm) -> UserFilters:
    """What the query form asks for; nothing where it is wrong."""
    asked = form.cleaned_data if form.is_valid() else {}
    return UserFilters(
        text=asked.get("q", ""),
        place=asked.get("place"),
        role=asked.get("role", ""),
        state=asked.get("state", ""),
        lacks_mobile=asked.get("lacks_mobile", False),
    )


@never_cache
@require_GET
@staff_only(*VIEWERS)
def users(request: HttpRequest) -> HttpResponse:
    scope = my_scope(request)
    form = UserFilterForm(request.GET)
    filters = filters_of(form)
    found = administration.filtered(administration.users_in(scope), filters)
    context = {
        "form": form,
        "tabs": tabs_for(request, scope),
        "place": _place(scope, filters),
        "page_obj": paginate(request, administration.with_places(found)),
        "may_export": bool(scope.with_roles(*EXPORTERS)),
        "may_open": any(_gives_staff_roles(scope)),
    }
    return render(request, "accounts/manage/users.html", context)


def _place(scope: Scope, filters: UserFilters) -> Body | None:
    if filters.place is None:
        return None
    return scope.bodies(*VIEWERS).filter(pk=filters.place).first()


def _gives_staff_roles(scope: Scope) -> list[bool]:
    return [grant.role in ("bureau_admin", "security_admin") for grant in scope.grants]


@never_cache
@require_GET
@staff_only(*VIEWERS)
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, its numbers masked; the person sees who looked (X9)."""
    found = user_or_404(request, pk)
    if found.person_id is not None:
        _note(request, found, Look.PROFILE)
    return render(request, "accounts/manage/user.html", page_of(request, found))


def page_of(request: HttpRequest, found: User, **forms: Any) -> dict[str, Any]:
    """The page's context; `forms` replace the fresh ones after an error."""
    scope = my_scope(request)
    grants = [
        (grant, grant.ended_at is None and may_give(scope, grant.role, grant.body))
        for grant in grants_of(found)
    ]
    return {
        "account": found,
        "employments": employments_of(found.person) if found.person else (),
        "grants": grants,
        "may_keep": may_look_after(scope, found.pk, administration.places_of(found)),
        "shown": {},
        "may_unmask": administration.users_in(scope.only(*UNMASKERS)).filter(pk=found.pk).exists(),
        "may_give": found.pk != request.user.pk and any(_gives_staff_roles(scope)),
        "is_self": request.user.pk == found.pk,
        "grant_form": forms.get("grant_form") or GrantForm(scope=scope),
        "reason_form": forms.get("reason_form") or ReasonForm(),
    }


@never_cache
@require_POST
@staff_only(*UNMASKERS)
def unmask(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """The whole number, once it is on record who asked for it."""
    found = user_or_404(request, pk, *UNMASKERS)
    value = unmasking.number_of(found, field)
    if value is None:
        raise Http404
    _note(request, found, Look.UNMASKED, {"field": field})
    context = page_of(request, found) | {"shown": {field: value}}
    return render(request, "accounts/manage/user.html", context)


def _note(
    request: HttpRequest, found: User, what: Look, detail: dict[str, str] | None = None
) -> None:
    viewer: Any = request.user
    record_look(
        what,
        actor=viewer,
        subject=f"accounts.user:{found.pk}",
        person_id=found.person_id,
        detail=detail,
        request=request,
    )
