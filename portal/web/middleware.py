"""What holds for every answer."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

Handler = Callable[[HttpRequest], HttpResponse]


class PersonalPages:
    """No browser or proxy keeps what a signed-in person was shown, error pages included."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A session nobody looked at has left no trace in the page, and is not loaded for this.
        personal = request.session.accessed and SESSION_KEY in request.session
        if personal and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
