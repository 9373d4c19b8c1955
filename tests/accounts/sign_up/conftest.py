import pytest

from portal.approvals.models import ReasonCode
from tests.accounts.sign_up.world import Province


@pytest.fixture
def province(db: None, reference_data: None) -> Province:
    """Tests on several connections empty the tables, and with them what migrations put there."""
    for transition, code in (("return", "R01"), ("decline", "D01")):
        ReasonCode.objects.get_or_create(
            flow="sign_up", transition=transition, code=code, defaults={"text": "信息有误"}
        )
    return Province()
