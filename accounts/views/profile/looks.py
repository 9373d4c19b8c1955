"""谁看过我的信息 (X9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.queries.profile import earlier_subjects
from accounts.views.profile.mine import for_person
from identity.models import Person
from portal.audit.queries import looks_at
from portal.web.pagination import paginate


@never_cache
@for_person
@require_GET
def looks(request: HttpRequest, person: Person) -> HttpResponse:
    context = {"looks": paginate(request, looks_at(person.pk, earlier_subjects(person)))}
    return render(request, "accounts/profile/looks.html", context)
