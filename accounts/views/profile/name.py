"""实名核验."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.profile import RealNameForm
from accounts.services import real_name as checking
from accounts.views.profile.mine import for_person
from identity.models import Person


@never_cache
@for_person
@require_http_methods(["GET", "POST"])
def real_name(request: HttpRequest, person: Person) -> HttpResponse:
    user: Any = request.user
    if request.method == "GET":
        return _page(request, person, RealNameForm(person=person, initial={"name": person.name}))
    form = RealNameForm(request.POST, person=person)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    name = form.cleaned_data["name"]
    checked = checking.check(person, name, actor=user, request=request)
    if not checked.matches:
        form.add_error("name", checked.message)
        return _page(request, person, form, status=422)
    checking.rename(user, person, name, request=request)
    messages.success(request, "实名核验通过。")
    return redirect("accounts:real-name")


def _page(
    request: HttpRequest, person: Person, form: RealNameForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "person": person}
    return render(request, "accounts/profile/real_name.html", context, status=status)
