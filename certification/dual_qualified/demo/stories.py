"""Applications of the demo, each through the same services as everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accounts.models import User
from certification.dual_qualified.demo.papers import paper
from certification.dual_qualified.forms.checking import check
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.services import attaching, drafting, submission
from certification.dual_qualified.services.issuing import issue_one
from portal.approvals import services as approvals
from portal.approvals.flow import Mark
from portal.approvals.models import Case, ReasonCode
from portal.clock import today
from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.queries import holders
from portal.plans.models import Plan

_REVIEWERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)


@dataclass(frozen=True)
class Story:
    """`steps` after the application is filled in; `level` is what it is for."""

    level: str
    steps: tuple[str, ...] = ()


STORIES = (
    Story("junior", ("submit",)),
    Story("intermediate", ("submit", "approve")),
    Story("senior", ("submit", "approve", "approve")),
    Story("junior", ("submit", "approve", "approve", "approve", "issue")),
    Story("intermediate", ("submit", "return")),
    Story("junior", ()),
    Story("intermediate", ("submit", "approve", "approve", "approve")),
    Story("senior", ("submit", "disagree", "approve", "decline")),
    Story("junior", ("submit", "ask_return")),
    Story("junior", ("submit", "withdraw")),
    Story("intermediate", ("submit", "approve", "disagree")),
    Story("junior", ("submit", "approve", "return")),
)
_MARKS = (
    Mark("practices", "请补充证明人"),
    Mark("evidence-E4", "企业实践证明没有盖章，请重新上传"),
)
_OPINIONS = {
    "return": "材料基本齐全，请按标注修改。",
    "decline": "企业实践时间不足，建议满足条件后再申请。",
    "disagree": "课时证明与填写内容不一致。",
    "ask_return": "职称证书上传错了，申请退回修改。",
}


def tell(plan: Plan, teachers: Sequence[User]) -> int:
    """How many applications were made: a story for each teacher."""
    for number, teacher in enumerate(teachers):
        _tell(plan, teacher, STORIES[number % len(STORIES)])
    return len(teachers)


def _tell(plan: Plan, teacher: User, story: Story) -> None:
    application = _filled(plan, teacher, story.level)
    for step in story.steps:
        _take(step, application, teacher)


def _filled(plan: Plan, teacher: User, level: str) -> Application:
    application = drafting.begin(plan, teacher)
    answers = {**_answers(), "level": level}
    application = drafting.save_answers(application, answers, version=application.version)
    for item in offers.evidence_of(applications.offer_of(application)):
        if item.required:
            attaching.attach(application, item, paper(item.name, teacher.display_name), teacher)
    return applications.own(teacher, application.pk)


def _take(step: str, application: Application, teacher: User) -> None:
    latest = applications.own(teacher, application.pk)
    if step == "submit":
        found = check(latest)
        submission.submit(latest, found.answers, teacher, version=latest.version)
    elif step == "withdraw":
        submission.withdraw(latest, teacher)
    elif step == "ask_return":
        submission.ask_return(latest, teacher, _OPINIONS[step])
    elif step == "issue":
        issue_one(latest.pk, _reviewer(latest.plan.body))
    elif latest.case is not None:
        _decide(step, latest.case)


def _decide(step: str, case: Case) -> None:
    reason = ReasonCode.objects.filter(flow=case.flow, transition=step, is_active=True).first()
    body = Body.objects.get(pk=case.route[case.level - 1]["body"])
    approvals.apply(
        case.pk,
        step,
        approvals.staff(_reviewer(body)),
        version=case.version,
        opinion=_OPINIONS.get(step, ""),
        reasons=[reason.code] if reason else [],
        marks=_MARKS if step == "return" else (),
    )


def _reviewer(body: Body) -> User:
    found: list[User] = holders(body, *_REVIEWERS)
    return found[0]


def _answers() -> dict[str, Any]:
    year = today().year
    return {
        "clauses": ["1", "2"],
        "certificate_kind": "7",
        "certificate_subject": "机械制造与自动化",
        "certificate_number": "20125301472000217",
        "certificate_issuer": "云岭省教育厅",
        "certificate_date": "2012-06-30",
        "title": "lecturer_higher",
        "title_date": "2016-12-20",
        "skills": [
            {"name": "数控车工", "grade": "高级工（三级）", "number": "1699003003300217",
             "issuer": "云岭省职业技能鉴定中心", "date": "2015-05-12"},
        ],
        "major": "机械制造与自动化",
        "teaching_since": "2010-09-01",
        "courses": [
            {"year": f"{year - 1}-{year}", "course": "数控编程与加工", "hours": "96"},
            {"year": f"{year - 2}-{year - 1}", "course": "机械制图", "hours": "72"},
            {"year": f"{year - 3}-{year - 2}", "course": "公差配合与测量", "hours": "64"},
        ],
        "practices": [
            {"company": "云岭精密机床有限公司", "post": "工艺技术员，参与数控夹具改造",
             "started": (today() - timedelta(days=520)).isoformat(),
             "ended": (today() - timedelta(days=300)).isoformat(),
             "witness": "罗国强 0990-5550166"},
        ],
        "results": [
            {"kind": "coaching", "name": "指导学生参加数控加工技能大赛", "grade": "省级二等奖",
             "part": "指导教师，第一", "issuer": "云岭省教育厅",
             "date": (today() - timedelta(days=400)).isoformat()},
        ],
    }  # fmt: skip
