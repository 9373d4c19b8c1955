"""“双师型”教师认定 (manual: dual-qualified certification, steps 4 and 5), and 学校属性核实."""

from dataclasses import dataclass

from portal.approvals.flow import (
    ActorKind,
    At,
    Facts,
    Flow,
    Goto,
    Marking,
    Problem,
    Reach,
    Reason,
    Send,
    State,
    Step,
    Transition,
    Undo,
    WhoActs,
    hand_over,
    register,
    return_on_request,
    reverse,
)
from portal.organisations.enums import Role

REVIEWERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN, Role.REVIEWER)
DECIDERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)
TELL = "dual_qualified.tell"
END, REOPEN = "dual_qualified.end", "dual_qualified.reopen"


@dataclass(frozen=True)
class DualQualifiedFacts(Facts):
    """`year` is the plan's; `closed` says in words why nothing can be sent now ("" when it can);
    `withdrawn` that the plan is; `certificate` that one was issued and is valid.
    """

    year: str = ""
    closed: str = ""
    withdrawn: bool = False
    certificate: bool = False


def in_window(facts: DualQualifiedFacts) -> Problem | None:
    return Problem(facts.closed) if facts.closed else None


def plan_withdrawn(facts: DualQualifiedFacts) -> Problem | None:
    return None if facts.withdrawn else Problem("认定计划没有撤回。")


def no_certificate(facts: DualQualifiedFacts) -> Problem | None:
    return Problem("证书已签发，请先撤销证书。") if facts.certificate else None


_STATES = (
    State("draft", "未提交", "申请人已撤销，未提交", WhoActs.APPLICANT, editable=True),
    State("review", "待{stage}审核", "待{stage}审核", WhoActs.BODY, working_days=10),
    State(
        "returned", "已退回，请修改", "已退回修改", WhoActs.APPLICANT,
        editable=True, tone="bad", working_days=10,
    ),
    State("passed", "认定通过", "通过", WhoActs.NOBODY, final=True, outcome="passed", tone="good"),
    State(
        "declined", "认定未通过", "不通过", WhoActs.NOBODY,
        final=True, outcome="declined", tone="bad",
    ),
    State(
        "stopped", "认定计划已撤回，办理终止", "计划撤回，已终止", WhoActs.NOBODY,
        final=True, outcome="stopped", tone="bad",
    ),
)  # fmt: skip

