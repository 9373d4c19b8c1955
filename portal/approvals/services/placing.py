"""What the columns of a case are in a position: whose turn, due when, open or not."""

from datetime import date
from typing import Any

from portal.approvals.flow import Flow, Position, State, WhoActs
from portal.approvals.models import Case
from portal.approvals.rules import body_at, stage_at
from portal.clock import today
from portal.reference.queries import working_day_after


def columns(flow: Flow, case: Case, position: Position) -> dict[str, Any]:
    """The columns of `case` that follow from where it stands now."""
    state = flow.state(position.state)
    return {
        "state": position.state,
        "level": position.level,
        "is_open": not state.final,
        "body_id": body_at(case, position.level) if state.who_acts is WhoActs.BODY else None,
        "marks": [{"field": mark.field, "note": mark.note} for mark in position.marks],
        "asked": position.asked,
        "result": _result(flow, case, position),
    }


def _result(flow: Flow, case: Case, position: Position) -> str:
    """The latest level's opinion in words: 初审合格."""
    if not position.results:
        return ""
    level = max(position.results)
    return f"{stage_at(case, level)}{position.results[level]}"


def due_on(case: Case, state: State, level: int) -> date | None:
    """The last day of a stop in `state`: as the route says for the level, else as the flow says."""
    days = state.working_days
    if state.who_acts is WhoActs.BODY and 1 <= level <= len(case.route):
        days = case.route[level - 1].get("days", days)
    return None if days is None else working_day_after(today(), days)
