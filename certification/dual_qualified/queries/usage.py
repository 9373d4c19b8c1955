"""What applications hang on: a place, a line of the evidence list, a clause."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from certification.dual_qualified.models import Application, Attachment, Certificate, Offer
from certification.dual_qualified.queries.offering import Place
from portal.plans.models import Plan

_CHUNK = 500


@dataclass(frozen=True)
class Held:
    """Applications: drafts not sent, under review, closed."""

    drafts: int = 0
    cases: int = 0
    ended: int = 0

    def __bool__(self) -> bool:
        return bool(self.drafts or self.cases or self.ended)

    def in_words(self) -> str:
        """2 份草稿、3 件在审申请."""
        parts = (
            (self.drafts, f"{self.drafts} 份草稿"),
            (self.cases, f"{self.cases} 件在审申请"),
            (self.ended, f"{self.ended} 件已办结申请"),
        )
        return "、".join(words for count, words in parts if count)


def applications_by_place(plan: Plan) -> dict[Place, Held]:
    """Only places with applications."""
    unsent = Q(ended_at=None) & (Q(case=None) | Q(case__state="draft"))
    rows = (
        Application.objects.filter(plan=plan)
        .values("track", "level")
        .annotate(
            all=Count("pk"),
            drafts=Count("pk", filter=unsent),
            ended=Count("pk", filter=Q(ended_at__isnull=False)),
        )
    )
    return {
        (row["track"], row["level"]): Held(
            row["drafts"], row["all"] - row["drafts"] - row["ended"], row["ended"]
        )
        for row in rows
    }


def applications_at(plan: Plan, place: Place) -> Held:
    return applications_by_place(plan).get(place, Held())


def of_items(offer: Offer, codes: Collection[str]) -> dict[str, int]:
    """Code of an evidence item -> how many applications have files under it; only used ones."""
    rows = Attachment.objects.filter(
        application__plan=offer.plan_id,
        application__track=offer.track,
        application__level=offer.level,
        item__in=codes,
    )
    counted = rows.order_by().values_list("item").annotate(Count("application", distinct=True))
    return dict(counted)


def of_clauses(offer: Offer, codes: Collection[str]) -> dict[str, int]:
    """Code of a clause -> how many applications name it; only used ones.

    Answers are encrypted, so every application of the plan is read, and only when a clause goes.
    """
    if not codes:
        return {}
    rows = Application.objects.filter(plan=offer.plan_id)
    counts = Counter(
        code
        for application in rows.only("track", "level", "data", "submitted").iterator(_CHUNK)
        for code in _clauses_named(application, offer)
    )
    return {code: counts[code] for code in codes if counts[code]}


def _clauses_named(application: Application, offer: Offer) -> set[str]:
    """In what is typed now, and in what was sent."""
    place, sent = (offer.track, offer.level), application.submitted
    found: set[str] = set()
    if (application.track, application.level) == place:
        found |= _codes(application.data)
    if (sent.get("track"), sent.get("level")) == place:
        found |= _codes(sent)
    return found


def _codes(answers: Mapping[str, Any]) -> set[str]:
    named = answers.get("clauses")
    return {str(code) for code in named} if isinstance(named, list) else set()


def certificates_issued(plan: Plan) -> int:
    """Under the plan's rule of numbers, revoked ones included."""
    return Certificate.objects.filter(plan=plan).count()