_TRANSITIONS = (
    Transition(
        "submit", "提交", "提交申请", ("draft",), Goto("review", Step.FIRST),
        actor=ActorKind.APPLICANT, guard=in_window, changes=("route",), effects=(TELL,),
    ),
    # Also after the window, and under a plan withdrawn without what is under way.
    Transition(
        "resubmit", "重新提交", "修改后重新提交", ("returned",), Goto("review", Step.FIRST),
        actor=ActorKind.APPLICANT, changes=("route",), effects=(TELL,),
    ),
    Transition(
        "approve", "通过", "审核通过", ("review",), hand_over("review", "passed"),
        roles=REVIEWERS, reach=Reach.LEVEL, result="通过",
        consequences=(END,), effects=(TELL,), bulk=True, tone="good",
    ),
    Transition(
        "return", "驳回（退回修改）", "驳回，退回修改", ("review",), Send("returned"),
        roles=REVIEWERS, reach=Reach.LEVEL, reason=Reason.CODED, marks=Marking.OPTIONAL,
        effects=(TELL,), bulk=True, tone="bad",
    ),
    # A level below the last gives an opinion only; the last level's is the outcome.
    Transition(
        "disagree", "不同意，报上级审核", "审核意见：不同意", ("review",),
        Goto("review", Step.NEXT),
        roles=REVIEWERS, reach=Reach.LEVEL, at=At.BEFORE_LAST, reason=Reason.CODED,
        result="不同意", effects=(TELL,), bulk=True, tone="bad",
    ),
    Transition(
        "decline", "不通过", "审核不通过", ("review",), Goto("declined"),
        roles=REVIEWERS, reach=Reach.LEVEL, at=At.LAST, reason=Reason.CODED, result="不通过",
        consequences=(END,), effects=(TELL,), bulk=True, tone="bad",
    ),
    Transition(
        "withdraw", "撤销", "申请人撤销", ("review",), Goto("draft", Step.ZERO),
        actor=ActorKind.APPLICANT, at=At.FIRST, effects=(TELL,), tone="bad",
    ),
    *return_on_request(
        ("review",), "returned", roles=REVIEWERS, reach=Reach.LEVEL, effects=(TELL,),
        ask_effects=(TELL,),
    ),
    Transition(
        "recall", "撤回审核", "撤回审核，恢复原状态", ("review",), Undo(("approve", "disagree")),
        roles=DECIDERS, reach=Reach.PREVIOUS_LEVEL, reason=Reason.TEXT, effects=(TELL,),
        tone="bad",
    ),
    reverse(
        ("passed", "declined", "returned"), ("approve", "decline", "return", "grant_return"),
        roles=DECIDERS, reach=Reach.LEVEL, guard=no_certificate,
        consequences=(REOPEN,), effects=(TELL,),
    ),
    Transition(
        "stop", "终止办理", "认定计划撤回，终止办理", ("draft", "review", "returned"),
        Goto("stopped"),
        actor=ActorKind.SYSTEM, guard=plan_withdrawn, consequences=(END,), effects=(TELL,),
        tone="bad",
    ),
)  # fmt: skip

DUAL_QUALIFIED = register(
    Flow(
        "dual_qualified", "“双师型”教师认定", "SS", "draft", _STATES, _TRANSITIONS,
        exclusive=lambda facts: facts.year,
    )
)  # fmt: skip


@dataclass(frozen=True)
class SchoolKindFacts(Facts):
    """`corrected`: the school's kind is another one now than when it was reported."""

    corrected: bool = False
    school: str = ""


def corrected(facts: SchoolKindFacts) -> Problem | None:
    if facts.corrected:
        return None
    return Problem("学校属性还没有修改，请先在“机构”里改正。")


_KEEPERS = (Role.BUREAU_ADMIN,)
TELL_REPORT = "school_kind.tell"
SCHOOL_KIND = register(
    Flow(
        "school_kind", "学校属性核实", "SX", "reported",
        (
            State("reported", "待学校核实", "待核实", WhoActs.BODY, working_days=5),
            State("forwarded", "学校已上报，待主管部门改正", "待主管部门改正", WhoActs.BODY,
                  working_days=5),
            State("settled", "学校属性已改正", "已改正", WhoActs.NOBODY, final=True,
                  outcome="corrected", tone="good"),
            State("unfounded", "学校属性无误", "属性无误", WhoActs.NOBODY, final=True,
                  outcome="unfounded"),
        ),
        (
            Transition("forward", "属实，报主管部门改正", "学校上报主管部门", ("reported",),
                       Goto("forwarded"), roles=(Role.SCHOOL_ADMIN,),
                       effects=(TELL_REPORT,)),
            Transition("dismiss", "属性无误", "学校核实：属性无误", ("reported",),
                       Goto("unfounded"), roles=(Role.SCHOOL_ADMIN,),
                       reason=Reason.TEXT, effects=(TELL_REPORT,)),
            Transition("correct", "已改正", "学校属性已改正", ("forwarded",),
                       Goto("settled"), roles=_KEEPERS, guard=corrected,
                       effects=(TELL_REPORT,), tone="good"),
            Transition("refuse", "属性无误", "主管部门核实：属性无误", ("forwarded",),
                       Goto("unfounded"), roles=_KEEPERS,
                       reason=Reason.TEXT, effects=(TELL_REPORT,)),
        ),
        exclusive=lambda facts: facts.school,
    )
)  # fmt: skip
