"""Begun, saved as typed, sent once, returned, sent again, approved, undone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password

from accounts.models import SignUp, User
from accounts.queries import sign_up as sign_ups
from accounts.services import sign_up as signing_up
from accounts.services import submission
from identity.models import Employment, Person
from portal.approvals import services as approvals
from portal.approvals.errors import Duplicate, NotAllowed
from portal.approvals.flow import Mark
from portal.approvals.models import ReasonCode
from portal.clock import now
from portal.documents.models import Document
from portal.organisations.enums import Role
from portal.organisations.services import close_body
from tests.accounts.sign_up.world import MAKER, PASSWORD, Province, id_number, latest_case
from tests.factories.documents import document, picture


def decide(sign_up: SignUp, transition: str, user: User, **said: object) -> None:
    case = latest_case(sign_up)
    approvals.apply(case.pk, transition, approvals.staff(user), version=case.version, **said)


def a_reason(transition: str) -> str:
    return ReasonCode.objects.filter(flow="sign_up", transition=transition)[0].code


def fresh(sign_up: SignUp) -> SignUp:
    return SignUp.objects.select_related("case", "unit", "user").get(pk=sign_up.pk)


def test_the_same_mobile_goes_on_with_its_unfinished_sign_up(province: Province):
    first = province.filled("13800010001")
    again = signing_up.begin("13800010001", "Another-2026")
    assert again.pk == first.pk
    assert again.data["name"] == "陆𬭎"
    assert check_password("Another-2026", again.password)


def test_an_approved_mobile_is_not_gone_on_with(province: Province):
    done = province.submitted()
    decide(done, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    assert signing_up.begin(done.mobile, PASSWORD).pk != done.pk


def test_a_declined_mobile_begins_anew(province: Province):
    done = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    decide(done, "decline", admin, reasons=[a_reason("decline")])
    again = signing_up.begin(done.mobile, PASSWORD)
    assert again.pk != done.pk
    assert sign_ups.may_be_edited(again)


def test_wrong_answers_are_kept_too(province: Province):
    sign_up = province.begun()
    signing_up.save_answers(sign_up, {"id_number": "123", "email": "@"}, version=sign_up.version)
    assert fresh(sign_up).data == {"id_number": "123", "email": "@"}


def test_a_stale_save_loses_nothing_and_says_so(province: Province):
    sign_up = province.begun()
    signing_up.save_answers(sign_up, {"name": "甲"}, version=1)
    with pytest.raises(signing_up.StaleSignUp) as stale:
        signing_up.save_answers(sign_up, {"name": "乙"}, version=1)
    assert stale.value.latest.data["name"] == "甲"
    assert fresh(sign_up).version == 2


def test_a_unit_that_is_no_open_school_is_not_taken(province: Province):
    sign_up = province.begun()
    saved = signing_up.save_answers(sign_up, {"unit": "999999"}, version=1)
    assert saved.unit is None
    assert saved.data["unit"] == "999999"


def test_submitting_twice_makes_one_case(province: Province):
    sign_up = province.filled()
    first = submission.submit(sign_up, sign_up.data, version=sign_up.version)
    second = submission.submit(sign_up, sign_up.data, version=sign_up.version)
    assert first.pk == second.pk
    assert first.body == province.school or first.unit == province.school


def test_the_case_carries_what_lists_filter_by(province: Province):
    case = latest_case(province.submitted())
    assert (case.name, case.unit, case.state) == ("陆𬭎", province.school, "pending")
    assert case.reference.startswith("ZC")


def test_an_older_version_is_not_submitted(province: Province):
    sign_up = province.filled()
    with pytest.raises(signing_up.StaleSignUp):
        submission.submit(sign_up, sign_up.data, version=sign_up.version - 1)
    assert fresh(sign_up).case is None


def test_one_open_sign_up_for_one_id_number(province: Province):
    province.submitted(id_number=id_number(7))
    second = province.filled("13800010002", id_number=id_number(7))
    with pytest.raises(Duplicate):
        submission.submit(second, second.data, version=second.version)


def test_a_number_with_an_account_leads_to_sign_in(province: Province):
    done = province.submitted(id_number=id_number(8))
    decide(done, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    second = province.filled("13800010002", id_number=id_number(8))
    with pytest.raises(Duplicate, match="登录"):
        submission.submit(second, second.data, version=second.version)


def test_approval_makes_a_person_an_account_and_an_employment(province: Province):
    sign_up = province.submitted()
    decide(sign_up, "approve", province.staff(province.base, Role.BASE_ADMIN))
    user = fresh(sign_up).user
    assert user is not None
    assert user.is_active
    assert user.check_password(PASSWORD)
    assert user.person.name == "陆𬭎"
    assert user.person.ethnicity == "01"
    assert latest_case(sign_up).person == user.person
    employment = Employment.objects.get(person=user.person)
    assert (employment.body, employment.in_vocational_section) == (province.school, False)


def test_approval_begins_the_time_to_keep_of_every_picture(province: Province, var_dir: Path):
    sign_up = province.submitted()
    replaced = document(token=sign_up.token, content=picture(seed=1))
    card = document(token=sign_up.token, content=picture(seed=2))
    portrait = document(token=sign_up.token, kind="portrait", content=picture(size=(295, 413)))
    unused = document(token=sign_up.token, kind="portrait", content=picture(size=(296, 413)))
    SignUp.objects.filter(pk=sign_up.pk).update(card=card.pk, photo=portrait.pk)
    decide(sign_up, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    ends = {row.pk: row.expires_at for row in Document.objects.all()}
    in_thirty_days = now() + timedelta(days=30)
    for gone in (replaced, card):
        assert abs(ends[gone.pk] - in_thirty_days) < timedelta(minutes=1)
    assert ends[portrait.pk] is None
    assert ends[unused.pk] == unused.expires_at


def test_a_person_known_before_keeps_one_record(province: Province):
    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    decide(sign_up, "approve", admin)
    decide(sign_up, "reverse", admin, opinion="通过有误")
    decide(sign_up, "approve", admin)
    assert Person.objects.count() == 1
    assert User.objects.filter(person__isnull=False).count() == 1
    assert fresh(sign_up).user.is_active


def test_an_undone_approval_closes_the_account(province: Province):
    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    decide(sign_up, "approve", admin)
    decide(sign_up, "reverse", admin, opinion="通过有误")
    assert not fresh(sign_up).user.is_active


def test_a_return_opens_only_what_was_marked(province: Province):
    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    marks = [Mark("name", "与身份证不符")]
    decide(sign_up, "return", admin, reasons=[a_reason("return")], marks=marks)
    returned = fresh(sign_up)
    assert sign_ups.may_be_edited(returned)
    assert sign_ups.is_open(returned, "name")
    assert not sign_ups.is_open(returned, "email")
    assert sign_ups.marked_labels(returned) == [("姓名", "与身份证不符")]


def test_a_returned_sign_up_is_sent_again(province: Province):
    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    decide(sign_up, "return", admin, reasons=[a_reason("return")])
    returned = fresh(sign_up)
    saved = signing_up.save_answers(returned, {"name": "陆明"}, version=returned.version)
    case = submission.submit(saved, saved.data, version=saved.version)
    assert (case.state, case.name, case.marks) == ("pending", "陆明", [])


def test_a_declined_number_may_be_used_by_its_owner(province: Province):
    stranger = province.submitted(id_number=id_number(9))
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    decide(stranger, "decline", admin, reasons=[a_reason("decline")])
    owner = province.submitted("13800010002", id_number=id_number(9))
    assert latest_case(owner).is_open


def test_recalling_before_the_review(province: Province):
    sign_up = province.submitted()
    submission.recall(sign_up)
    assert sign_ups.may_be_edited(fresh(sign_up))


def test_nothing_is_recalled_after_the_review(province: Province):
    sign_up = province.submitted()
    decide(sign_up, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    with pytest.raises(NotAllowed):
        submission.recall(fresh(sign_up))


@pytest.mark.parametrize(
    ("place", "role", "allowed"),
    [
        ("school", Role.SCHOOL_ADMIN, True),
        ("base", Role.BASE_ADMIN, True),
        ("county", Role.BUREAU_ADMIN, True),
        ("city", Role.REVIEWER, True),
        ("province", Role.BUREAU_ADMIN, True),
        ("other_school", Role.SCHOOL_ADMIN, False),
        ("province", Role.SYSTEM_ADMIN, False),
        ("province", Role.AUDIT_ADMIN, False),
    ],
)
def test_who_may_approve(province: Province, place: str, role: Role, allowed: bool):
    sign_up = province.submitted()
    user = province.staff(getattr(province, place), role)
    if allowed:
        decide(sign_up, "approve", user)
        assert latest_case(sign_up).state == "approved"
    else:
        with pytest.raises(NotAllowed):
            decide(sign_up, "approve", user)
        assert latest_case(sign_up).state == "pending"


def test_looked_up_only_by_number_and_mobile_together(province: Province):
    sign_up = province.submitted("13800010001", id_number=id_number(11))
    assert sign_ups.by_owner(id_number(11), "13800010001") == sign_up
    assert sign_ups.by_owner(id_number(12), "13800010001") is None
    assert sign_ups.by_owner(id_number(11), "13800010002") is None


def test_a_school_closed_meanwhile_is_told_to_the_reviewer(province: Province):
    sign_up = province.submitted()
    close_body(province.school.pk, version=province.school.version, actor=MAKER)
    with pytest.raises(NotAllowed, match="停用"):
        decide(sign_up, "approve", province.staff(province.county, Role.BUREAU_ADMIN))
    assert not User.objects.filter(person__isnull=False).exists()


def test_a_mobile_taken_meanwhile_is_told_to_the_reviewer(province: Province):
    sign_up = province.submitted("13800010001")
    taken = province.staff(province.other_school, Role.SCHOOL_ADMIN)
    taken.mobile = "13800010001"
    taken.save()
    with pytest.raises(NotAllowed, match="手机号"):
        decide(sign_up, "approve", province.staff(province.school, Role.SCHOOL_ADMIN))
    assert latest_case(sign_up).state == "pending"
    assert not Person.objects.exists()
