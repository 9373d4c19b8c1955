"""What identity adds to a person's record: certificates and their registrations."""

from collections.abc import Iterable, Iterator
from datetime import date

from identity.enums import CredentialState, RegistrationOutcome
from identity.models import Credential, Person, RegistrationRecord
from identity.queries.credentials import credentials_of
from identity.records import Due, Happened, Held, Part
from identity.rules.dues import (
    NextRegistration,
    Phase,
    Registered,
    is_deferred,
    next_registration,
)
from portal.clock import today

LABEL = "教师资格证书"
_FIRST = Due(
    "first-registration",
    "首次注册",
    "试用期满并考核合格之日起 60 日内申请首次注册；在岗多年还没有注册的，按教育局的通知办理。",
)
_TONES = {
    RegistrationOutcome.PASSED: "good",
    RegistrationOutcome.DEFERRED: "wait",
    RegistrationOutcome.FAILED: "bad",
}


def part_of(person: Person) -> Part:
    """Two queries."""
    found = list(credentials_of(person))
    return Part(
        held=tuple(_held(each) for each in found),
        happened=tuple(event for each in found for event in _happened(each)),
        dues=tuple(_dues(found, today())),
    )


def state_tone(state: str) -> str:
    return "good" if state in {CredentialState.VALID, CredentialState.REPLACED} else "bad"


def next_of(credential: Credential) -> NextRegistration | None:
    return next_registration(_registered(credential.registrations.all()))


def _registered(rows: Iterable[RegistrationRecord]) -> list[Registered]:
    return [Registered(row.year, row.outcome, row.valid_until) for row in rows]


def _held(credential: Credential) -> Held:
    ahead = next_of(credential)
    until = f"{ahead.last:%Y-%m-%d}" if ahead else "未注册"
    verified = credential.verified_at is not None
    return Held(
        title=str(credential.get_kind_display()),
        state=str(credential.get_state_display()) if verified else "未经系统核验",
        tone=state_tone(credential.state) if verified else "wait",
        facts=(
            ("任教学科", credential.subject or "无"),
            ("证书号码", credential.number),
            ("签发日期", f"{credential.issued_on:%Y-%m-%d}"),
            ("注册有效期至", until),
        ),
    )


def _happened(credential: Credential) -> Iterator[Happened]:
    kind = str(credential.get_kind_display())
    yield Happened(credential.issued_on, f"取得{kind}", credential.issuer_name, "info")
    for row in credential.registrations.all():
        title = f"{row.get_kind_display()}：{row.get_outcome_display()}"
        until = f"，有效期至 {row.valid_until:%Y-%m-%d}" if row.valid_until else ""
        tone = _TONES[RegistrationOutcome(row.outcome)]
        yield Happened(row.decided_on, title, f"{kind}，{row.institution}{until}", tone)


def _dues(found: list[Credential], day: date) -> Iterator[Due]:
    """One certificate takes part in registration: the others are not asked for it."""
    in_force = [each for each in found if each.in_force]
    deferred = [each for each in in_force if is_deferred(_registered(each.registrations.all()))]
    registered = [(ahead.last, each.pk, each) for each in in_force if (ahead := next_of(each))]
    if deferred:
        yield _again(deferred[0])
    elif registered:
        yield _renewal(max(registered)[2], day)
    elif in_force:
        yield _FIRST


def _again(credential: Credential) -> Due:
    kind = credential.get_kind_display()
    return Due(
        f"deferred-{credential.pk}",
        "暂缓注册的原因消除后，再次申请注册",
        f"{kind}上次的结论是暂缓注册。原因消除后即可再次申请，证明材料请提前准备。",
    )


def _renewal(credential: Credential, day: date) -> Due:
    ahead = next_of(credential)
    if ahead is None:
        raise ValueError("never registered")
    text = {
        Phase.AHEAD: f"从 {ahead.opens:%Y-%m-%d} 起可以申请，{ahead.last:%Y-%m-%d} 有效期届满。",
        Phase.OPEN: f"现在可以申请，{ahead.last:%Y-%m-%d} 有效期届满。",
        Phase.OVER: f"有效期已于 {ahead.last:%Y-%m-%d} 届满，请尽快联系学校或教育局。",
    }[ahead.phase(day)]
    title = f"定期注册：{credential.get_kind_display()}"
    return Due(f"registration-{credential.pk}", title, text, ahead.opens, ahead.last)
