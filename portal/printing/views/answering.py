"""Files as answers: never kept, never guessed at, never run."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
ZIP = "application/zip"


def file_answer(content: bytes, mime: str, name: str, *, attached: bool = True) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(attached, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
