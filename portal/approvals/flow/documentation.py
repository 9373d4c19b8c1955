"""A flow as a page of documentation: tables, and a diagram in Mermaid. Pure: made from the data."""

from collections.abc import Iterable, Mapping

from portal.approvals.flow.declaration import Flow, State, Transition
from portal.approvals.flow.targets import (
    Choose,
    Goto,
    Resume,
    Send,
    Stay,
    Target,
    Undo,
    states_of,
)
from portal.approvals.flow.words import ActorKind, At, Marking, Reach, Reason, Step, WhoActs

_WHO = {
    WhoActs.APPLICANT: "申请人",
    WhoActs.BODY: "机构",
    WhoActs.SYSTEM: "系统",
    WhoActs.NOBODY: "—",
}
_REACH = {
    Reach.UNIT: "本单位、所属基地及各级教育局",
    Reach.LEVEL: "本环节机构",
    Reach.NEXT_LEVEL: "下一环节机构",
    Reach.PREVIOUS_LEVEL: "上一环节机构",
}
_AT = {
    At.ANY: "",
    At.FIRST: "仅第一环节",
    At.AFTER_FIRST: "第二环节起",
    At.BEFORE_LAST: "最后环节之前",
    At.LAST: "仅最后环节",
}
_REASON = {Reason.NONE: "—", Reason.TEXT: "文字", Reason.CODED: "代码"}
_MARKS = {Marking.NONE: "—", Marking.OPTIONAL: "可以", Marking.REQUIRED: "必须"}
_STEP = {
    Step.KEEP: "",
    Step.REDO: "，本环节重做",
    Step.NEXT: "，进入下一环节",
    Step.PREVIOUS: "，回到上一环节",
    Step.FIRST: "，从第一环节起",
    Step.ZERO: "，不在任何环节",
}

_STATE_HEADS = (
    "状态", "工作人员看到", "申请人看到", "由谁办理", "可修改", "期限（工作日）", "结局",
)  # fmt: skip
_TRANSITION_HEADS = (
    "操作", "按钮", "从", "到", "由谁", "原因", "标记", "批量", "条件", "随同", "之后",
)  # fmt: skip


def page(flow: Flow, roles: Mapping[str, str]) -> str:
    """Markdown; `roles` gives each role's name in the portal's language."""
    return "\n".join([
        f"# {flow.label}（`{flow.name}`）",
        "",
        "由 `manage.py flow_docs` 生成，请勿手工修改。",
        "",
        f"受理编号以 `{flow.prefix}` 开头；起始状态：{flow.state(flow.initial).staff_label}；"
        + ("同一人同时只能有一件。" if flow.exclusive else "同一人可以有多件。"),
        "",
        *_diagram(flow),
        "",
        "## 状态",
        "",
        *_table(_STATE_HEADS, (_state_row(state) for state in flow.states)),
        "",
        "## 操作",
        "",
        *_table(_TRANSITION_HEADS, (_transition_row(flow, t, roles) for t in flow.transitions)),
        "",
    ])  # fmt: skip


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _state_row(state: State) -> tuple[str, ...]:
    return (
        f"`{state.name}`",
        state.staff_label,
        state.applicant_label,
        _WHO[state.who_acts],
        "是" if state.editable else "",
        "" if state.working_days is None else str(state.working_days),
        state.outcome,
    )


def _transition_row(
    flow: Flow, transition: Transition, roles: Mapping[str, str]
) -> tuple[str, ...]:
    return (
        f"`{transition.name}`",
        transition.label,
        "、".join(flow.state(name).staff_label for name in transition.sources),
        _target(flow, transition.target),
        _actor(transition, roles),
        _REASON[transition.reason],
        _MARKS[transition.marks],
        "是" if transition.bulk else "",
        _names((transition.guard.__name__,) if transition.guard else ()),
        _names(transition.consequences),
        _names(transition.effects),
    )


def _names(names: Iterable[str]) -> str:
    return "、".join(f"`{name}`" for name in names)


def _actor(transition: Transition, roles: Mapping[str, str]) -> str:
    if transition.actor is not ActorKind.STAFF:
        return {"applicant": "申请人", "system": "系统"}[transition.actor]
    held = "、".join(roles.get(role, role) for role in transition.roles)
    parts = (held, _REACH[transition.reach], _AT[transition.at])
    return "；".join(part for part in parts if part)


def _target(flow: Flow, target: Target) -> str:
    match target:
        case Goto(state=name, step=step):
            return f"{flow.state(name).staff_label}{_STEP[step]}"
        case Choose(among=places):
            return " 或 ".join(_target(flow, place) for place in places)
        case Send(state=name):
            return f"{flow.state(name).staff_label}（记住原处）"
        case Resume(among=names):
            return "回到原处：" + " 或 ".join(flow.state(name).staff_label for name in names)
        case Stay():
            return "不变"
        case Undo(transitions=names):
            labels = "、".join(f"“{flow.transition(name).label}”" for name in names)
            return f"{labels}之前的状态"


def _diagram(flow: Flow) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", "  direction LR"]
    lines += [f'  state "{state.staff_label}" as {state.name}' for state in flow.states]
    lines.append(f"  [*] --> {flow.initial}")
    lines += [
        f"  {source} --> {target}: {transition.label}"
        for transition in flow.transitions
        for source in transition.sources
        for target in dict.fromkeys(states_of(transition.target))
    ]
    lines += [f"  {state.name} --> [*]" for state in flow.states if state.final]
    return [*lines, "```"]
