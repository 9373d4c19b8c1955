"""A small review flow, and a flow with levels, for tests that need the database."""

from dataclasses import dataclass, field

from portal.approvals.flow import (
    ActorKind,
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
    Step,
    Transition,
    WhoActs,
    hand_over,
    nothing_else,
    return_on_request,
    reverse,
    withdraw,
)
from portal.approvals.models import Case
from portal.approvals.workspace import Applied, Picture, Row, Section, Workflow

REVIEWERS = ("school_admin", "base_admin", "bureau_admin", "reviewer")
BUREAU = ("bureau_admin",)


@dataclass(frozen=True)
class SampleFacts(Facts):
    complete: bool = True


def is_complete(facts: SampleFacts) -> Problem | None:
    return None if facts.complete else Problem("材料还没有齐全。")


def _end(name: str, label: str, tone: str = "neutral") -> State:
    return State(name, label, label, WhoActs.NOBODY, final=True, outcome=name, tone=tone)


SAMPLE = Flow(
    "sample", "样例审核", "YL", "pending",
    states=(
        State("pending", "等待审核", "待审核", WhoActs.BODY, working_days=5),
        State("returned", "已退回，请修改", "已退回", WhoActs.APPLICANT, editable=True),
        _end("approved", "通过", "good"),
        _end("declined", "不通过", "bad"),
        _end("withdrawn", "已撤销"),
    ),
    transitions=(
        Transition("approve", "通过", "审核通过", ("pending",), Goto("approved"), roles=REVIEWERS,
                   guard=is_complete, consequences=("sample.award",), effects=("sample.tell",),
                   bulk=True, tone="good"),
        Transition("return", "退回修改", "退回修改", ("pending",), Send("returned"),
                   roles=REVIEWERS, reason=Reason.CODED, marks=Marking.OPTIONAL,
                   effects=("sample.tell",), bulk=True),
        Transition("decline", "不通过", "审核不通过", ("pending",), Goto("declined"), roles=BUREAU,
                   reason=Reason.TEXT, bulk=True, tone="bad"),
        Transition("resubmit", "重新提交", "修改后提交", ("returned",), Resume(("pending",)),
                   actor=ActorKind.APPLICANT, changes=("name", "unit")),
        Transition("expire", "逾期关闭", "逾期未修改", ("returned",), Goto("withdrawn"),
                   actor=ActorKind.SYSTEM),
        withdraw(("pending",), "withdrawn"),
        *return_on_request(("pending",), "returned", roles=REVIEWERS),
        reverse(("approved", "declined", "returned"), ("approve", "decline", "return"),
                roles=BUREAU, consequences=("sample.revoke",)),
    ),
    exclusive=nothing_else,
)  # fmt: skip

LEVELS = Flow(
    "levels", "分级审批", "FJ", "draft",
    states=(
        State("draft", "未提交", "未提交", WhoActs.APPLICANT, editable=True),
        State("review", "等待{stage}", "待{stage}", WhoActs.BODY, working_days=10),
        _end("passed", "通过", "good"),
        _end("failed", "不通过", "bad"),
    ),
    transitions=(
        Transition("submit", "提交", "提交", ("draft",), Goto("review", Step.FIRST),
                   actor=ActorKind.APPLICANT),
        Transition("pass", "合格", "合格", ("review",), hand_over("review", "passed"), roles=BUREAU,
                   reach=Reach.LEVEL, result="合格", bulk=True),
        Transition("fail", "不合格", "不合格", ("review",), hand_over("review", "failed"),
                   roles=BUREAU, reach=Reach.LEVEL, result="不合格", reason=Reason.TEXT),
        Transition("recall", "撤回", "撤回", ("review",), Goto("review", Step.PREVIOUS),
                   roles=BUREAU, reach=Reach.PREVIOUS_LEVEL, reason=Reason.TEXT),
    ),
)  # fmt: skip


@dataclass
class Ledger:
    """What consequences and effects did, and the facts and failures a test asks for."""

    awarded: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    complete: bool = True
    failure: Exception | None = None

    def award(self, applied: Applied) -> None:
        if self.failure:
            raise self.failure
        self.awarded.append(applied.case.reference)

    def revoke(self, applied: Applied) -> None:
        assert applied.decision.reverses is not None
        self.revoked.append(applied.decision.reverses.transition)

    def tell(self, applied: Applied) -> None:
        if self.failure:
            raise self.failure
        self.told.append(applied.decision.transition)


def sections(case: Case) -> tuple[Section, ...]:
    return (
        Section(
            "基本信息",
            (
                Row("name", "姓名", case.name),
                Row("id_number", "证件号码", "1101**********0010", unmask="id_number"),
                Row("school", "学校", case.unit.name if case.unit else "", note="与识别结果不同"),
            ),
        ),
    )


def workflow(ledger: Ledger) -> Workflow:
    return Workflow(
        flow=SAMPLE,
        sections=sections,
        markable=lambda case: {"name": "姓名", "id_number": "证件号码", "school": "学校"},
        pictures=lambda case: (Picture("/static/img/emblem.svg", "证件照", "证件照"),),
        unmask=lambda case, name: case.id_number if name == "id_number" else "",
        facts=lambda case: SampleFacts(case.created_at.date(), complete=ledger.complete),
        consequences={"sample.award": ledger.award, "sample.revoke": ledger.revoke},
        effects={"sample.tell": ledger.tell},
    )


def levels_workflow() -> Workflow:
    return Workflow(flow=LEVELS, sections=sections)
