"""What must be said with a transition: opinion, coded reasons, marked fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.approvals.errors import ReasonNeeded
from portal.approvals.flow import Flow, Mark, Marking, Reason, Transition
from portal.approvals.models import ReasonCode

_LONGEST_OPINION = 1000
_LONGEST_NOTE = 200


@dataclass(frozen=True)
class Statement:
    opinion: str
    reasons: tuple[dict[str, str], ...]
    marks: tuple[Mark, ...]


def statement(
    flow: Flow,
    transition: Transition,
    *,
    opinion: str,
    codes: Sequence[str],
    marks: Iterable[Mark],
    markable: Mapping[str, str],
) -> Statement:
    """What was said, complete. ReasonNeeded when something is missing, unknown or too long."""
    said = opinion.strip()
    if len(said) > _LONGEST_OPINION:
        raise ReasonNeeded(f"意见不能超过 {_LONGEST_OPINION} 字，现有 {len(said)} 字。")
    if transition.reason is Reason.TEXT and not said:
        raise ReasonNeeded(f"请填写{transition.label}的原因。")
    reasons = _reasons(flow, transition, said, codes)
    return Statement(said, reasons, _marks(transition, tuple(marks), markable))


def _reasons(
    flow: Flow, transition: Transition, said: str, codes: Sequence[str]
) -> tuple[dict[str, str], ...]:
    if transition.reason is not Reason.CODED:
        return ()
    known = {reason.code: reason for reason in reason_codes(flow.name, transition.name)}
    if not codes:
        raise ReasonNeeded(f"请选择{transition.label}的原因。", "reasons")
    if set(codes) - set(known):
        raise ReasonNeeded("所选原因已停用，请重新选择。", "reasons")
    chosen = [known[code] for code in dict.fromkeys(codes)]
    if not said and any(reason.needs_text for reason in chosen):
        raise ReasonNeeded("所选原因需要填写具体说明。")
    return tuple(
        {"code": reason.code, "text": reason.text, "consequence": reason.consequence}
        for reason in chosen
    )


def reason_codes(flow_name: str, transition_name: str) -> list[ReasonCode]:
    """The reasons in use for a transition, in their order."""
    rows = ReasonCode.objects.filter(flow=flow_name, transition=transition_name, is_active=True)
    return list(rows.order_by("position", "code"))


def _marks(
    transition: Transition, marks: tuple[Mark, ...], markable: Mapping[str, str]
) -> tuple[Mark, ...]:
    if transition.marks is Marking.NONE:
        return ()
    if transition.marks is Marking.REQUIRED and not marks:
        raise ReasonNeeded("请勾选需要修改的项目。", "marks")
    for mark in marks:
        if mark.field not in markable:
            raise ReasonNeeded("勾选的项目不存在，请刷新页面后重试。", "marks")
        if len(mark.note) > _LONGEST_NOTE:
            raise ReasonNeeded(
                f"“{markable[mark.field]}”的说明不能超过 {_LONGEST_NOTE} 字。", "marks"
            )
    return tuple(Mark(mark.field, mark.note.strip()) for mark in marks)
