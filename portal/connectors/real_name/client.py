"""Name and ID number against the official source: Alibaba Cloud's Id2MetaVerify (身份二要素核验).

https://help.aliyun.com/zh/id-verification/information-verification/developer-reference/vatsl9lfmbwe74iv
"""

import uuid
from enum import Enum

from django.conf import settings

from portal.connectors.aliyun import rpc
from portal.connectors.errors import ConnectorError, Failure

SYSTEM = "real_name"
_MALFORMED = frozenset({"400", "401"})


class Verdict(Enum):
    """What the source says; UNAVAILABLE when it did not answer (Chinese for the person)."""

    MATCH = "姓名与证件号码一致"
    MISMATCH = "姓名与证件号码不一致"
    NOT_FOUND = "查无此证件号码的记录"
    UNAVAILABLE = "实名核验服务暂时没有回应，请稍后再试"


_BY_BIZ_CODE = {"1": Verdict.MATCH, "2": Verdict.MISMATCH, "3": Verdict.NOT_FOUND}


def verify(name: str, id_number: str) -> Verdict:
    """Compare; never raises for an outside fault. What the source calls malformed is a mismatch."""
    params = {"ParamType": "normal", "UserName": name, "IdentifyNum": id_number}
    try:
        answer = rpc.call(_endpoint(), "Id2MetaVerify", params, uuid.uuid4().hex)
        return _verdict(answer)
    except ConnectorError as error:
        refused = error.failure is Failure.REFUSED and error.code in _MALFORMED
        return Verdict.MISMATCH if refused else Verdict.UNAVAILABLE


def _verdict(answer: dict[str, object]) -> Verdict:
    result = answer.get("ResultObject")
    code = str(result.get("BizCode", "")) if isinstance(result, dict) else ""
    if code not in _BY_BIZ_CODE:
        raise ConnectorError(SYSTEM, Failure.BAD_ANSWER, code)
    return _BY_BIZ_CODE[code]


def _endpoint() -> rpc.Endpoint:
    return rpc.Endpoint(
        system=SYSTEM,
        url=settings.REAL_NAME_URL,
        key=settings.REAL_NAME_KEY,
        secret=settings.REAL_NAME_SECRET,
        version="2019-03-07",
        success="200",
    )
