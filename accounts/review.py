"""What the review workspace shows of a sign-up: what was typed against what the card says."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.flows import SIGN_UP
from accounts.models import CardScan, SignUp
from accounts.notices import tell_approved, tell_declined, tell_returned
from accounts.queries import sign_up as sign_ups
from accounts.queries.labels import LABELS, shown
from accounts.rules.sign_up import DETAIL_FIELDS, IDENTITY_FIELDS, READING_FIELDS, differences
from accounts.services.opening import close_account, open_account
from portal.approvals.models import Case
from portal.approvals.workspace import Picture, Row, Section, Workflow, register
from portal.web.masking import mask_number

_HIDDEN = frozenset({"id_number", "address", "email"})


def sections(case: Case) -> tuple[Section, ...]:
    sign_up = sign_ups.by_subject(case.subject)
    scan = sign_ups.latest_scan(sign_up)
    return (
        Section(
            "身份证信息", tuple(_identity_row(sign_up, scan, name) for name in IDENTITY_FIELDS)
        ),
        Section("个人信息", tuple(_detail_rows(sign_up))),
    )


def _identity_row(sign_up: SignUp, scan: CardScan | None, name: str) -> Row:
    note, tone = _beside_the_card(sign_up, scan, name)
    change = _changed(sign_up, name)
    return Row(
        field=name,
        label=LABELS[name],
        value=_masked(name, sign_up.submitted.get(name, "")),
        note="；".join(filter(None, [change, note])),
        tone=tone,
        picture=_crop(sign_up, scan, name),
        unmask=name if name in _HIDDEN else "",
    )


def _beside_the_card(sign_up: SignUp, scan: CardScan | None, name: str) -> tuple[str, str]:
    """What was sent against what the card says, and how badly they differ (A2)."""
    if scan is None or scan.fields is None:
        return ("未上传身份证，手工填写" if name == "name" else ""), "neutral"
    differing = differences(sign_up.submitted, sign_ups.readings(scan))
    if name in differing:
        return f"与识别不同，证件上识别为：{_masked(name, differing[name])}", "wait"
    if not sign_ups.readings(scan).get(name):
        return "证件上没有识别出这一项", "neutral"
    return "与识别一致", "good"


def _changed(sign_up: SignUp, name: str) -> str:
    """What a sign-up sent again changed, so that the reviewer need not compare."""
    before = sign_up.submitted_before.get(name, "")
    if not sign_up.submitted_before or before == sign_up.submitted.get(name, ""):
        return ""
    return f"本次已修改，原为：{_masked(name, before) or '未填写'}"


def _masked(name: str, value: str) -> str:
    if name not in _HIDDEN:
        return shown(name, value)
    return mask_number(value) if name == "id_number" else _hidden(value)


def _hidden(value: str) -> str:
    return f"{value[:2]}……" if value else ""


def _crop(sign_up: SignUp, scan: CardScan | None, name: str) -> Picture | None:
    # The number's piece of picture would show what the row hides.
    if name == "id_number" or scan is None or READING_FIELDS[name] not in (scan.crops or {}):
        return None
    url = reverse("accounts:review-crop", args=[sign_up.token, name])
    return Picture(url, LABELS[name], f"身份证上的{LABELS[name]}")


def _detail_rows(sign_up: SignUp) -> list[Row]:
    mobile = Row("", "手机", mask_number(sign_up.mobile), unmask="mobile")
    rows = [
        Row(
            field=name,
            label=LABELS[name],
            value=_masked(name, sign_up.submitted.get(name, "")),
            note=_changed(sign_up, name),
            unmask=name if name in _HIDDEN else "",
        )
        for name in DETAIL_FIELDS
    ]
    return [mobile, *rows]


def markable(case: Case) -> Mapping[str, str]:
    return {name: LABELS[name] for name in (*IDENTITY_FIELDS, *DETAIL_FIELDS, "photo")}


def pictures(case: Case) -> tuple[Picture, ...]:
    sign_up = sign_ups.by_subject(case.subject)
    found = [(sign_up.card, "身份证人像面"), (sign_up.photo, "1寸免冠标准照片")]
    return tuple(
        Picture(reverse("documents:show", args=[document]), label, label)
        for document, label in found
        if document
    )


def unmask(case: Case, name: str) -> str:
    sign_up = sign_ups.by_subject(case.subject)
    if name == "mobile":
        return sign_up.mobile
    return sign_up.submitted.get(name, "") if name in _HIDDEN else ""


WORKFLOW = Workflow(
    flow=SIGN_UP,
    sections=sections,
    markable=markable,
    pictures=pictures,
    unmask=unmask,
    consequences={"accounts.open_account": open_account, "accounts.close_account": close_account},
    effects={
        "accounts.tell_approved": tell_approved,
        "accounts.tell_returned": tell_returned,
        "accounts.tell_declined": tell_declined,
    },
)


def bind() -> None:
    register(WORKFLOW)
