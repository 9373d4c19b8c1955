"""Going on with a form that was sent after the session had ended."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services import stash
from accounts.views.sign_in.arrival import home_of


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """GET offers to send it again, to where it was meant for; POST gives it up."""
    user: Any = request.user
    kept = stash.waiting_for(request, user)
    if kept is None:
        return redirect(home_of(user))
    if request.method == "POST":
        stash.forget(request)
        return redirect(home_of(user))
    return render(request, "accounts/sign_in/resume.html", {"kept": kept})
