"""个人中心 and 我的业务 of a signed-in person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.home import dashboard as boards
from portal.web.pagination import paginate


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "home/dashboard.html", {"board": boards.board_of(request.user)})


@require_safe
@login_required
def my_cases(request: HttpRequest) -> HttpResponse:
    page = paginate(request, boards.cases_of(request.user))
    return render(request, "home/my_cases.html", {"page": page, "rows": boards.rows(page)})
