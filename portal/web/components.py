"""What the page components are fed with: plain frozen values, made by views."""

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
    """A picture of the viewer."""

    url: str
    label: str
    alt: str = ""
    download_url: str = ""


@dataclass(frozen=True)
class BulkAction:
    """One button over many rows, posted as action=value; `confirm` is asked before."""

    value: str
    label: str
    confirm: str = ""
    danger: bool = False
