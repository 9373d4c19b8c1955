"""A job as the progress component wants it."""

from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.web.components import Progress

_FAILED = "没有完成，请稍后再试；仍不行请联系管理员。"


def progress_of(job: Job) -> Progress:
    return Progress(
        state=job.state,
        done=job.done,
        total=job.total,
        note=(job.error or _FAILED) if job.state == JobState.FAILED else job.note,
        result_url=job.next_url if job.state == JobState.DONE else "",
    )
