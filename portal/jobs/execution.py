"""Running one job: the same code in a worker and in a test."""

import logging
import traceback
from contextlib import AbstractContextManager, nullcontext
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded

from portal.jobs import claims, registry
from portal.jobs.heartbeat import beating
from portal.jobs.limits import memory_limit
from portal.jobs.models import Job
from portal.jobs.run import JobFailed, JobRun, Stopped

logger = logging.getLogger(__name__)

OUT_OF_TIME = "处理时间过长，已中止"
OUT_OF_MEMORY = "处理所需内存过大，已中止"


def execute(job_id: UUID | str, *, heartbeat: bool = True) -> bool:
    """Claim the job and run its handler; False when it is not there to be claimed."""
    job = claims.claim(job_id)
    if job is None:
        return False
    beats: AbstractContextManager[None] = beating(job) if heartbeat else nullcontext()
    with beats:
        _attempt(job)
    return True


def _attempt(job: Job) -> None:
    try:
        kind = registry.find(job.kind)
        with memory_limit(kind.memory_mb):
            result = kind.handler(JobRun(job))
        claims.finish(job, dict(result))
    except Stopped:
        logger.info("job %s (%s): stopped", job.pk, job.kind)
    except JobFailed as failure:
        claims.fail(job, str(failure))
    except SoftTimeLimitExceeded:
        claims.retry_or_fail(job, OUT_OF_TIME)
    except MemoryError:
        claims.retry_or_fail(job, OUT_OF_MEMORY)
    except Exception as error:
        _log(job, error)
        claims.retry_or_fail(job, f"内部错误（{type(error).__name__}）")


def _log(job: Job, error: Exception) -> None:
    # Not the exception's own text: it may quote what a person typed.
    trace = "".join(traceback.format_tb(error.__traceback__))
    logger.error("job %s (%s): %s\n%s", job.pk, job.kind, type(error).__name__, trace)
