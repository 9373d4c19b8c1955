"""The national database of teachers' certificates, asked by ID number and name.

It has no public interface; provinces reach it through their data exchange. The one operation asked
for here, its fields and its signature are written down in docs/simulators.md.
"""

import uuid
from typing import Any

from django.conf import settings

from portal.connectors.aliyun import rpc
from portal.connectors.errors import ConnectorError, Failure
from portal.connectors.teacher_certificates.mapping import (
    SYSTEM,
    Answer,
    Finding,
    NotOfTheProtocol,
    answer_of,
)

_ACTION = "QueryTeacherCertificates"
_UNAVAILABLE = Answer(Finding.UNAVAILABLE)


def certificates_of(id_number: str, name: str) -> Answer:
    """Ask; never raises for an outside fault. Call it outside transactions."""
    try:
        return answer_of(_ask({"IdNumber": id_number, "Name": name}))
    except (ConnectorError, NotOfTheProtocol):
        return _UNAVAILABLE


def _ask(params: dict[str, str]) -> dict[str, Any]:
    """An answer that was lost on its way is asked for anew: a question changes nothing."""
    try:
        return rpc.call(_endpoint(), _ACTION, params, uuid.uuid4().hex)
    except ConnectorError as error:
        if error.failure is not Failure.BAD_ANSWER or error.code != rpc.NONCE_USED:
            raise
    return rpc.call(_endpoint(), _ACTION, params, uuid.uuid4().hex)


def _endpoint() -> rpc.Endpoint:
    return rpc.Endpoint(
        system=SYSTEM,
        url=settings.TEACHER_CERTIFICATES_URL,
        key=settings.TEACHER_CERTIFICATES_KEY,
        secret=settings.TEACHER_CERTIFICATES_SECRET,
        version="2026-01-01",
        success="200",
    )
