"""Transitions that every flow may want, made to order."""

from portal.approvals.flow.declaration import Guard, Transition
from portal.approvals.flow.facts import Facts, Problem
from portal.approvals.flow.targets import Goto, Send, Stay, Undo
from portal.approvals.flow.words import ActorKind, Reach, Reason


def not_asked_yet(facts: Facts) -> Problem | None:
    return Problem("已经申请过退回修改，请等待处理。") if facts.asked else None


def was_asked(facts: Facts) -> Problem | None:
    return None if facts.asked else Problem("申请人没有申请退回修改。")


def withdraw(sources: tuple[str, ...], to: str, *, effects: tuple[str, ...] = ()) -> Transition:
    """撤销 by the applicant."""
    return Transition(
        "withdraw", "撤销申请", "申请人撤销", sources, Goto(to),
        actor=ActorKind.APPLICANT, effects=effects, tone="bad",
    )  # fmt: skip


def return_on_request(
    sources: tuple[str, ...],
    to: str,
    *,
    roles: tuple[str, ...],
    reach: Reach = Reach.UNIT,
    effects: tuple[str, ...] = (),
    ask_effects: tuple[str, ...] = (),
) -> tuple[Transition, ...]:
    """申请退回修改 (Y9): asked with a reason, granted in one click, or refused with a reason."""
    ask = Transition(
        "ask_return", "申请退回修改", "申请退回修改", sources, Stay(asked=True),
        actor=ActorKind.APPLICANT, guard=not_asked_yet, reason=Reason.TEXT, quiet=True,
        effects=ask_effects,
    )  # fmt: skip
    grant = Transition(
        "grant_return", "同意退回修改", "同意退回修改", sources, Send(to),
        roles=roles, reach=reach, guard=was_asked, effects=effects, bulk=True, quiet=True,
    )  # fmt: skip
    refuse = Transition(
        "refuse_return", "不同意退回", "不同意退回修改", sources, Stay(asked=False),
        roles=roles, reach=reach, guard=was_asked, reason=Reason.TEXT, effects=effects, quiet=True,
    )  # fmt: skip
    return ask, grant, refuse


def reverse(
    sources: tuple[str, ...],
    undoes: tuple[str, ...],
    *,
    roles: tuple[str, ...],
    reach: Reach = Reach.UNIT,
    guard: Guard | None = None,
    consequences: tuple[str, ...] = (),
    effects: tuple[str, ...] = (),
) -> Transition:
    """撤销审批（恢复） (Y4): the case stands again where it stood before its last decision."""
    return Transition(
        "reverse", "撤销审批（恢复）", "撤销审批，恢复原状态", sources, Undo(undoes),
        roles=roles, reach=reach, guard=guard, reason=Reason.TEXT,
        consequences=consequences, effects=effects, tone="bad",
    )  # fmt: skip
