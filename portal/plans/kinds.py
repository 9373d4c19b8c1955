"""What each workflow knows of its plans. Workflows register theirs in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.plans.enums import Holder
from portal.plans.models import Plan
from portal.web.components import TaskItem

if TYPE_CHECKING:
    from accounts.models import User


class UnknownWorkflow(LookupError):
    """No workflow of this name has plans."""


@dataclass(frozen=True)
class UnderWay:
    """How much hangs on a plan: drafts not sent, cases open."""

    drafts: int = 0
    cases: int = 0

    def __bool__(self) -> bool:
        return bool(self.drafts or self.cases)


def _nothing(plan: Plan) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class PlanKind:
    """The plans of one workflow.

    `sections` are the workflow's own lines of the plan's task list, `problems` what keeps it from
    being published. `preview` names a template included in the preview with `plan` and what
    `preview_context` gives. `drafters` have an unsent draft (they are reminded before the window
    closes), `concerned` a draft or an open case (they are told of changes and of a withdrawal).
    `copy(source, target)` copies the workflow's own tables; `stop` ends the open cases of a plan
    withdrawn with them, inside a job, and must be idempotent. `applicant_url` is where notices
    lead: a path of this portal.
    """

    workflow: str
    label: str
    holders: tuple[Holder, ...]
    sections: Callable[[Plan], list[TaskItem]]
    problems: Callable[[Plan], list[str]]
    drafters: Callable[[Plan], Iterable["User"]]
    concerned: Callable[[Plan], Iterable["User"]]
    under_way: Callable[[Plan], UnderWay]
    copy: Callable[[Plan, Plan], None]
    stop: Callable[[Plan], None]
    applicant_url: Callable[[Plan], str]
    preview: str = ""
    preview_context: Callable[[Plan], Mapping[str, Any]] = _nothing


_kinds: dict[str, PlanKind] = {}


def register(kind: PlanKind) -> None:
    """Make a workflow's plans known; another kind of the same name is a programming error."""
    if _kinds.setdefault(kind.workflow, kind) != kind:
        raise ValueError(f"two kinds of plan for {kind.workflow!r}")


def unregister(workflow: str) -> None:
    """For tests."""
    _kinds.pop(workflow, None)


def find(workflow: str) -> PlanKind:
    try:
        return _kinds[workflow]
    except KeyError:
        raise UnknownWorkflow(workflow) from None


def every() -> tuple[PlanKind, ...]:
    return tuple(_kinds.values())


def label_of(workflow: str) -> str:
    kind = _kinds.get(workflow)
    return kind.label if kind else workflow
