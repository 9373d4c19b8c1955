"""Coded reasons are data that the province keeps."""

import pytest
from django.urls import reverse

from portal.approvals.errors import NotAllowed, Stale
from portal.approvals.models import ReasonCode
from portal.approvals.services.reasons import save_reason
from portal.organisations.enums import Role
from tests.portal.approvals.world import user

LIST = reverse("approvals:reasons")
NEW = reverse("approvals:reason-new")


@pytest.fixture
def province(place):
    return user("省厅", place.province, Role.BUREAU_ADMIN)


def values(**changed):
    return {"place": "sample:return", "code": "R2", "text": "姓名有误", "position": "2",
            "is_active": "on", **changed}  # fmt: skip


def test_bureaus_read_and_only_the_province_writes(place, at_work, province):
    county = at_work(place.bureau_admin())
    assert "照片不清楚" in county.get(LIST).content.decode()
    assert "新增原因" not in county.get(LIST).content.decode()
    assert county.get(NEW).status_code == 404
    assert at_work(place.school_admin()).get(LIST).status_code == 404
    assert "新增原因" in at_work(province).get(LIST).content.decode()
    with pytest.raises(NotAllowed):
        save_reason(ReasonCode(flow="sample", transition="return"), place.bureau_admin())


def test_a_new_reason_is_offered_to_reviewers(place, at_work, province):
    assert at_work(province).post(NEW, values()).url == LIST
    case = place.case()
    page = at_work(place.school_admin()).get(reverse("approvals:case", args=[case.reference]))
    assert "姓名有误" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"text": ""},
        {"place": "x"},
        {"code": "R1"},
        {"position": "-1"},
        {"text": "长" * 201},
    ],
)
def test_a_wrong_reason_is_not_kept(place, at_work, province, wrong):
    page = at_work(province).post(NEW, values(**wrong))
    assert page.status_code == 422
    assert "需要修改" in page.content.decode()
    assert ReasonCode.objects.filter(flow="sample").count() == 3


def test_a_retired_reason_stays_on_old_decisions(place, at_work, province):
    reason = ReasonCode.objects.get(flow="sample", code="R1")
    address = reverse("approvals:reason", args=[reason.pk])
    browser = at_work(province)
    assert "照片不清楚" in browser.get(address).content.decode()
    changed = {"version": "1", "text": "照片模糊", "position": "0", "code": "HACK"}
    assert browser.post(address, changed).status_code == 302
    reason.refresh_from_db()
    assert (reason.code, reason.text, reason.is_active, reason.version) == (
        "R1",
        "照片模糊",
        False,
        2,
    )


def test_two_editors_do_not_overwrite_one_another(place, province):
    reason = ReasonCode.objects.get(flow="sample", code="R1")
    save_reason(reason, province, version=1)
    with pytest.raises(Stale):
        save_reason(ReasonCode.objects.get(flow="sample", code="R1"), province, version=1)


def test_a_reason_that_does_not_exist_is_not_found(place, at_work, province):
    assert at_work(province).get(reverse("approvals:reason", args=[999])).status_code == 404
