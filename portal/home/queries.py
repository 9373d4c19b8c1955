"""What the public pages show."""

from django.db.models import Q, QuerySet

from portal.clock import now
from portal.documents import queries as documents
from portal.home.models import Announcement, Download, Question
from portal.organisations.enums import BUREAUS, Role
from portal.organisations.models import Body
from portal.organisations.queries import Scope


def announcements() -> QuerySet[Announcement]:
    """Published and not withdrawn, pinned first, then the newest."""
    return Announcement.objects.select_related("issuer").filter(_current())


def downloads() -> QuerySet[Download]:
    return Download.objects.select_related("issuer").filter(_current())


def _current() -> Q:
    return Q(published_at__lte=now()) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=now()))


def questions(search: str = "") -> QuerySet[Question]:
    """Questions, those containing `search` in question or answer."""
    rows = Question.objects.all()
    for word in search.split():
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word))
    return rows


def issuers(scope: Scope) -> QuerySet[Body]:
    """The bureaus one may publish for."""
    return scope.bodies(Role.BUREAU_ADMIN).filter(kind__in=BUREAUS)


def kept_announcements(scope: Scope) -> QuerySet[Announcement]:
    """What one may change: not withdrawn, issued by one's own bureaus."""
    rows = Announcement.objects.select_related("issuer")
    return rows.filter(issuer__in=issuers(scope), withdrawn_at=None)


def kept_downloads(scope: Scope) -> QuerySet[Download]:
    rows = Download.objects.select_related("issuer")
    return rows.filter(issuer__in=issuers(scope), withdrawn_at=None)


def file_of(download: Download) -> bytes:
    """The bytes of a published file; Document.DoesNotExist or FileLost when they are gone."""
    return documents.content(documents.by_id(download.document))
