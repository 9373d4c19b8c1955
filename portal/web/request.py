"""The request class behind the entry point."""

import contextlib
from functools import cached_property

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class PortalRequest(WSGIRequest):
    """Strange headers count as none.

    All our pages are UTF-8, so a client's claim of another charset is not believed. Django builds
    the request before any middleware: with "charset=zlib" that alone would fail, and
    "charset=unicode_escape" would smuggle in lone surrogates, which nothing can store.
    """

    content_type = ""
    content_params: dict[str, str] = {}

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        with contextlib.suppress(LookupError, ValueError):
            self.content_type, self.content_params = parse_header_parameters(
                meta.get("CONTENT_TYPE", "")
            )

    @cached_property
    def COOKIES(self) -> dict[str, str]:  # type: ignore[override]
        """Without those holding a NUL, which a quoted cookie may and no database looks up."""
        found: dict[str, str] = super().COOKIES
        return {name: value for name, value in found.items() if value.isprintable()}


class PortalHandler(WSGIHandler):
    request_class = PortalRequest
