"""What registration adds to a person's record (X16): what the school entered, what is due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from identity.models import Person
from identity.records import Due as NextDue
from identity.records import Happened, Part
from registration.enums import Appraisal, DueKind, DueState, Morals, ProbationResult
from registration.models import YearRecord
from registration.queries.due import due_for
from registration.queries.history import probation_of
from registration.rules.due import Due

LABEL = "定期注册"
_TONES = {
    Appraisal.FAILED: "bad",
    Appraisal.ABSENT: "bad",
    Appraisal.BASIC: "wait",
    Appraisal.UNGRADED: "wait",
}


def part_of(person: Person) -> Part:
    """About ten queries."""
    due = due_for(person)
    return Part(
        happened=(*_years(person), *_probation(person)),
        dues=(_next(due),) if due.certificate is not None and due.kind != DueKind.NONE else (),
    )


def _years(person: Person) -> Iterator[Happened]:
    """On the day the school entered them: an assessment has no day of its own."""
    for row in YearRecord.objects.filter(person=person).select_related("body"):
        words = [
            f"年度考核{Appraisal(row.appraisal).label}" if row.appraisal else "",
            f"师德考核{Morals(row.morals).label}" if row.morals else "",
        ]
        text = "，".join(filter(None, words))
        if text:
            tone = _TONES.get(Appraisal(row.appraisal), "good") if row.appraisal else "neutral"
            yield Happened(localdate(row.entered_at), f"{row.year}年{text}", row.body.name, tone)


def _probation(person: Person) -> Iterator[Happened]:
    found = probation_of(person)
    if found is not None:
        passed = found.result == ProbationResult.PASSED
        day: date = found.passed_on or localdate(found.entered_at)
        tone = "good" if passed else "bad"
        yield Happened(day, f"试用期{found.get_result_display()}", found.body.name, tone)


def _next(due: Due) -> NextDue:
    """Under the key that identity uses: this one knows more, and takes its place."""
    key = {
        DueKind.FIRST: "first-registration",
        DueKind.PERIODIC: f"registration-{due.certificate}",
        DueKind.AGAIN: f"deferred-{due.certificate}",
    }[due.kind]
    state = "" if due.state == DueState.NOT_YET else f"现在{due.state.label}。"
    text = state + "".join(reason.text for reason in due.reasons)
    url = reverse("registration:mine")
    return NextDue(key, str(due.kind.label), text, due.since, due.until, url)
