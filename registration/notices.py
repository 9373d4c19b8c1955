"""What teachers and schools are told of registration."""

from typing import Final

from portal.messaging.notices import Notice, register

DUE: Final = "registration.due"
MISSING: Final = "registration.missing"
WRONG: Final = "registration.wrong"

NOTICES = (
    Notice(
        DUE,
        "您应办理${kind}",
        "${name}，${why}请到“我的注册”核对学校录入的内容，有误的请学校更正。"
        "申报时间以教育局的通知为准。",
        "${name}老师，您应办理教师资格${kind}，请登录教师业务服务平台核对。",
    ),
    Notice(
        MISSING,
        "${count} 名教师的定期注册资料不全",
        "${body}有 ${count} 名应注册、已逾期或要首次注册的教师还缺考核等记录。"
        "请在“定期注册预填”中录入，教师届时只需核对。",
    ),
    Notice(
        WRONG,
        "${name}请学校核对注册资料",
        "${name}认为“${topic}”有误：${text}",
    ),
)


def register_notices() -> None:
    for notice in NOTICES:
        register(notice)
