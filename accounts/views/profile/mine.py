"""Personal pages are for the person of the session; there is no way to name another."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from identity.models import Person

View = Callable[..., HttpResponse]


def for_person(view: View) -> View:
    """Hand the signed-in user's person to the view; an account without one has no such page."""

    @wraps(view)
    @login_required
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = getattr(request.user, "person", None)
        if not isinstance(person, Person):
            raise Http404
        return view(request, person, *args, **kwargs)

    return wrapper
