"""Flows of later parts, declared as docs/approvals-on-paper.md shows them."""

from dataclasses import dataclass

from portal.approvals.flow import (
    ActorKind,
    At,
    Choose,
    Facts,
    Flow,
    Goto,
    Marking,
    Problem,
    Reach,
    Reason,
    Resume,
    Send,
    State,
    Stay,
    Step,
    Transition,
    WhoActs,
    hand_over,
    nothing_else,
    return_on_request,
    reverse,
    withdraw,
)

BODY, APPLICANT, SYSTEM = WhoActs.BODY, WhoActs.APPLICANT, WhoActs.SYSTEM
PLACES = ("complete", "incomplete", "review")
OPINIONS = {"合格": "registered", "暂缓注册": "deferred", "不合格": "failed"}
ASSESSMENT = 2  # level 1 is the confirmation point


def final(name: str, label: str, outcome: str, staff: str = "") -> State:
    return State(name, label, staff or label, WhoActs.NOBODY, final=True, outcome=outcome)


@dataclass(frozen=True)
class RegistrationFacts(Facts):
    """`unmet` counts conditions not ticked; `year` is the plan's."""

    window_open: bool = True
    window_over: bool = False
    notice_over: bool = False
    unmet: int = 0
    year: str = "2026"


def in_window(facts: RegistrationFacts) -> Problem | None:
    return None if facts.window_open else Problem("不在确认点的现场确认时间内。")


def all_met(facts: RegistrationFacts) -> Problem | None:
    if facts.unmet:
        return Problem(f"还有 {facts.unmet} 项条件没有满足，不能确认为材料齐全。")
    return in_window(facts)


def some_unmet(facts: RegistrationFacts) -> Problem | None:
    if not facts.unmet:
        return Problem("所有条件都已满足，不能确认为材料不全。")
    return in_window(facts)


def window_over(facts: RegistrationFacts) -> Problem | None:
    return None if facts.window_over else Problem("确认点的确认时间还没有结束。")


def notice_over(facts: RegistrationFacts) -> Problem | None:
    return None if facts.notice_over else Problem("公示期还没有结束。")


def above_assessment(facts: Facts) -> Problem | None:
    return None if facts.level > ASSESSMENT else Problem("初审不能再退回上一级。")


REVIEW = Goto("review", Step.NEXT)
FINALS = tuple(Goto(name) for name in OPINIONS.values())


def after_notice(facts: Facts) -> Goto:
    """公示 ends: to the next level, or, where 初审 is the only one, to what it said."""
    return REVIEW if facts.level < facts.levels else Goto(OPINIONS[facts.result()])


def opinion(name: str, label: str, last: str) -> Transition:
    """初审 goes to 公示 first; a later level hands on; the last level's is the outcome."""
    notice, end = Goto("assessed"), Goto(last)

    def place(facts: Facts) -> Goto:
        if facts.level == ASSESSMENT:
            return notice
        return REVIEW if facts.level < facts.levels else end

    return Transition(
        name, label, label, PLACES, Choose((notice, REVIEW, end), place),
        roles=("bureau_admin", "reviewer"), reach=Reach.LEVEL, result=label,
        reason=Reason.NONE if last == "registered" else Reason.CODED, bulk=True,
    )  # fmt: skip


