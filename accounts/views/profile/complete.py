"""The missing identity fields, before anything else (A9)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.profile import CompleteForm
from accounts.queries.profile import missing_identity_fields
from accounts.services import profile
from accounts.views.profile.mine import for_person
from accounts.views.sign_in.arrival import home_of
from identity.models import Person


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, person: Person) -> HttpResponse:
    user: Any = request.user
    missing = missing_identity_fields(user)
    if not missing:
        return redirect(home_of(user))
    form = CompleteForm(request.POST or None, missing=missing)
    if request.method == "POST" and form.is_valid():
        profile.complete_identity(user, person, form.cleaned_data, request=request)
        messages.success(request, "身份信息已补全。")
        return redirect(home_of(user))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/profile/complete.html", {"form": form}, status=status)
