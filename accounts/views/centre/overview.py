"""个人信息中心: its parts, and B1."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import centre
from accounts.views.profile.mine import for_person
from identity.models import Person


@never_cache
@for_person
@require_safe
def overview(request: HttpRequest, person: Person) -> HttpResponse:
    context = {"modules": centre.modules(person)}
    return render(request, "accounts/centre/overview.html", context)


@never_cache
@for_person
@require_safe
def identity(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "person": person,
        "fixed": centre.fixed_rows(request.user, person),
        "own": centre.own_rows(person),
    }
    return render(request, "accounts/centre/identity.html", context)
