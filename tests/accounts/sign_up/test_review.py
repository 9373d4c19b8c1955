"""What the reviewer reads: what was sent, against the card, and what changed since last time."""

from accounts import review
from accounts.services import sign_up as signing_up
from accounts.services import submission
from portal.approvals.workspace import Row
from portal.organisations.enums import Role
from tests.accounts.sign_up.test_services import a_reason, decide, fresh
from tests.accounts.sign_up.world import Province, latest_case


def row(sign_up: object, field: str) -> Row:
    case = latest_case(sign_up)
    return next(r for s in review.sections(case) for r in s.rows if r.field == field)


def returned(province: Province) -> object:
    sign_up = province.submitted()
    admin = province.staff(province.school, Role.SCHOOL_ADMIN)
    decide(sign_up, "return", admin, reasons=[a_reason("return")])
    return fresh(sign_up)


def test_an_edit_that_is_not_sent_is_not_read(province: Province):
    sign_up = returned(province)
    signing_up.save_answers(sign_up, {"name": "陆明"}, version=sign_up.version)
    assert row(sign_up, "name").value == "陆𬭎"


def test_what_was_changed_is_pointed_out_and_nothing_else(province: Province):
    sign_up = returned(province)
    saved = signing_up.save_answers(sign_up, {"name": "陆明"}, version=sign_up.version)
    submission.submit(saved, saved.data, version=saved.version)
    assert row(sign_up, "name").value == "陆明"
    assert "原为：陆𬭎" in row(sign_up, "name").note
    assert row(sign_up, "major").note == ""


def test_a_first_submission_has_no_changes(province: Province):
    sign_up = province.submitted()
    assert "修改" not in row(sign_up, "name").note


def test_numbers_and_addresses_are_hidden_until_shown(province: Province):
    sign_up = province.submitted()
    number = row(sign_up, "id_number")
    assert sign_up.id_number not in number.value
    assert review.unmask(latest_case(sign_up), number.unmask) == sign_up.id_number
    assert review.unmask(latest_case(sign_up), "mobile") == sign_up.mobile
    assert review.unmask(latest_case(sign_up), "major") == ""
