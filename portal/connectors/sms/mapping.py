"""The gateway's words in ours."""

from enum import IntEnum
from typing import Final


class SendStatus(IntEnum):
    """SendStatus of QuerySendDetails."""

    WAITING = 1
    FAILED = 2
    DELIVERED = 3


_REASONS: Final = {
    "isv.MOBILE_NUMBER_ILLEGAL": "手机号码无法接收短信，请核对号码",
    "isv.BUSINESS_LIMIT_CONTROL": "短信网关限制了该号码的发送次数",
    "isv.BLACK_KEY_CONTROL_LIMIT": "短信内容被网关拦截",
    "isv.SMS_TEMPLATE_ILLEGAL": "短信模板尚未通过网关审核",
    "isv.SMS_SIGNATURE_ILLEGAL": "短信签名尚未通过网关审核",
    "MOBILE_NOT_ON_SERVICE": "号码已停机或不在服务区",
    "UNDELIV": "号码关机、停机或不在服务区",
    "MK:0001": "号码是空号",
}


def reason_of(code: str) -> str:
    """Why a message failed, for the person (Chinese)."""
    return _REASONS.get(code, f"运营商未接收（代码 {code}）" if code else "运营商未接收")
