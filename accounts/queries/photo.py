"""A 1-inch photo: what was uploaded and what fitting made of it (X2)."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from accounts.models import SignUp, User
from portal.jobs.enums import OPEN_STATES, JobState
from portal.jobs.models import Job
from portal.web.components import Progress

_WENT_WRONG = "照片没有处理成功，请重新上传。"


@dataclass(frozen=True)
class PhotoState:
    """In Chinese, `problem` says why no right photo could be made, `note` what to know of it."""

    step: Literal["none", "running", "done", "failed"]
    portrait: UUID | None = None
    problem: str = ""
    note: str = ""
    progress: Progress | None = None


def state_of(sign_up: SignUp) -> PhotoState:
    """The newest attempt; a portrait made before stays until a better one is made."""
    job = Job.objects.filter(pk=sign_up.photo_job).first() if sign_up.photo_job else None
    return _state(job, sign_up.photo)


def state_for(user: User, job_id: str | None) -> PhotoState:
    """The attempt of this user's own that the page remembers; without one, what they have."""
    found = Job.objects.filter(pk=job_id, owner=user).first() if job_id else None
    return _state(found, user.person.photo if user.person else None)


def _state(job: Job | None, portrait: UUID | None) -> PhotoState:
    if job is None:
        return PhotoState("done" if portrait else "none", portrait)
    if job.state in OPEN_STATES:
        running = Progress(job.state, job.done, job.total)
        return PhotoState("running", portrait, progress=running)
    result = job.result or {}
    if job.state == JobState.DONE and "document" in result:
        return PhotoState("done", UUID(result["document"]), note=result.get("note", ""))
    return PhotoState("failed", portrait, job.error or _WENT_WRONG)
