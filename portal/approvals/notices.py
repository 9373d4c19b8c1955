"""Reminders of every flow (Y5): what is due, told to those whose turn it is and nobody else."""

from portal.messaging.notices import Notice, register

BODY_DUE = "approvals.body_due"
APPLICANT_DUE = "approvals.applicant_due"
NOTICES = (
    Notice(
        BODY_DUE,
        "有待办快到期或已逾期",
        "${body}有 ${count} 件申请今明两天到期或已经逾期，其中逾期 ${late} 件，请尽快办理。",
    ),
    Notice(
        APPLICANT_DUE,
        "退回的申请请尽快修改",
        "${name}，您的${flow}申请（${reference}）已退回修改，请在 ${day} 前重新提交。",
        "您的${flow}申请已退回修改，请在${day}前登录平台重新提交。",
    ),
)


def register_notices() -> None:
    for notice in NOTICES:
        register(notice)
