"""One record for life (X16), and what is due as a calendar file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.queries import centre
from accounts.views.profile.mine import for_person
from identity import ics
from identity.models import Person
from identity.records import record_of
from portal.clock import now, today


@never_cache
@for_person
@require_safe
def record(request: HttpRequest, person: Person) -> HttpResponse:
    found = record_of(person)
    context = {
        "record": found,
        "dues": [(due, centre.phase_of(due, today())) for due in found.dues],
        "has_days": bool(centre.calendar_days(found.dues)),
        "steps": centre.steps_of(found.happened),
    }
    return render(request, "accounts/centre/record.html", context)


@never_cache
@for_person
@require_safe
def calendar(request: HttpRequest, person: Person) -> HttpResponse:
    days = centre.calendar_days(record_of(person).dues)
    text = ics.calendar("教师业务办理日程", days, now())
    answer = HttpResponse(text, content_type=ics.CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="teacher-calendar.ics"'
    return answer
