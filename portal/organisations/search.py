"""Finding bodies by characters, full pinyin, initials and former names."""

from django.db.models import Q, QuerySet

from portal.organisations.models import Body, BodyName
from portal.reference import pinyin

LONGEST_QUERY = 60


def named(bodies: QuerySet[Body], text: str) -> QuerySet[Body]:
    """Those of `bodies` with a present or former name that begins with or holds `text`."""
    typed = pinyin.typed(text)[:LONGEST_QUERY]
    if not typed:
        return bodies.none() if text.strip() else bodies
    names = BodyName.objects.filter(_condition(typed, text.strip()[:LONGEST_QUERY]))
    return bodies.filter(pk__in=names.values("body"))


def _condition(typed: str, text: str) -> Q:
    if typed.isascii():
        return Q(pinyin__contains=typed) | Q(initials__contains=typed) | Q(name__icontains=text)
    return Q(name__contains=text) | Q(name__contains=typed)
