"""教师资格证书信息 (B6): the list, and asking the national database for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import centre
from accounts.rules.centre import MISSING_ONE
from accounts.views.profile.mine import for_person
from identity.errors import Refused
from identity.models import Person
from identity.queries import credential_rules, synchronisation_of, synchronisations_of
from identity.services import synchronise_credentials

_SHOWN_SYNCS = 10


@never_cache
@for_person
@require_safe
def certificates(request: HttpRequest, person: Person) -> HttpResponse:
    state = synchronisation_of(person)
    context = {
        "shown": centre.shown_credentials(person),
        "state": state,
        "advice": centre.advice_for(state),
        "missing_one": MISSING_ONE,
        "since": centre.by_hand_since(credential_rules()),
        "may_add": centre.may_add(state),
        "syncs": synchronisations_of(person)[:_SHOWN_SYNCS],
        "job_url": reverse("jobs:progress", args=[state.job]) if state.job else "",
    }
    return render(request, "accounts/centre/certificates.html", context)


@never_cache
@for_person
@require_POST
def synchronise(request: HttpRequest, person: Person) -> HttpResponse:
    user: Any = request.user
    back = reverse("accounts:centre-certificates")
    try:
        synchronise_credentials(person, user, next_url=back, request=request)
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect(back)
