"""Signing out: by POST only, so that no link can do it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.services import session


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    session.end(request, why="person")
    messages.success(request, "您已退出登录。")
    return redirect("accounts:sign-in")