REGISTRATION = Flow(
    "registration", "教师资格定期注册", "DZ", "draft",
    states=(
        State("draft", "未提交", "未提交", APPLICANT, editable=True),
        State("awaiting", "网报待确认", "网报待确认", BODY, editable=True),
        State("complete", "材料齐全，等待初审", "材料齐全", BODY, working_days=20),
        State("incomplete", "材料不齐全，等待初审", "材料不齐全", BODY, working_days=20),
        State("correcting", "已退回，请修改", "退回修改", APPLICANT, editable=True),
        State("assessed", "初审完成，等待公示", "待公示", BODY),
        State("notice", "公示中", "公示中", SYSTEM),
        State("objected", "公示中", "异议处理中", BODY),
        State("review", "等待{stage}", "待{stage}", BODY, working_days=20),
        final("registered", "注册合格", "合格"),
        final("deferred", "暂缓注册", "暂缓注册"),
        final("failed", "注册不合格", "不合格"),
        final("not_accepted", "申报未受理", "未受理"),
        final("lapsed", "逾期未确认", "逾期"),
        final("withdrawn", "已撤销", "撤销", "申请人撤销"),
    ),
    transitions=(
        Transition("submit", "提交", "提交申报", ("draft",), Goto("awaiting", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("resubmit", "重新提交", "修改后提交", ("correcting",),
                   Goto("awaiting", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("complete", "材料齐全", "确认：材料齐全", ("awaiting",),
                   Goto("complete", Step.NEXT),
                   roles=("point_clerk",), reach=Reach.LEVEL, guard=all_met),
        Transition("incomplete", "材料不全", "确认：材料不齐全", ("awaiting",),
                   Goto("incomplete", Step.NEXT), roles=("point_clerk",), reach=Reach.LEVEL,
                   guard=some_unmet, reason=Reason.CODED),
        Transition("now_complete", "材料齐全", "改为材料齐全", ("incomplete",), Goto("complete"),
                   roles=("point_clerk",), reach=Reach.PREVIOUS_LEVEL, guard=all_met),
        Transition("unconfirm", "未作确认", "未作确认", ("complete", "incomplete"),
                   Goto("awaiting", Step.PREVIOUS), roles=("point_clerk",),
                   reach=Reach.PREVIOUS_LEVEL, guard=in_window),
        Transition("change_point", "更换确认点", "更换确认点", ("awaiting",), Stay(),
                   roles=("point_clerk",), reach=Reach.LEVEL, changes=("route",)),
        Transition("refuse", "不予受理", "申报未受理", ("awaiting",), Goto("not_accepted"),
                   roles=("bureau_admin",), reach=Reach.NEXT_LEVEL, reason=Reason.CODED),
        Transition("lapse", "逾期关闭", "逾期未确认", ("awaiting",), Goto("lapsed"),
                   actor=ActorKind.SYSTEM, guard=window_over),
        *(opinion(f"opinion_{last}", label, last) for label, last in OPINIONS.items()),
        Transition("publish", "公示", "开始公示", ("assessed",), Goto("notice"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, bulk=True),
        Transition("object", "登记异议", "收到异议", ("notice",), Goto("objected"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, reason=Reason.TEXT),
        Transition("dismiss", "异议不成立", "异议不成立", ("objected",), Goto("notice"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, reason=Reason.TEXT),
        Transition("uphold", "异议成立，重新初审", "异议成立", ("objected",),
                   Goto("review", Step.REDO),
                   roles=("bureau_admin",), reach=Reach.LEVEL, reason=Reason.TEXT),
        Transition("end_notice", "公示结束", "公示结束", ("notice",),
                   Choose((REVIEW, *FINALS), after_notice),
                   actor=ActorKind.SYSTEM, guard=notice_over),
        Transition("roll_back", "退回上一级", "退回上一级", ("review",),
                   Goto("review", Step.PREVIOUS),
                   roles=("bureau_admin",), reach=Reach.LEVEL, guard=above_assessment,
                   reason=Reason.TEXT),
        Transition("recall", "撤回", "撤回审批", ("review",), Goto("review", Step.PREVIOUS),
                   roles=("bureau_admin",), reach=Reach.PREVIOUS_LEVEL, guard=above_assessment,
                   reason=Reason.TEXT),
        withdraw(("awaiting",), "withdrawn"),
        *return_on_request(("complete", "incomplete"), "correcting", roles=("bureau_admin",),
                           reach=Reach.LEVEL),
        reverse(tuple(OPINIONS.values()), tuple(f"opinion_{last}" for last in OPINIONS.values()),
                roles=("bureau_admin",), reach=Reach.LEVEL),
    ),
    exclusive=lambda facts: facts.year,
)  # fmt: skip


@dataclass(frozen=True)
class RecognitionFacts(Facts):
    """`told` says that what is missing was told once already (行政许可法 art. 32(4))."""

    told: bool = False
    batch: str = "2026-1"


def told_once(facts: RecognitionFacts) -> Problem | None:
    return Problem("需要补正的内容只能一次性告知。") if facts.told else None


RECOGNITION = Flow(
    "recognition", "教师资格认定", "RD", "draft",
    states=(
        State("draft", "未提交", "未提交", APPLICANT, editable=True),
        State("awaiting", "网报待确认", "网报待确认", BODY, editable=True, working_days=5),
        State("pending", "待认定审批", "待认定审批", BODY, working_days=20),
        State("correcting", "退回补正，请修改", "退回补正", APPLICANT, editable=True),
        final("unconfirmed", "确认未通过", "确认未通过"),
        final("passed", "认定通过", "通过"),
        final("failed", "认定未通过", "未通过"),
    ),
    transitions=(
        Transition("submit", "提交", "提交申请", ("draft",), Goto("awaiting", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("confirm", "确认通过", "现场确认通过", ("awaiting",), Goto("pending", Step.NEXT),
                   roles=("point_clerk",), reach=Reach.LEVEL),
        Transition("reject", "确认不通过", "确认未通过", ("awaiting",), Goto("unconfirmed"),
                   roles=("point_clerk",), reach=Reach.LEVEL, reason=Reason.CODED),
        Transition("correct", "退回补正", "退回补正", ("awaiting", "pending"), Send("correcting"),
                   roles=("point_clerk", "bureau_admin"), reach=Reach.LEVEL, guard=told_once,
                   marks=Marking.REQUIRED),
        Transition("resubmit", "补正后提交", "补正后提交", ("correcting",),
                   Resume(("awaiting", "pending")),
                   actor=ActorKind.APPLICANT),
        Transition("pass", "认定通过", "认定通过", ("pending",), Goto("passed"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, bulk=True),
        Transition("fail", "认定不通过", "认定未通过", ("pending",), Goto("failed"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, reason=Reason.CODED),
        reverse(("passed", "failed"), ("pass", "fail"), roles=("bureau_admin",), reach=Reach.LEVEL),
    ),
    exclusive=lambda facts: facts.batch,
)  # fmt: skip

HOURS = Flow(
    "hours", "学时申报", "XS", "draft",
    states=(
        State("draft", "暂存", "暂存", APPLICANT, editable=True),
        State("school", "待学校确认", "待学校确认", BODY),
        State("filing", "待备案", "待备案", BODY),
        State("returned", "已退回，请修改", "已退回", APPLICANT, editable=True),
        final("filed", "已备案", "备案"),
    ),
    transitions=(
        Transition("submit", "保存并申报", "申报", ("draft",), Goto("school", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("resubmit", "重新申报", "修改后申报", ("returned",), Goto("school", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("confirm", "确认", "学校确认", ("school",), Goto("filing", Step.NEXT),
                   roles=("school_admin",), reach=Reach.LEVEL, bulk=True),
        Transition("file", "备案", "备案", ("filing",), Goto("filed"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, effects=("hours.pass_on",),
                   bulk=True),
        Transition("return", "退回", "退回修改", ("school", "filing"), Goto("returned", Step.ZERO),
                   roles=("school_admin", "bureau_admin"), reach=Reach.LEVEL, reason=Reason.CODED,
                   marks=Marking.OPTIONAL),
    ),
)  # fmt: skip

TRANSFER = Flow(
    "transfer", "办理调动", "DD", "draft",
    states=(
        State("draft", "未提交", "未提交", APPLICANT, editable=True),
        State("requested", "等待接收单位处理", "待接收", BODY, working_days=10),
        final("accepted", "已调入", "接收", "已接收"),
        final("declined", "接收单位不同意", "不同意", "不同意接收"),
        final("withdrawn", "已撤销", "撤销"),
    ),
    transitions=(
        Transition("request", "提交", "申请调动", ("draft",), Goto("requested", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("accept", "同意接收", "同意接收", ("requested",), Goto("accepted"),
                   roles=("school_admin",), reach=Reach.LEVEL, consequences=("identity.move",)),
        Transition("decline", "不同意接收", "不同意接收", ("requested",), Goto("declined"),
                   roles=("school_admin",), reach=Reach.LEVEL, reason=Reason.TEXT),
        withdraw(("requested",), "withdrawn"),
    ),
    exclusive=nothing_else,
)  # fmt: skip

CERTIFICATION = Flow(
    "certification", "“双师型”教师认定", "SS", "draft",
    states=(
        State("draft", "未提交", "未提交", APPLICANT, editable=True),
        State("review", "待{stage}审核", "待{stage}审核", BODY),
        State("returned", "已退回，请修改", "已退回", APPLICANT, editable=True),
        final("passed", "通过", "通过"),
        final("declined", "不通过", "不通过"),
    ),
    transitions=(
        Transition("submit", "提交", "提交", ("draft",), Goto("review", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("resubmit", "重新提交", "重新提交", ("returned",), Goto("review", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("approve", "通过", "审核通过", ("review",), hand_over("review", "passed"),
                   roles=("school_admin", "base_admin", "bureau_admin"), reach=Reach.LEVEL,
                   result="通过", bulk=True),
        Transition("return", "驳回", "退回修改", ("review",), Goto("returned", Step.ZERO),
                   roles=("school_admin", "base_admin", "bureau_admin"), reach=Reach.LEVEL,
                   reason=Reason.CODED, marks=Marking.OPTIONAL),
        Transition("decline", "不通过", "不通过", ("review",), Goto("declined"),
                   roles=("bureau_admin",), reach=Reach.LEVEL, at=At.LAST, reason=Reason.CODED),
        Transition("withdraw", "撤销", "申请人撤销", ("review",), Goto("draft", Step.ZERO),
                   actor=ActorKind.APPLICANT, at=At.FIRST),
    ),
    exclusive=nothing_else,
)  # fmt: skip
