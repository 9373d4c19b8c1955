"""The national certificate database's double.

A person registered by POST to /teacher-certificates/people (`name`, `id_number`, `certificates` as
JSON) has just those, under that name only. Everybody else has what `invented` makes of the number,
and the last sequences of a day stand for what goes wrong.
"""

import json
import re
from threading import Event
from typing import Any, Final

from portal.clock import today
from portal.connectors.aliyun.gatekeeper import Gatekeeper, error, request_id
from portal.connectors.simulator.shelf import Shelf
from portal.connectors.simulator.web import Answer, Request, Routes, as_json
from portal.connectors.teacher_certificates.invented import result_for
from portal.connectors.teacher_certificates.mapping import NotOfTheProtocol, certificate_of

VERSION: Final = "2026-01-01"
_NUMBER: Final = re.compile(r"\d{17}[0-9X]", re.ASCII)


class TeacherCertificatesSimulator:
    """`late` in seconds; `stopping` ends every late answer at once."""

    def __init__(self, shelf: Shelf, gatekeeper: Gatekeeper, *, late: float) -> None:
        self._shelf, self._gatekeeper, self._late = shelf, gatekeeper, late
        self.stopping = Event()

    def routes(self) -> Routes:
        return {
            ("POST", "/teacher-certificates"): self.answer,
            ("POST", "/teacher-certificates/people"): self.register,
        }

    def register(self, request: Request) -> Answer:
        """Make somebody known; what comes later for the same number replaces the earlier."""
        name, number = request.form.get("name", ""), request.form.get("id_number", "")
        certificates = _certificates(request.form.get("certificates", "[]"))
        if not name or not _NUMBER.fullmatch(number) or certificates is None:
            return as_json({"error": "name, an 18-digit id_number and certificates"}, 400)
        self._shelf.add({"name": name, "id_number": number, "certificates": certificates})
        return as_json({"registered": True}, 201)

    def answer(self, request: Request) -> Answer | None:
        refused = self._gatekeeper.refuse(request)
        if refused is not None:
            return refused
        form = request.form
        if form["Action"] != "QueryTeacherCertificates":
            return error("InvalidAction.NotFound", "Specified api is not found.", 404)
        name, number = form.get("Name", ""), form.get("IdNumber", "")
        if not name or not number:
            return error("MissingParameter", "IdNumber and Name are mandatory.")
        return self._answer(name, number)

    def _answer(self, name: str, number: str) -> Answer | None:
        match number[14:17]:
            case "996":
                return as_json({"Code": "ServiceUnavailable"}, 503)
            case "995":
                self.stopping.wait(self._late)
            case "994":
                return None
            case "993":
                return _found({"Outcome": "FOUND", "Certificates": [{"Number": "1"}]})
            case "992":
                return error("SignatureDoesNotMatch", "Specified signature is not matched.")
        return _found(self._result(name, number))

    def _result(self, name: str, number: str) -> dict[str, Any]:
        known = self._shelf.newest(1, id_number=number)
        if not known:
            whole = _NUMBER.fullmatch(number)
            return result_for(number, name, today()) if whole else {"Outcome": "NOT_FOUND"}
        if known[0]["name"] != name:
            return {"Outcome": "NAME_DIFFERS"}
        certificates = known[0]["certificates"]
        outcome = "FOUND" if certificates else "NOT_FOUND"
        return {"Outcome": outcome, "Certificates": certificates}


def _found(result: dict[str, Any]) -> Answer:
    return as_json({"Code": "200", "RequestId": request_id(), "Result": result})


def _certificates(text: str) -> list[dict[str, Any]] | None:
    """None for what could never be answered."""
    try:
        rows = json.loads(text)
        for row in rows:
            certificate_of(row)
    except (NotOfTheProtocol, AttributeError, KeyError, TypeError, ValueError):
        return None
    return list(rows)
