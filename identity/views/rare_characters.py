"""Help to enter a character that neither the reader nor the input method offers (X10)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from identity.cardreading.rarechars import RareCharacter, by_pinyin, describe
from identity.rules.scripts import is_han

_MOST = 300
_LONGEST = 20


@require_GET
def rare_characters(request: HttpRequest) -> HttpResponse:
    """A page to copy from; asked by htmx, only the characters, to be put into the field."""
    typed = request.GET.get("pinyin", request.GET.get("rare_pinyin", "")).strip()[:_LONGEST]
    found = _found(typed)
    context = {"typed": typed, "found": found, "cut": len(found) >= _MOST}
    part = "identity/rare_found.html" if request.headers.get("HX-Request") else ""
    return render(request, part or "identity/rare_characters.html", context)


def _found(typed: str) -> tuple[RareCharacter, ...]:
    """By reading; characters themselves are explained (code point, readings)."""
    characters = [sign for sign in typed if is_han(sign)]
    if characters:
        return tuple(describe(sign) for sign in characters)
    return by_pinyin(typed, _MOST) if typed else ()
