"""Lists: 待办 and the others, with filters, order and page size."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.approvals import flow as flows
from portal.approvals.access import StaffRequest, reviewers_only
from portal.approvals.flow import Flow
from portal.approvals.forms import FilterForm
from portal.approvals.queries import BOXES, Filters, inbox, kinds_in, units_in
from portal.approvals.screens import bulk_actions, line_of, list_query
from portal.approvals.services.exporting import may_export
from portal.approvals.services.preferences import keep_page_size
from portal.organisations.queries import Scope, scope_of
from portal.web.components import NavItem
from portal.web.numbers import whole_number
from portal.web.pagination import PAGE_SIZES, paginate


@require_safe
@reviewers_only
def case_list(request: StaffRequest) -> HttpResponse:
    scope = scope_of(request.user)
    form, filters = read_filters(request, scope)
    page = paginate(request, inbox(scope, filters), request.user.page_size)
    query = list_query(request.GET)
    flow = flow_of_list(scope, filters)
    context = {
        "form": form,
        "active": form.active(request.GET),
        "boxes": _boxes(filters.box),
        "box_label": BOXES[filters.box],
        "page_obj": page,
        "lines": [line_of(case, query) for case in page],
        "query": query,
        "flow": flow,
        "actions": bulk_actions(scope, flow, filters.box),
        "may_export": may_export(scope),
        "sizes": PAGE_SIZES,
        "size": request.user.page_size,
    }
    return render(request, "approvals/list.html", context)


def read_filters(request: StaffRequest, scope: Scope) -> tuple[FilterForm, Filters]:
    """The filters of the address. The choices are of the box that is looked at."""
    box = request.GET.get("box", "")
    looked_at = Filters(box=box if box in BOXES else "todo")
    form = FilterForm(request.GET, units_in(scope, looked_at), kinds_in(scope, looked_at))
    return form, form.filters()


def flow_of_list(scope: Scope, filters: Filters) -> Flow | None:
    """The one flow a list is about, for bulk actions belong to a flow; None when it is mixed."""
    names = inbox(scope, filters).order_by().values_list("flow", flat=True).distinct()
    found = list(names[:2])
    return flows.get(found[0]) if len(found) == 1 else None


def _boxes(current: str) -> list[NavItem]:
    url = reverse("approvals:list")
    return [
        NavItem(label, f"{url}?{urlencode({'box': name})}", current=name == current)
        for name, label in BOXES.items()
    ]


@require_POST
@reviewers_only
def page_size(request: StaffRequest) -> HttpResponse:
    size = whole_number(request.POST.get("size", ""))
    if size in PAGE_SIZES:
        keep_page_size(request.user, size)
    else:
        messages.error(request, "每页条数应为 10、20、50、100 或 200。")
    return redirect(back_to_list(request))


def back_to_list(request: StaffRequest) -> str:
    """The list with the filters that came along in the address."""
    query = list_query(request.GET)
    url = reverse("approvals:list")
    return f"{url}?{query}" if query else url
