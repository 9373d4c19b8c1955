"""The job of a run: for each application a number, and then its PDF.

A worker may be killed at any moment. Certificate and result are one transaction; a certificate
whose PDF is not there yet is taken up again, and drawing it twice gives one print.
"""

import logging
import traceback

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, transaction

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Certificate, IssueItem, IssueResult, IssueRun
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.services.issuing import issue_one
from portal.clock import now
from portal.jobs.run import JobRun
from portal.organisations.queries import scope_of
from portal.printing.errors import PrintFailed
from portal.printing.services import render

_log = logging.getLogger(__name__)
_BROKEN = "处理时出错，请稍后单独签发这一件。"


def work_off(run: JobRun) -> dict[str, int]:
    """Every item that lacks its certificate or its PDF; the progress counts the others, too."""
    issue = IssueRun.objects.select_related("user").get(pk=run.payload["run"])
    total = issue.items.count()
    unfinished = _unfinished(issue)
    done = total - len(unfinished)
    run.progress(done, total)
    for pk in unfinished:
        _one(issue, pk)
        done += 1
        run.progress(done, total)
    IssueRun.objects.filter(pk=issue.pk, finished_at=None).update(finished_at=now())
    return {"done": issue.items.filter(result=IssueResult.DONE).count(), "total": total}


def _unfinished(issue: IssueRun) -> list[int]:
    """Keys of items, in their order."""
    items = list(certificates.items_of(issue).exclude(result=IssueResult.REFUSED))
    printed = certificates.papers_of(item.certificate for item in items if item.certificate)
    return [
        item.pk
        for item in items
        if item.certificate is None or item.certificate.subject not in printed
    ]


def _one(issue: IssueRun, item_id: int) -> None:
    """One broken application must neither stop the others nor go unreported."""
    try:
        certificate = _issued(issue, item_id)
        _printed(issue, item_id, certificate)
    except Refused as refused:
        _report(item_id, IssueResult.REFUSED, str(refused))
    except (DatabaseError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        _note_failure(item_id, error)
        _report(item_id, IssueResult.REFUSED, _BROKEN)


def _issued(issue: IssueRun, item_id: int) -> Certificate:
    with transaction.atomic():
        item = IssueItem.objects.select_for_update(of=("self",)).get(pk=item_id)
        if not certificates.may_issue(scope_of(issue.user), issue.plan_id):
            raise Refused("您已没有签发这个计划证书的权限。")
        certificate = issue_one(item.application_id, issue.user)
        item.result, item.message, item.certificate = IssueResult.DONE, "", certificate
        item.save(update_fields=["result", "message", "certificate"])
    return certificate


def _printed(issue: IssueRun, item_id: int, certificate: Certificate) -> None:
    """A PDF that cannot be made does not undo the certificate: it is said beside it."""
    try:
        render(certificates.PRINT_KIND, certificate.subject, actor=issue.user)
    except PrintFailed as failure:
        _report(item_id, IssueResult.DONE, f"证书文件没有生成：{failure}")
    except (DatabaseError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        _note_failure(item_id, error)
        _report(item_id, IssueResult.DONE, "证书文件没有生成，请联系管理员。")


def _note_failure(item_id: int, error: Exception) -> None:
    """Not the exception's own text: it may quote personal data."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    _log.error("issue item %s: %s\n%s", item_id, type(error).__name__, trace)


def _report(item_id: int, result: IssueResult, message: str) -> None:
    IssueItem.objects.filter(pk=item_id).update(result=result, message=message[:300])
