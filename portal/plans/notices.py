"""What people are told about plans."""

from portal.messaging.notices import Notice, register

NOTICES = (
    Notice(
        "plans.changed",
        "“${plan}”有变更",
        "${body}变更了“${plan}”：${changes}。变更原因：${reason}。"
        "现在的报名时间：${opens}至${closes}。如有疑问请联系${office}，电话 ${phone}。",
        "“${plan}”的报名时间改为${opens}至${closes}，请登录教师业务服务平台查看。",
    ),
    Notice(
        "plans.withdrawn",
        "“${plan}”已撤回",
        "${body}撤回了“${plan}”，不再接受申请，${what}。原因：${reason}。"
        "如有疑问请联系${office}，电话 ${phone}。",
        "“${plan}”已撤回，${what}。原因请登录教师业务服务平台查看。",
    ),
    Notice(
        "plans.closing",
        "“${plan}”还有${days}天截止，您还没有提交",
        "“${plan}”将于${closes}截止，您的申请还没有提交。已填写的内容都在，请在截止前完成并提交。"
        "如有疑问请联系${office}，电话 ${phone}。",
        "“${plan}”将于${closes}截止，您的申请还没有提交，请尽快登录教师业务服务平台完成。",
    ),
)


def register_notices() -> None:
    for notice in NOTICES:
        register(notice)
