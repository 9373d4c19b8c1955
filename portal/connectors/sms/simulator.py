"""The SMS gateway's double: the same protocol, signatures checked, nothing leaves the machine.

Numbers by their last four digits: 0000 is refused, 0425 has had too many, 0404 is switched off
(accepted, then not delivered), 0502 is accepted but the answer is lost, 0408 is answered late.
"""

import json
import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from string import Template
from threading import Event
from typing import Any, Final

from django.utils.timezone import localtime

from portal.clock import now
from portal.connectors.aliyun.gatekeeper import Gatekeeper, error, success
from portal.connectors.simulator.shelf import Row, Shelf
from portal.connectors.simulator.web import Answer, Request, Routes, as_json
from portal.connectors.sms.mapping import SendStatus

VERSION: Final = "2017-05-25"
_MOBILE: Final = re.compile(r"1\d{10}")
_MOST_SHOWN: Final = 100


class SmsSimulator:
    """`texts`: template code → approved text. Receipts come `receipt_after` seconds later."""

    def __init__(
        self,
        shelf: Shelf,
        gatekeeper: Gatekeeper,
        texts: Mapping[str, str],
        *,
        receipt_after: float = 3,
        late: float = 30,
    ) -> None:
        self._shelf, self._gatekeeper, self._texts = shelf, gatekeeper, texts
        self._receipt_after = timedelta(seconds=receipt_after)
        self._late = late
        self.stopping = Event()

    def routes(self) -> Routes:
        return {("POST", "/sms"): self.answer, ("GET", "/sms/messages"): self.list_messages}

    def answer(self, request: Request) -> Answer | None:
        refused = self._gatekeeper.refuse(request)
        if refused is not None:
            return refused
        actions = {"SendSms": self._send, "QuerySendDetails": self._details}
        action = actions.get(request.form["Action"])
        if action is None:
            return error("InvalidAction.NotFound", "Specified api is not found.", 404)
        return action(request.form)

    def list_messages(self, request: Request) -> Answer:
        """Our own page of received messages: `mobile` filters."""
        mobile = request.query.get("mobile", "")
        return as_json({"messages": self._shelf.newest(_MOST_SHOWN, mobile=mobile)})

    def _send(self, form: dict[str, str]) -> Answer | None:
        mobile = form.get("PhoneNumbers", "")
        problem = self._problem(form)
        if problem:
            return success(problem)
        row = self._row(form)
        self._shelf.add(row)
        if mobile.endswith("0502"):
            return None
        if mobile.endswith("0408"):
            self.stopping.wait(self._late)
        return success("OK", BizId=row["biz_id"])

    def _problem(self, form: dict[str, str]) -> str:
        mobile = form.get("PhoneNumbers", "")
        if not _MOBILE.fullmatch(mobile) or mobile.endswith("0000"):
            return "isv.MOBILE_NUMBER_ILLEGAL"
        if mobile.endswith("0425"):
            return "isv.BUSINESS_LIMIT_CONTROL"
        if form.get("TemplateCode") not in self._texts:
            return "isv.SMS_TEMPLATE_ILLEGAL"
        return "" if self._content(form) else "isv.TEMPLATE_MISSING_PARAMETERS"

    def _content(self, form: dict[str, str]) -> str:
        """The text with its variables filled in, "" when one is missing."""
        try:
            params = json.loads(form.get("TemplateParam") or "{}")
            text = Template(self._texts[form["TemplateCode"]]).substitute(params)
        except (ValueError, KeyError, TypeError):
            return ""
        return f"【{form.get('SignName', '')}】{text}"

    def _row(self, form: dict[str, str]) -> Row:
        return {
            "biz_id": f"{uuid.uuid4().int % 10**18}^0",
            "out_id": form.get("OutId", ""),
            "mobile": form["PhoneNumbers"],
            "template": form["TemplateCode"],
            "content": self._content(form),
            "at": now().isoformat(),
        }

    def _details(self, form: dict[str, str]) -> Answer:
        day = form.get("SendDate", "")
        rows = self._shelf.newest(
            int(form.get("PageSize") or 10), mobile=form.get("PhoneNumber", "")
        )
        found = [self._detail(row) for row in rows if _day_of(row) == day]
        return success("OK", TotalCount=len(found), SmsSendDetailDTOs={"SmsSendDetailDTO": found})

    def _detail(self, row: Row) -> dict[str, Any]:
        status, code = self._status(row)
        received = "" if status is SendStatus.WAITING else _spoken(self._receipt_at(row))
        return {
            "PhoneNum": row["mobile"],
            "SendStatus": int(status),
            "ErrCode": code,
            "TemplateCode": row["template"],
            "Content": row["content"],
            "SendDate": _spoken(_at(row)),
            "ReceiveDate": received,
            "OutId": row["out_id"],
        }

    def _status(self, row: Row) -> tuple[SendStatus, str]:
        if now() < self._receipt_at(row):
            return SendStatus.WAITING, ""
        if row["mobile"].endswith("0404"):
            return SendStatus.FAILED, "UNDELIV"
        return SendStatus.DELIVERED, "DELIVERED"

    def _receipt_at(self, row: Row) -> datetime:
        return _at(row) + self._receipt_after


def _at(row: Row) -> datetime:
    return datetime.fromisoformat(row["at"])


def _day_of(row: Row) -> str:
    return localtime(_at(row)).strftime("%Y%m%d")


def _spoken(at: datetime) -> str:
    return localtime(at).strftime("%Y-%m-%d %H:%M:%S")
