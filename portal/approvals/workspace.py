"""Where a workflow tells the shared workspace what it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.approvals import flow as flows
from portal.approvals.flow import Facts, Flow
from portal.approvals.models import Case, Decision

if TYPE_CHECKING:
    from portal.approvals.actors import Actor


@dataclass(frozen=True)
class Picture:
    """A picture of the viewer; `url` answers only those who may see it.

    Those of one `group` ("E1 教师资格证") are shown together, one at a time, with a list of all;
    `download_url` gives the original.
    """

    url: str
    label: str
    alt: str = ""
    download_url: str = ""
    group: str = ""


@dataclass(frozen=True)
class Row:
    """One datum of a section.

    `field` is the name by which it can be marked ("" for none). `value` is what is shown, masked
    where sensitive; `unmask` names what a logged POST reveals ("" when nothing is hidden).
    `note` says what the reviewer should notice (differs from the card reading), `tone` how badly.
    """

    field: str
    label: str
    value: str = ""
    note: str = ""
    tone: str = "neutral"
    picture: Picture | None = None
    unmask: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Applied:
    """What a consequence or an effect is told: the case as it now is, the decision, and who."""

    case: Case
    decision: Decision
    actor: "Actor | None" = None


Consequence = Callable[[Applied], None]
Effect = Callable[[Applied], None]


@dataclass(frozen=True)
class Workflow:
    """What an app implements to have its cases reviewed; registered in `AppConfig.ready()`.

    - `flow`: registered by `flow.register`.
    - `sections(case)`: the data, in the order of the form; shown to reviewers on one screen.
    - `pictures(case)`: what stands on the right, beside the data; the first is opened.
    - `markable(case)`: field name -> label of what a return may mark (Y2).
    - `unmask(case, name)`: the plain value of a row's `unmask`; the look is recorded before.
    - `facts(case)`: what guards ask, a `Facts` or the flow's subclass of it; the engine fills in
      level, levels, results, asked and today.
    - `consequences`: name -> callable, run inside the transaction of the decision; what it raises
      undoes the decision. An `ApprovalError` is shown to the reviewer.
    - `effects`: name -> callable, run by a job after commit, at least once: idempotent.
      They get `Applied` with `actor=None`.
    - `template`: a template included under the sections with `case` ("" for none).
    - `applicant_url(case)`: where the applicant sees it ("" for nowhere).
    """

    flow: Flow
    sections: Callable[[Case], tuple[Section, ...]]
    markable: Callable[[Case], Mapping[str, str]] = lambda case: {}
    pictures: Callable[[Case], tuple[Picture, ...]] = lambda case: ()
    unmask: Callable[[Case, str], str] = lambda case, name: ""
    facts: Callable[[Case], Facts] | None = None
    consequences: Mapping[str, Consequence] = field(default_factory=dict)
    effects: Mapping[str, Effect] = field(default_factory=dict)
    template: str = ""
    applicant_url: Callable[[Case], str] = lambda case: ""


_WORKFLOWS: dict[str, Workflow] = {}


def register(workflow: Workflow) -> Workflow:
    """Keeps the workflow. ValueError when its flow is unknown or names something it lacks."""
    flow = workflow.flow
    if flows.get(flow.name) is not flow:
        raise ValueError(f"{flow.name} is another flow than the registered one")
    for transition in flow.transitions:
        missing = [
            *(set(transition.consequences) - set(workflow.consequences)),
            *(set(transition.effects) - set(workflow.effects)),
        ]
        if missing:
            raise ValueError(f"{flow.name}.{transition.name}: {missing} is not bound")
    _WORKFLOWS[flow.name] = workflow
    return workflow


def unregister(name: str) -> None:
    _WORKFLOWS.pop(name, None)


def get(flow_name: str) -> Workflow:
    """KeyError when no workflow of this flow is registered."""
    return _WORKFLOWS[flow_name]


def find(flow_name: str) -> Workflow | None:
    return _WORKFLOWS.get(flow_name)


def every() -> tuple[Workflow, ...]:
    return tuple(_WORKFLOWS.values())
