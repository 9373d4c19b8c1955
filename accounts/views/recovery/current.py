"""Whose account this browser recovers: known from step 1, kept in the session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.services import recovery

View = Callable[..., HttpResponse]


def with_account(view: View) -> View:
    """Hand the account to the view; without one, back to step 1."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = recovery.current(request)
        if user is None:
            messages.info(request, "请先填写证件信息。超过 30 分钟需要重新填写。")
            return redirect("accounts:recover")
        return view(request, user, *args, **kwargs)

    return wrapper
