"""Jobs of the documents."""

from typing import Any
from uuid import UUID

from portal.audit.actors import SystemActor
from portal.documents import queries, services
from portal.documents.models import Document
from portal.documents.photofit import CannotFit
from portal.documents.vault import FileLost
from portal.jobs import registry
from portal.jobs.run import JobFailed, JobRun


@registry.job(services.FIT_PHOTO_JOB, time_limit=60, memory_mb=800)
def fit_photo(run: JobRun) -> dict[str, Any]:
    """Result: `document` (the portrait's id) and `note` (what was done about the ground)."""
    photo = queries.by_id(UUID(run.payload["document"]))
    try:
        portrait, note = services.fit_photo(
            photo, actor=SystemActor("photo fitting"), steps=run.progress
        )
    except CannotFit as error:
        raise JobFailed(error.message) from error
    except FileLost as error:
        raise JobFailed("照片文件已经不在了，请重新上传。") from error
    return {"document": str(portrait.pk), "note": note}


@registry.job(services.DRAW_PAGES_JOB, time_limit=600, memory_mb=400)
def draw_pages(run: JobRun) -> dict[str, Any]:
    """Result: `pages` that can be shown. A document that is gone has none."""
    try:
        document = queries.by_id(UUID(run.payload["document"]))
        return {"pages": services.draw_pages(document, run.progress)}
    except (Document.DoesNotExist, FileLost):
        return {"pages": 0}


@registry.job("documents.delete_expired", time_limit=300)
def delete_expired(run: JobRun) -> dict[str, Any]:
    return {"deleted": services.delete_expired()}


@registry.job("documents.sweep_orphans", time_limit=300)
def sweep_orphans(run: JobRun) -> dict[str, Any]:
    return {"deleted": services.sweep_orphans()}


registry.periodic("documents.delete_expired", every_seconds=3600)
registry.periodic("documents.sweep_orphans", every_seconds=86400)
