"""What the pages of 个人信息中心 show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.queries import profile as profiles
from accounts.queries.labels import LABELS, shown
from accounts.rules.centre import BROKEN, NEVER, Advice, advice_on
from accounts.rules.profile import EDITABLE_FIELDS
from identity.ics import Day
from identity.models import Credential, Person
from identity.queries import credentials_of, synchronisation_of
from identity.queries.credentials import Synchronisation
from identity.record_part import next_of, state_tone
from identity.records import Due, Happened, record_of
from identity.rules.covering import CertificateRules
from identity.rules.dues import NextRegistration, Phase
from identity.rules.teacher_certificate import KINDS
from identity.services import unchangeable
from portal.clock import today
from portal.reference.queries import provinces
from portal.web.components import SummaryRow, TaskItem, TimelineStep

_TYPED = {
    "kind": "资格种类", "subject": "任教学科", "issuer_name": "认定机构", "issued_on": "签发日期",
}  # fmt: skip
_SOON = 60
_WAYS = {"name": "实名核验", "mobile": "修改"}


@dataclass(frozen=True)
class ShownCredential:
    """One certificate of the list; `typed` is what was typed otherwise than the system says."""

    credential: Credential
    tone: str
    ahead: NextRegistration | None
    phase: str
    typed: tuple[tuple[str, str], ...]
    fixed: str


def modules(person: Person) -> list[TaskItem]:
    """The parts of the centre, each with where it stands."""
    return [_identity(person), _certificates(person), _record(person)]


def _identity(person: Person) -> TaskItem:
    verified = person.name_verified_at is not None
    return TaskItem(
        "个人身份信息",
        reverse("accounts:centre-identity"),
        "已实名核验" if verified else "未实名核验",
        "good" if verified else "wait",
        "姓名、证件、联系方式、学历和照片",
    )


def _certificates(person: Person) -> TaskItem:
    count, state = credentials_of(person).count(), synchronisation_of(person)
    if state.job:
        status, tone = "正在同步", "info"
    elif count:
        status, tone = f"{count} 本", "good"
    else:
        status, tone = ("没有证书", "wait") if state.ever else ("未同步", "wait")
    url = reverse("accounts:centre-certificates")
    return TaskItem("教师资格证书信息", url, status, tone, "证书和历次定期注册")


def _record(person: Person) -> TaskItem:
    due = next((each for each in record_of(person).dues if each.last), None)
    url = reverse("accounts:centre-record")
    hint = "证书、注册和接下来要办的事，一份档案用到退休"
    if due is None or due.last is None:
        return TaskItem("我的档案", url, hint=hint)
    return TaskItem("我的档案", url, *_standing(due.last), hint)


def _standing(last: date) -> tuple[str, str]:
    days = (last - today()).days
    if days < 0:
        return "已到期", "bad"
    if days > _SOON:
        return f"{last:%Y-%m-%d} 到期", "info"
    return (f"{days} 天后到期" if days else "今天到期"), "wait"


def shown_credentials(person: Person) -> list[ShownCredential]:
    day = today()
    return [_shown(each, day) for each in credentials_of(person)]


def _shown(credential: Credential, day: date) -> ShownCredential:
    ahead = next_of(credential)
    return ShownCredential(
        credential=credential,
        tone=state_tone(credential.state),
        ahead=ahead,
        phase=ahead.phase(day).value if ahead else "",
        typed=tuple(_typed(credential)),
        fixed=unchangeable(credential),
    )


def _typed(credential: Credential) -> Sequence[tuple[str, str]]:
    words = {"kind": KINDS, "subject": {"": "无"}}
    return [
        (label, words.get(name, {}).get(value, value))
        for name, label in _TYPED.items()
        if (value := credential.typed.get(name)) is not None
        and value != str(getattr(credential, name))
    ]


def advice_for(state: Synchronisation) -> Advice:
    if state.broken:
        return BROKEN
    return advice_on(state.last.outcome) if state.last else NEVER


def by_hand_since(rules: CertificateRules) -> str:
    """2008年及以后（广西壮族自治区是2012年及以后）签发的证书, as the province's data say."""
    others = {code: year for code, year in rules.system_since.items() if code}
    names = dict(provinces().values_list("code", "name")) if others else {}
    told = [
        f"{names.get(f'{code}0000', code)}是{year}年及以后" for code, year in sorted(others.items())
    ]
    aside = f"（{'，'.join(told)}）" if told else ""
    return f"{rules.system_since['']}年及以后{aside}签发的证书"


def may_add(state: Synchronisation) -> bool:
    """By hand only after the system was asked: it may know the certificate."""
    return state.ever


def fixed_rows(user: Any, person: Person) -> list[SummaryRow]:
    """B1: what documents and transfers decide; where it can be set right, the page that does."""
    return [
        SummaryRow(
            row.field.label,
            row.value,
            reverse(row.field.place) if row.field.place else "",
            _WAYS.get(row.field.name, ""),
        )
        for row in profiles.fixed_rows(user, person)
    ]


def own_rows(person: Person) -> list[SummaryRow]:
    """B1: what the person keeps themselves, on one page."""
    values = profiles.editable_values(person)
    return [_row(name, values[name]) for name in (*EDITABLE_FIELDS, "in_vocational_section")]


def _row(name: str, value: Any) -> SummaryRow:
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    return SummaryRow(LABELS[name], shown(name, text))


def calendar_days(dues: Sequence[Due]) -> list[Day]:
    """The first and the last day of each; whoever imports it again changes what is there."""
    day = today()
    return [each for due in dues for each in _days(due) if each.on >= day]


def _days(due: Due) -> list[Day]:
    found = []
    if due.opens:
        title = f"可以办理：{due.title}"
        found.append(Day(f"{due.key}-opens@portal", due.opens, title, due.text, 1))
    if due.last:
        title = f"最后一天：{due.title}"
        found.append(Day(f"{due.key}-last@portal", due.last, title, due.text, 14))
    return found


def phase_of(due: Due, day: date) -> str:
    """For the page's tag: "" when no day can be told."""
    if due.last is None:
        return ""
    if day > due.last:
        return Phase.OVER
    return Phase.AHEAD if due.opens and day < due.opens else Phase.OPEN


def steps_of(happened: Sequence[Happened]) -> list[TimelineStep]:
    return [
        TimelineStep(each.title, f"{each.on:%Y-%m-%d}", text=each.text, tone=each.tone)
        for each in happened
    ]
