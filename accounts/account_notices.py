"""What people are told about changes to their own account."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from portal.clock import now
from portal.messaging.notices import Notice, register
from portal.messaging.services import Contact, notify

_NOT_YOU = "如果不是您本人操作，请立即通过“忘记密码”重设密码，并联系学校管理员。"

NOTICES = (
    Notice(
        "accounts.password",
        "密码已修改",
        "${name}，您的密码已于${time}修改，其他设备上的登录已全部退出。" + _NOT_YOU,
        "您的密码已于${time}修改。如非本人操作，请立即通过“忘记密码”重设。",
    ),
    Notice(
        "accounts.mobile",
        "手机号码已修改",
        "${name}，您的账号已于${time}改用新的手机号码。" + _NOT_YOU,
        "您的账号已于${time}改用这个手机号码。",
    ),
    Notice(
        "accounts.mobile_gone",
        "手机号码已停用",
        "${name}的账号已于${time}改用其他手机号码。",
        "您的账号已于${time}改用其他手机号码。如非本人操作，请立即联系学校管理员。",
    ),
    Notice(
        "accounts.name",
        "姓名已变更",
        "${name}，经实名核验，您的姓名已于${time}变更。" + _NOT_YOU,
        "经实名核验，您的姓名已于${time}变更。如非本人操作，请联系学校管理员。",
    ),
    Notice(
        "accounts.recovery_link",
        "重设密码",
        "${name}，请打开下面的链接重设密码，${hours}小时内有效，只能使用一次：\n\n${url}\n\n"
        "如果不是您本人申请，请不要打开，并忽略这封邮件。",
    ),
    Notice(
        "accounts.opened",
        "账号已开通",
        "${name}，您的账号已开通，用户名${user}。请在${hours}小时内打开链接设置密码：${url}",
        "您的账号已开通，用户名${user}。请在${hours}小时内打开链接设置密码：${url}",
    ),
    Notice(
        "accounts.reset",
        "密码已重置",
        "${name}，管理员已重置您的密码。请在${hours}小时内打开链接设置新密码：${url}",
        "管理员已重置您的密码。请在${hours}小时内打开链接设置新密码：${url}",
    ),
    Notice(
        "accounts.mobile_request",
        "有手机号码变更等待核实",
        "${name}（${unit}）申请变更登录手机号码，请核实本人后处理。",
    ),
    Notice(
        "accounts.mobile_refused",
        "手机号码变更未通过",
        "${name}，您的手机号码变更申请未通过：${reason}",
        "您的手机号码变更申请未通过：${reason}",
    ),
)


def register_notices() -> None:
    for notice in NOTICES:
        register(notice)


def tell(
    recipient: User | Contact,
    template: str,
    context: Mapping[str, object],
    *,
    subject: str = "",
    channels: tuple[str, ...] = ("portal", "sms", "email"),
    link: str = "",
) -> None:
    """One notice; `time` is filled in."""
    if isinstance(recipient, User):
        subject = subject or f"accounts.user:{recipient.pk}"
    values = {**context, "time": _spoken_time(), "hours": settings.RECOVERY_LINK_HOURS}
    notify(recipient, template, values, subject=subject, channels=channels, link=link)


def _spoken_time() -> str:
    return timezone.localtime(now()).strftime("%Y-%m-%d %H:%M")
