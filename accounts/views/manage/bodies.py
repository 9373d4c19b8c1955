"""The tree of bodies: walked level by level, searched, one opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.forms.manage import BodyFilterForm, find_bodies, kinds_under
from accounts.queries import administration
from accounts.queries.bodies import chosen_bodies, roots_of
from accounts.rules.administration import EXPORTERS, VIEWERS
from accounts.views.manage.fetching import body_or_404, my_scope
from accounts.views.manage.tabs import tabs_for
from portal.organisations import rules
from portal.organisations.access import staff_only
from portal.organisations.enums import Role
from portal.organisations.queries import ancestors, children_of
from portal.web.finder import finder_response
from portal.web.pagination import paginate


@require_GET
@staff_only(*VIEWERS, Role.AUDIT_ADMIN)
def index(request: HttpRequest) -> HttpResponse:
    """Where each kind of administrator begins."""
    viewer = my_scope(request).with_roles(*VIEWERS)
    return redirect("accounts:manage-bodies" if viewer else "accounts:manage-grants")


@never_cache
@require_GET
@staff_only(*VIEWERS)
def bodies(request: HttpRequest) -> HttpResponse:
    """The tree, or what a search finds in it."""
    scope = my_scope(request)
    form = BodyFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "tabs": tabs_for(request, scope),
        "may_export": bool(scope.with_roles(*EXPORTERS)),
    }
    if any(chosen.values()):
        context["page_obj"] = paginate(request, chosen_bodies(scope, chosen))
    else:
        context["roots"] = [(root, children_of(root)) for root in roots_of(scope)]
    return render(request, "accounts/manage/bodies.html", context)


@never_cache
@require_GET
@staff_only(*VIEWERS)
def children(request: HttpRequest, pk: int) -> HttpResponse:
    """The next level of the tree, asked for when a branch is opened."""
    rows = children_of(body_or_404(request, pk))
    return render(request, "accounts/manage/_branch.html", {"rows": rows})


@never_cache
@require_GET
@staff_only(*VIEWERS)
def body(request: HttpRequest, pk: int) -> HttpResponse:
    scope = my_scope(request)
    found = body_or_404(request, pk)
    context = {
        "body": found,
        "above": [above for above in ancestors(found) if scope.covers(above, *VIEWERS)][::-1],
        "former": found.names.filter(is_former=True),
        "figures": administration.figures_of(found),
        "holders": administration.role_holders(found),
        "page_obj": paginate(request, children_of(found)),
        "may_keep": rules.may_keep(scope, found),
        "may_describe": rules.may_describe(scope, found),
        "may_create": bool(kinds_under(scope, found)) and found.is_open,
    }
    return render(request, "accounts/manage/body.html", context)


@require_GET
@staff_only(*VIEWERS)
def finder(request: HttpRequest) -> HttpResponse:
    """Bodies of one's scope, for search fields."""
    scope = my_scope(request)
    return finder_response(request, lambda text: find_bodies(scope, text))
