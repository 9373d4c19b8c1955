"""修改信息: what may be changed, what may not and why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.profile import ProfileForm
from accounts.queries import profile as profiles
from accounts.services import profile
from accounts.views.profile.mine import for_person
from identity.errors import Stale
from identity.models import Person


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest, person: Person) -> HttpResponse:
    user: Any = request.user
    if request.method == "GET":
        return _page(request, person, _unbound(person))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    version = form.cleaned_data["version"]
    try:
        profile.update_profile(user, person, form.changes(), version=version, request=request)
    except Stale:
        return _stale(request, person)
    messages.success(request, "信息已保存。")
    return redirect("accounts:profile")


def _unbound(person: Person) -> ProfileForm:
    values = profiles.editable_values(person)
    return ProfileForm(initial={**values, "version": person.version})


def _stale(request: HttpRequest, person: Person) -> HttpResponse:
    """What was typed stays beside what is stored; sending again keeps what was typed."""
    person.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(person.version)
    form = ProfileForm(typed)
    form.full_clean()
    saved = profiles.editable_values(person)
    differing = [
        (str(form[name].label), _spoken(form, name, saved[name]))
        for name in form.changes()
        if form.cleaned_data[name] != saved[name]
    ]
    return _page(request, person, form, differing=differing, status=409)


def _spoken(form: ProfileForm, name: str, value: Any) -> str:
    labels = dict(getattr(form.fields[name], "choices", []))
    return str(labels.get(value, value) or "（空）")


def _page(
    request: HttpRequest,
    person: Person,
    form: ProfileForm,
    *,
    differing: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    context = {
        "form": form,
        "fixed": profiles.fixed_rows(user, person),
        "differing": differing,
    }
    return render(request, "accounts/profile/data.html", context, status=status)
