"""Access is the fetch: only one's own applications are there."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications
from portal.web.numbers import COUNTER_DIGITS, whole_number

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


class TeacherRequest(HttpRequest):
    """A request whose user is signed in and has a person."""

    user: "User"


def teachers_only(view: View) -> View:
    """Signed in, with a person: an account of an office alone has no applications."""

    @wraps(view)
    @never_cache
    @login_required
    def wrapper(request: TeacherRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.person_id is None:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


def with_own(view: View) -> View:
    """Hand the person's own application to the view."""

    @wraps(view)
    @teachers_only
    def wrapper(request: TeacherRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            application = applications.own(request.user, pk)
        except Application.DoesNotExist:
            raise Http404 from None
        return view(request, application, *args, **kwargs)

    return wrapper


def while_editable(view: View) -> View:
    """As `with_own`; what is under review or decided is shown, not changed."""

    @wraps(view)
    @with_own
    def wrapper(
        request: TeacherRequest, application: Application, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if not applications.may_be_edited(application):
            return redirect("dual_qualified:application", application.pk)
        return view(request, application, *args, **kwargs)

    return wrapper


def version_in(request: HttpRequest) -> int:
    """The version the page was made from; 0, which is never stored, when it is missing."""
    return whole_number(request.POST.get("version", ""), COUNTER_DIGITS) or 0
