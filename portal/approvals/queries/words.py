"""A case in words: what staff call its state, what the applicant reads, who acts next (Y3)."""

from dataclasses import dataclass
from datetime import date

from portal.approvals import flow as flows
from portal.approvals.flow import State, WhoActs
from portal.approvals.models import Case
from portal.approvals.rules import stage_at
from portal.clock import today


@dataclass(frozen=True)
class Waiting:
    """Who must act next, and by when; `who` is empty when nobody does."""

    who: str
    until: date | None
    overdue: bool


def state_of(case: Case) -> State:
    return flows.get(case.flow).state(case.state)


def state_label(case: Case, *, applicant: bool = False) -> str:
    state = state_of(case)
    label = state.applicant_label if applicant else state.staff_label
    return label.replace("{stage}", stage_at(case, case.level))


def waiting_for(case: Case, *, applicant: bool = False) -> Waiting:
    """In the applicant's words the applicant is 您."""
    who = {
        WhoActs.APPLICANT: "您" if applicant else "申请人",
        WhoActs.BODY: case.body.name if case.body else "",
        WhoActs.SYSTEM: "系统（到期自动继续）",
        WhoActs.NOBODY: "",
    }[state_of(case).who_acts]
    return Waiting(who, case.due_on, bool(case.due_on and case.due_on < today()))


def marks_of(case: Case) -> dict[str, str]:
    """Field name -> what the reviewer wrote beside it."""
    return {mark["field"]: mark["note"] for mark in case.marks}
