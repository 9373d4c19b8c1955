"""Sign-up review (注册审核): school, base or bureau decides (manual: dual-qualified, step 2)."""

from portal.approvals.flow import (
    ActorKind,
    Flow,
    Goto,
    Marking,
    Reason,
    Resume,
    Send,
    State,
    Transition,
    WhoActs,
    register,
    reverse,
)
from portal.organisations.enums import Role

REVIEWERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN, Role.REVIEWER)

_STATES = (
    State("pending", "待审核", "待审核", WhoActs.BODY, working_days=5),
    State("returned", "已驳回，请修改", "已驳回", WhoActs.APPLICANT, editable=True, tone="bad"),
    State("recalled", "已收回，未提交", "申请人已收回", WhoActs.APPLICANT, editable=True),
    State(
        "approved", "审核通过", "通过", WhoActs.NOBODY, final=True, outcome="approved", tone="good"
    ),
    State(
        "declined",
        "不予通过",
        "不予通过",
        WhoActs.NOBODY,
        final=True,
        outcome="declined",
        tone="bad",
    ),
)

_TRANSITIONS = (
    Transition(
        "approve",
        "通过",
        "审核通过",
        ("pending",),
        Goto("approved"),
        roles=REVIEWERS,
        consequences=("accounts.open_account",),
        effects=("accounts.tell_approved",),
        bulk=True,
        tone="good",
    ),
    Transition(
        "return",
        "驳回（退回修改）",
        "驳回，退回修改",
        ("pending",),
        Send("returned"),
        roles=REVIEWERS,
        reason=Reason.CODED,
        marks=Marking.OPTIONAL,
        effects=("accounts.tell_returned",),
        bulk=True,
        tone="bad",
    ),
    Transition(
        "decline",
        "不予通过",
        "不予通过",
        ("pending",),
        Goto("declined"),
        roles=REVIEWERS,
        reason=Reason.CODED,
        effects=("accounts.tell_declined",),
        tone="bad",
    ),
    Transition(
        "recall",
        "收回修改",
        "申请人收回修改",
        ("pending",),
        Send("recalled"),
        actor=ActorKind.APPLICANT,
    ),
    Transition(
        "resubmit",
        "重新提交",
        "修改后重新提交",
        ("returned", "recalled"),
        Resume(("pending",)),
        actor=ActorKind.APPLICANT,
    ),
    reverse(
        ("approved", "declined"),
        ("approve", "decline"),
        roles=(Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN),
        consequences=("accounts.close_account",),
    ),
)

SIGN_UP = register(
    Flow(
        "sign_up", "注册审核", "ZC", "pending", _STATES, _TRANSITIONS, exclusive=lambda facts: "one"
    )
)
