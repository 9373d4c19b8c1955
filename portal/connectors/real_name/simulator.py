"""The real-name source's double (Id2MetaVerify).

A person registered by POST to /real-name/people (`name`, `id_number`) matches under that name
only. Anybody else matches, except: a name ending in 某 does not match, and a number whose
sequence is 999 has no record. A number that is not one of eighteen digits is malformed (401).
"""

import re
from typing import Final

from portal.connectors.aliyun.gatekeeper import Gatekeeper, error, request_id
from portal.connectors.simulator.shelf import Shelf
from portal.connectors.simulator.web import Answer, Request, Routes, as_json

VERSION: Final = "2019-03-07"
MATCH: Final = "1"
MISMATCH: Final = "2"
NOT_FOUND: Final = "3"
_NUMBER: Final = re.compile(r"\d{17}[0-9X]")


class RealNameSimulator:
    def __init__(self, shelf: Shelf, gatekeeper: Gatekeeper) -> None:
        self._shelf, self._gatekeeper = shelf, gatekeeper

    def routes(self) -> Routes:
        return {
            ("POST", "/real-name"): self.answer,
            ("POST", "/real-name/people"): self.register,
        }

    def register(self, request: Request) -> Answer:
        """Make somebody known; a later name for the same number replaces the earlier."""
        name, number = request.form.get("name", ""), request.form.get("id_number", "")
        if not name or not _NUMBER.fullmatch(number):
            return as_json({"error": "name and an 18-digit id_number are needed"}, 400)
        self._shelf.add({"name": name, "id_number": number})
        return as_json({"registered": True}, 201)

    def answer(self, request: Request) -> Answer | None:
        refused = self._gatekeeper.refuse(request)
        if refused is not None:
            return refused
        form = request.form
        if form["Action"] != "Id2MetaVerify":
            return error("InvalidAction.NotFound", "Specified api is not found.", 404)
        name, number = form.get("UserName", ""), form.get("IdentifyNum", "")
        if not name or not _NUMBER.fullmatch(number):
            return _answer("401", "参数非法")
        return _answer("200", "success", self._verdict(name, number))

    def _verdict(self, name: str, number: str) -> str:
        known = self._shelf.newest(1, id_number=number)
        if known:
            return MATCH if known[0]["name"] == name else MISMATCH
        if number[14:17] == "999":
            return NOT_FOUND
        return MISMATCH if name.endswith("某") else MATCH


def _answer(code: str, message: str, verdict: str = "") -> Answer:
    result = {"BizCode": verdict} if verdict else None
    return as_json(
        {"Code": code, "Message": message, "RequestId": request_id(), "ResultObject": result}
    )
