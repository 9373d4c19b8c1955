"""The request class behind the entry point."""

import contextlib

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class PortalRequest(WSGIRequest):
    """All our pages are UTF-8, so a client's claim of another charset is not believed.

    Django builds the request before any middleware: with "charset=zlib" that alone would fail,
    and "charset=unicode_escape" would smuggle in lone surrogates, which nothing can store.
    """

    content_type = ""
    content_params: dict[str, str] = {}

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        # A header that cannot be understood counts as none.
        with contextlib.suppress(LookupError, ValueError):
            self.content_type, self.content_params = parse_header_parameters(
                meta.get("CONTENT_TYPE", "")
            )


class PortalHandler(WSGIHandler):
    request_class = PortalRequest
