"""Rows of the public pages, made ready for their templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import date, filesizeformat
from django.urls import reverse
from django.utils.timezone import localtime

from portal.home.models import Announcement, Download


@dataclass(frozen=True)
class ServiceCard:
    """One thing that can be done here. `needs` is what to have at hand."""

    title: str
    text: str
    url: str
    icon: str
    needs: tuple[str, ...] = ()
    state: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    date: str = ""
    meta: str = ""
    note: str = ""
    pinned: bool = False


def services(user: Any) -> list[ServiceCard]:
    """What this visitor can do; somebody signed in need not sign up."""
    cards: tuple[_Card, ...] = (_SIGN_UP, _DUAL_QUALIFIED, _PROGRESS, _RECOVERY)
    if user.is_authenticated:
        cards = (_DUAL_QUALIFIED, _PROFILE, _MOBILE, _NAME) if user.person_id else (_MOBILE,)
    return [_card(*each) for each in cards]


_Card = tuple[str, str, str, str, tuple[str, ...]]
_SIGN_UP: _Card = (
    "注册账号",
    "拍一张身份证照片即可自动填写，学校审核通过后就能登录。",
    "accounts:sign-up",
    "id-card",
    ("能收短信的手机", "居民身份证（人像面）", "1寸免冠标准照片（可以之后补）"),
)
_DUAL_QUALIFIED: _Card = (
    "“双师型”教师认定",
    "先看符合哪一级、还缺什么，再填写申请；审核到了哪一步随时可查。",
    "dual_qualified:entry",
    "award",
    ("教师资格证书", "职称、职业资格证书", "企业实践证明（拍照或 PDF）"),
)
_PROGRESS: _Card = (
    "注册进度查询",
    "看注册审核到了哪一步；没有填完的，换一台设备也能接着填。",
    "accounts:progress",
    "search",
    ("注册时的身份证号和手机",),
)
_RECOVERY: _Card = (
    "忘记密码",
    "用短信或邮件重设密码；手机号已停用的，也有办法找回。",
    "accounts:recover",
    "key-round",
    ("证件号码和姓名", "注册时的手机或邮箱"),
)
_PROFILE: _Card = (
    "修改信息",
    "更新联系方式、学历等个人信息。",
    "accounts:profile",
    "id-card",
    (),
)


_MOBILE: _Card = (
    "修改手机号码",
    "换成新号码；旧号码已不用的，也有办法换。",
    "accounts:mobile",
    "smartphone",
    ("能收短信的新手机号",),
)
_NAME: _Card = (
    "实名核验",
    "核对姓名和证件号码；依法改了名的，在这里更正。",
    "accounts:real-name",
    "badge-check",
    (),
)


def _card(title: str, text: str, name: str, icon: str, needs: tuple[str, ...]) -> ServiceCard:
    return ServiceCard(title, text, reverse(name), icon, needs)


def announcements(rows: Iterable[Announcement]) -> list[Link]:
    return [
        Link(
            row.title,
            reverse("home:announcement", args=[row.pk]),
            date=date(localtime(row.published_at), "Y-m-d"),
            meta=row.issuer.name,
            pinned=row.pinned,
        )
        for row in rows
    ]


def downloads(rows: Iterable[Download]) -> list[Link]:
    return [
        Link(
            row.title,
            reverse("home:download", args=[row.pk]),
            date=date(localtime(row.published_at), "Y-m-d"),
            meta=f"{row.file_name.rpartition('.')[2].upper()} · {filesizeformat(row.size)}",
            note=row.note,
        )
        for row in rows
    ]
