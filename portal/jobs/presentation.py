"""A job as the progress component wants it."""

from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.web.components import Progress

_STATES = {JobState.CANCELLED: "failed"}
_CANCELLED = "已取消。"
_FAILED = "没有完成，请稍后再试；仍不行请联系管理员。"


def progress_of(job: Job) -> Progress:
    state = JobState(job.state)
    return Progress(
        state=_STATES.get(state, state.value),
        done=job.done,
        total=job.total,
        message=_message(job, state),
        result_url=job.next_url if state is JobState.DONE else "",
    )


def _message(job: Job, state: JobState) -> str:
    if state is JobState.CANCELLED:
        return _CANCELLED
    return job.error or _FAILED if state is JobState.FAILED else job.note
