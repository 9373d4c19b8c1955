"""SMS over Alibaba Cloud's Dysmsapi 2017-05-25: SendSms and QuerySendDetails.

https://help.aliyun.com/document_detail/419273.html (SendSms) and
https://help.aliyun.com/document_detail/419277.html (QuerySendDetails).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware

from portal.connectors.aliyun import rpc
from portal.connectors.errors import ConnectorError, Failure
from portal.connectors.sms import catalogue
from portal.connectors.sms.mapping import SendStatus

SYSTEM = "sms"
_PAGE = 50


@dataclass(frozen=True)
class Detail:
    """What the gateway knows of one message; `code` is the carrier's."""

    status: SendStatus
    code: str
    received_at: datetime | None


def send(mobile: str, template: str, params: dict[str, str], *, out_id: str, nonce: str) -> str:
    """Hand a message over; returns the gateway's number (BizId). `ConnectorError` if not taken."""
    answer = rpc.call(
        _endpoint(),
        "SendSms",
        {
            "PhoneNumbers": mobile,
            "SignName": settings.SMS_SIGN_NAME,
            "TemplateCode": catalogue.code_of(template),
            "TemplateParam": json.dumps(params, ensure_ascii=False),
            "OutId": out_id,
        },
        nonce,
    )
    return str(answer.get("BizId", ""))


def find(mobile: str, sent_on: date, *, out_id: str, nonce: str) -> Detail | None:
    """What became of the message we numbered `out_id`; None when the gateway never got it."""
    answer = rpc.call(
        _endpoint(),
        "QuerySendDetails",
        {
            "PhoneNumber": mobile,
            "SendDate": sent_on.strftime("%Y%m%d"),
            "PageSize": str(_PAGE),
            "CurrentPage": "1",
        },
        nonce,
    )
    rows = _rows(answer)
    return next((_detail(row) for row in rows if row.get("OutId") == out_id), None)


def _rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        return list(answer["SmsSendDetailDTOs"]["SmsSendDetailDTO"])
    except (KeyError, TypeError) as error:
        raise ConnectorError(SYSTEM, Failure.BAD_ANSWER, "no details") from error


def _detail(row: dict[str, Any]) -> Detail:
    try:
        status = SendStatus(int(row["SendStatus"]))
        received = parse_datetime(row.get("ReceiveDate") or "")
    except (KeyError, ValueError, TypeError) as error:
        raise ConnectorError(SYSTEM, Failure.BAD_ANSWER, "odd detail") from error
    return Detail(status, str(row.get("ErrCode", "")), make_aware(received) if received else None)


def _endpoint() -> rpc.Endpoint:
    return rpc.Endpoint(
        system=SYSTEM,
        url=settings.SMS_GATEWAY_URL,
        key=settings.SMS_GATEWAY_KEY,
        secret=settings.SMS_GATEWAY_SECRET,
        version="2017-05-25",
        success="OK",
    )
