"""What the page components are fed with: plain frozen values, made by views."""

from collections.abc import Sequence
from dataclasses import dataclass

TONES = frozenset({"neutral", "info", "wait", "good", "bad"})


@dataclass(frozen=True)
class TaskItem:
    """One line of a task list; without a url it cannot be started yet."""

    label: str
    url: str = ""
    status: str = ""
    tone: str = "neutral"
    hint: str = ""


@dataclass(frozen=True)
class SummaryRow:
    """One checked answer; `change_url` leads back to where it was given."""

    label: str
    value: object = ""
    change_url: str = ""
    change_label: str = "修改"
    mark: str = ""


@dataclass(frozen=True)
class TimelineStep:
    """One event of a case. state: done, current or todo."""

    title: str
    when: object = ""
    who: str = ""
    text: str = ""
    tone: str = "neutral"
    state: str = "done"


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    icon: str = ""
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Progress:
    """Counted work of a job. state: queued, running, done, failed or cancelled."""

    state: str
    done: int = 0
    total: int = 0
    note: str = ""
    result_url: str = ""
    result_label: str = "查看结果"

    @property
    def running(self) -> bool:
        return self.state in {"queued", "running"}

    @property
    def percent(self) -> int:
        if self.state == "done":
            return 100
        return min(100, self.done * 100 // self.total) if self.total else 0


@dataclass(frozen=True)
class Filter:
    """A filter in force, and the address of the same list without it."""

    label: str
    value: str
    remove_url: str


@dataclass(frozen=True)
class Picture:
    """A picture of the viewer; those of one `group` belong together."""

    url: str
    label: str
    alt: str = ""
    download_url: str = ""
    group: str = ""


@dataclass(frozen=True)
class AttachedFile:
    """One file of an evidence item; size in bytes.

    `preview_url` is a picture of it (of its first page), `page_urls` those of all pages of a PDF,
    `open_url` the file itself. `doubled` says where else the same file was used, `problem` why it
    cannot be used (Chinese sentences, "" for nothing).
    """

    id: str
    label: str
    size: int = 0
    pages: int = 1
    preview_url: str = ""
    open_url: str = ""
    page_urls: tuple[str, ...] = ()
    doubled: str = ""
    problem: str = ""


@dataclass(frozen=True)
class AttachmentItem:
    """One evidence item of an application and the files sent for it.

    `name` is unique on the page and fit for an id. `errors` say what was wrong with the last
    upload, `mark` what the reviewer asks for. `accept` is the file input's, `accepted` the same in
    words; pictures with a longer side than `max_edge` pixels are shrunk in the browser.
    """

    name: str
    label: str
    hint: str = ""
    required: bool = False
    files: Sequence[AttachedFile] = ()
    mark: str = ""
    locked: bool = False
    most: int = 10
    errors: Sequence[str] = ()
    accept: str = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.webp"
    accepted: str = "PDF、JPEG、PNG、HEIC、WebP"
    most_bytes: int = 20 * 1024 * 1024
    max_edge: int = 2400

    @property
    def target(self) -> str:
        """Where a line of the error summary leads to."""
        return f"files-{self.name}" if self.room and not self.locked else f"attach-{self.name}"

    @property
    def room(self) -> int:
        return max(0, self.most - len(self.files))


@dataclass(frozen=True)
class BulkAction:
    """One button over many rows, posted as action=value; `confirm` is asked before."""

    value: str
    label: str
    confirm: str = ""
    danger: bool = False
