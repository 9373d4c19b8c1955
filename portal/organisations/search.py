"""Finding bodies by characters, full pinyin, initials and former names."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from portal.organisations.models import Body, BodyName
from portal.reference import pinyin


def named(bodies: QuerySet[Body], text: str) -> QuerySet[Body]:
    """Those of `bodies` with a present or former name that begins with or holds `text`."""
    typed = pinyin.typed(text)
    if not typed:
        return bodies.none() if text.strip() else bodies
    names = BodyName.objects.filter(_condition(typed, pinyin.asked(text)))
    return bodies.filter(pk__in=names.values("body"))


def _condition(typed: str, text: str) -> Q:
    if typed.isascii():
        return Q(pinyin__contains=typed) | Q(initials__contains=typed) | Q(name__icontains=text)
    return Q(name__contains=text) | Q(name__contains=typed)


def first_matches(names: QuerySet[BodyName], text: str, most: int) -> list[Body]:
    """Bodies behind `names`: those that begin so (by index) first, then those that hold it.

    For search boxes: at most `most`, so that the longer look through all names ends early.
    """
    plain = pinyin.asked(text)
    typed = pinyin.typed(plain)
    if not typed:
        return []
    begins = Q(name__begins=plain) | Q(pinyin__begins=typed) | Q(initials__begins=typed)
    first = names.filter(begins).order_by("body__sort_key", "body")[:most]
    found = _bodies(first)
    if len(found) < most:
        others = names.filter(_condition(typed, plain)).exclude(body__in=found)
        rest = _bodies(others.order_by()[: most - len(found)])
        found |= dict(sorted(rest.items(), key=lambda item: item[1].sort_key))
    return list(found.values())


def _bodies(names: Iterable[BodyName]) -> dict[int, Body]:
    return {name.body_id: name.body for name in names}
