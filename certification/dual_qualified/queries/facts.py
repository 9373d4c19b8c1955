"""What the guards of the flows ask."""

from django.utils import timezone

from certification.dual_qualified.enums import CertificateState
from certification.dual_qualified.flows import DualQualifiedFacts, SchoolKindFacts
from certification.dual_qualified.models import Application, SchoolKindReport
from certification.dual_qualified.queries import applications
from portal.approvals.models import Case
from portal.clock import now, today
from portal.plans.enums import Phase
from portal.plans.models import Plan


def of_case(case: Case) -> DualQualifiedFacts:
    return of_application(applications.by_subject(case.subject))


def of_application(application: Application) -> DualQualifiedFacts:
    valid = application.certificates.filter(state=CertificateState.VALID)
    return DualQualifiedFacts(
        today(),
        year=str(application.year),
        closed=closed_because(application.plan),
        withdrawn=application.plan.phase(now()) is Phase.WITHDRAWN,
        certificate=valid.exists(),
    )


def closed_because(plan: Plan) -> str:
    """Why nothing can be sent under this plan now, in words; "" when it can."""
    match plan.phase(now()):
        case Phase.OPEN:
            return ""
        case Phase.BEFORE if plan.opens_at:
            return f"未到报名时间，{_moment(plan.opens_at)} 开始。您填写的内容已保存。"
        case Phase.OVER if plan.closes_at:
            return (
                f"报名已于 {_moment(plan.closes_at)} 结束，不能再提交。您填写的内容已保存，"
                f"如有疑问请联系{plan.office or plan.body.name}。"
            )
        case Phase.WITHDRAWN:
            return f"认定计划已撤回：{plan.withdrawn_reason}"
        case _:
            return "认定计划还没有发布。"


def _moment(at: object) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]


def of_report(case: Case) -> SchoolKindFacts:
    report = SchoolKindReport.objects.select_related("school").get(case=case)
    return SchoolKindFacts(
        today(),
        corrected=report.school.school_kind != report.kind_then,
        school=str(report.school_id),
    )
