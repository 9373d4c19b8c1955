"""The photo of a sign-up: what was uploaded and what fitting made of it (X2)."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from accounts.models import SignUp
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
    if job is None:
        return PhotoState("done" if sign_up.photo else "none", sign_up.photo)
    if job.state in OPEN_STATES:
        running = Progress(job.state, job.done, job.total)
        return PhotoState("running", sign_up.photo, progress=running)
    result = job.result or {}
    if job.state == JobState.DONE and "document" in result:
        return PhotoState("done", UUID(result["document"]), note=result.get("note", ""))
    return PhotoState("failed", sign_up.photo, job.error or _WENT_WRONG)
