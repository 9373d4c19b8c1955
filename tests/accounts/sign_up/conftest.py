import pytest

from portal.approvals.models import ReasonCode
from tests.accounts.sign_up.world import Province

_REASONS = (("return", "R01", "姓名或证件号码与身份证不一致"), ("decline", "D01", "不是本单位教师"))


def make_province() -> Province:
    """Tests on several connections empty the tables, and with them what migrations put there."""
    for transition, code, text in _REASONS:
        values = {"flow": "sign_up", "transition": transition, "code": code}
        ReasonCode.objects.get_or_create(**values, defaults={"text": text})
    return Province()


@pytest.fixture
def province(db: None, reference_data: None) -> Province:
    return make_province()
