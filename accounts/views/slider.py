"""The slider's two questions (a new picture; is it here?), and the spoken digits."""

import base64
import re

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.queries.captcha import digits_of
from accounts.slider import digits, store
from accounts.slider.limits import HOUR, take_picture, take_voice
from accounts.slider.picture import HEIGHT, WIDTH
from portal.web.address import network_of
from portal.web.numbers import whole_number
from portal.web.views import too_many

# What the store hands out; anything else is no key for a cache.
_NAME = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
PURPOSES = ("sign-in", "recover")
_TOO_MANY = "获取拼图太频繁，请改用数字验证码，或稍后再试"


@never_cache
@require_POST
def new(request: HttpRequest, purpose: str) -> HttpResponse:
    """Pixels, and where the piece starts; nothing else."""
    _known(purpose)
    if not request.session.session_key:
        request.session.create()
    session_key = request.session.session_key or ""
    if take_picture(session_key, network_of(request)):
        return JsonResponse({"message": _TOO_MANY}, status=429)
    handout = store.hand_out(session_key, purpose)
    puzzle = handout.puzzle
    return JsonResponse(
        {
            "name": handout.name,
            "width": WIDTH,
            "height": HEIGHT,
            "size": puzzle.piece_size,
            "top": puzzle.top,
            "picture": _inline(puzzle.picture),
            "piece": _inline(puzzle.piece),
        }
    )


@never_cache
@require_POST
def check(request: HttpRequest, purpose: str) -> HttpResponse:
    """Right (with a ticket), wrong (with the tries left), or gone."""
    _known(purpose)
    x = whole_number(request.POST.get("x", ""), digits=4)
    name = request.POST.get("name", "")[:40]
    if x is None or not _NAME.fullmatch(name):
        return JsonResponse({"verdict": store.Verdict.GONE.value}, status=400)
    answer = store.check(name, request.session.session_key or "", purpose, x)
    return JsonResponse(
        {
            "verdict": answer.verdict.value,
            "tries_left": answer.tries_left,
            "ticket": answer.ticket,
        }
    )


@never_cache
@require_GET
def voice(request: HttpRequest, key: str) -> HttpResponse:
    """The digits of a picture, read aloud."""
    found = digits_of(key)
    if found is None or digits.voice() is None:
        raise Http404
    if take_voice(network_of(request)):
        return too_many(request, retry_after=HOUR)
    return HttpResponse(digits.spoken(found), content_type="audio/wav")


def _known(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise Http404


def _inline(image: bytes) -> str:
    return f"data:image/webp;base64,{base64.b64encode(image).decode()}"
