"""What a person may add to the list of certificates by hand, and what may still be changed (D4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from identity.rules.covering import CertificateRules
from identity.rules.problem import Problem
from identity.rules.teacher_certificate import problem_of, province_of


@dataclass(frozen=True)
class HandMade:
    """A certificate as somebody typed it; `number` normalised, `subject` "" for 无."""

    number: str
    kind: str
    subject: str
    issuer_name: str
    issued_on: date
    picture: UUID


def why_not_by_hand(
    number: str, issued_on: date, *, registered: bool, rules: CertificateRules
) -> Problem | None:
    """Only certificates that are older than the system's data and were never registered.

    `code` is the field at fault.
    """
    since = rules.first_system_year(province_of(number))
    if issued_on.year >= since:
        return Problem(
            "issued_on",
            f"{since}年及以后的证书由系统同步，不能手工添加。"
            "同步不到时，请按证书列表下面的“没有看到我的证书？”排查。",
        )
    if registered:
        return Problem(
            "registered",
            "参加过注册的证书由系统同步首次注册信息，不能手工添加。"
            "请先同步；同步不到时，请联系当时办理注册的教育局核对。",
        )
    return None


def check_hand_made(made: HandMade) -> Problem | None:
    """`code` is the field at fault."""
    problem = problem_of(made.number, made.kind, made.issued_on)
    return Problem("number", f"{problem}。") if problem else None


def why_unchangeable(*, source: str, verified: bool, checked: bool, used_by: str) -> str:
    """Why a certificate of the list can be neither edited nor deleted; "" when it can."""
    if source == "system" or verified:
        return "系统同步的证书不能修改或删除。内容有误的，请联系发证机构更正后再同步。"
    if used_by:
        return f"这本证书已用于{used_by}，不能修改或删除。"
    if checked:
        return "这本证书已经人工核验，不能修改或删除。"
    return ""
