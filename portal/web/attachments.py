"""What the buttons of an evidence item ask for: `{% attachments item %}` posts, a workflow stores.

A view that handles them, with the whole form in every post:

    asked = attachment_action(request.POST.get("action", ""))
    if asked:
        keep what was typed; then act on asked.verb and asked.target, and
        for file in uploads_of(request.FILES, asked): store it
        redirect to the page again, or show it with `errors` of the item
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

UPLOAD: Final = "upload"
REPLACE: Final = "replace"
REMOVE: Final = "remove"
UP: Final = "up"
DOWN: Final = "down"
_VERBS: Final = frozenset({UPLOAD, REPLACE, REMOVE, UP, DOWN})


@dataclass(frozen=True)
class AttachmentAction:
    """`target` is the item's name for "upload", the file's id for every other verb."""

    verb: str
    target: str

    @property
    def field(self) -> str:
        """The name of the file input that belongs to it."""
        return file_field(self.target) if self.verb == UPLOAD else f"{REPLACE}-{self.target}"


def file_field(item: str) -> str:
    """The name of the file input of an item."""
    return f"files-{item}"


def attachment_action(posted: str) -> AttachmentAction | None:
    """The action that "up:12" stands for; None for what is no action on a file."""
    verb, colon, target = posted.partition(":")
    if verb not in _VERBS or not colon or not target:
        return None
    return AttachmentAction(verb, target)


def uploads_of(
    files: "MultiValueDict[str, UploadedFile[Any]]", action: AttachmentAction
) -> list["UploadedFile[Any]"]:
    """The files that came with "upload" or "replace"; of the latter at most one."""
    sent = files.getlist(action.field)
    return sent[:1] if action.verb == REPLACE else sent


def reordered(ids: Sequence[str], action: AttachmentAction) -> list[str]:
    """The files' ids in their new order; as they were, when one cannot go further."""
    order = list(ids)
    if action.target not in order or action.verb not in {UP, DOWN}:
        return order
    at = order.index(action.target)
    to = at - 1 if action.verb == UP else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order
