"""The engine fits the flows to come (docs/approvals-on-paper.md)."""

import pytest

from portal.approvals.flow import Facts, IllegalStep, Mark, check, replay
from tests.portal.approvals.paper import (
    CERTIFICATION,
    HOURS,
    RECOGNITION,
    REGISTRATION,
    TRANSFER,
    RecognitionFacts,
    RegistrationFacts,
)
from tests.portal.approvals.record import A_DAY, Drive


def registration(levels: int = 4) -> Drive:
    return Drive(REGISTRATION, levels, RegistrationFacts(A_DAY)).do("submit")


def assessed(levels: int = 4) -> Drive:
    drive = registration(levels).do("complete").do("opinion_registered").do("publish")
    return drive.do("end_notice", notice_over=True)


@pytest.mark.parametrize("flow", [REGISTRATION, RECOGNITION, HOURS, TRANSFER, CERTIFICATION])
def test_every_flow_on_paper_is_sound(flow):
    assert check(flow) is flow


def test_registration_goes_through_three_levels_after_the_point():
    drive = assessed()
    assert (drive.state, drive.level) == ("review", 3)
    drive.do("opinion_registered")
    assert (drive.state, drive.level) == ("review", 4)
    drive.do("opinion_registered")
    assert (drive.state, drive.level) == ("registered", 4)
    assert REGISTRATION.state(drive.state).outcome == "合格"


@pytest.mark.parametrize(
    ("opinion", "outcome"),
    [("registered", "registered"), ("deferred", "deferred"), ("failed", "failed")],
)
def test_with_one_level_the_assessment_is_the_outcome_after_its_notice(opinion, outcome):
    drive = registration(2).do("complete").do(f"opinion_{opinion}").do("publish")
    assert drive.state == "notice"
    assert drive.do("end_notice", notice_over=True).state == outcome


def test_an_upper_level_may_differ_and_only_the_last_decides():
    drive = registration().do("incomplete", unmet=1).do("opinion_deferred").do("publish")
    drive.do("end_notice", notice_over=True).do("opinion_registered").do("opinion_failed")
    assert drive.past.now.results == {2: "暂缓注册", 3: "合格", 4: "不合格"}
    assert drive.state == "failed"


def test_a_case_with_unmet_conditions_is_not_complete():
    assert "2 项条件" in registration().problem("complete", unmet=2)
    assert not registration().problem("complete", unmet=0)
    assert "都已满足" in registration().problem("incomplete", unmet=0)


def test_unconfirmed_again_only_while_the_window_is_open():
    drive = registration().do("complete")
    assert "确认时间" in drive.problem("unconfirm", window_open=False)
    drive.do("unconfirm")
    assert (drive.state, drive.level) == ("awaiting", 1)


def test_never_confirmed_lapses_when_the_window_ends():
    drive = registration()
    assert "没有结束" in drive.problem("lapse")
    assert drive.do("lapse", window_over=True).state == "lapsed"


def test_an_objection_holds_one_case_until_answered():
    drive = registration().do("complete").do("opinion_registered").do("publish").do("object")
    with pytest.raises(IllegalStep):
        drive.do("end_notice", notice_over=True)
    assert "没有结束" in drive.do("dismiss").problem("end_notice")
    assert drive.do("end_notice", notice_over=True).state == "review"


def test_an_upheld_objection_has_the_assessment_done_again():
    drive = registration().do("complete").do("opinion_registered").do("publish").do("object")
    drive.do("uphold")
    assert (drive.state, drive.level, drive.past.now.results) == ("review", 2, {})
    assert drive.do("opinion_failed").state == "assessed"


def test_a_stage_rolled_back_is_done_again_without_its_old_opinion():
    drive = assessed().do("opinion_deferred")
    assert drive.past.now.results == {2: "合格", 3: "暂缓注册"}
    drive.do("roll_back")
    assert (drive.level, drive.past.now.results) == (3, {2: "合格"})
    drive.do("roll_back")
    assert (drive.level, drive.past.now.results) == (2, {})
    assert "不能再退回" in drive.problem("roll_back")
    assert drive.do("opinion_registered").past.now.results == {2: "合格"}


def test_a_wrong_final_decision_is_undone_and_decided_anew():
    drive = assessed(3).do("opinion_failed").do("reverse")
    assert (drive.state, drive.level, drive.past.now.results) == ("review", 3, {2: "合格"})
    drive.do("opinion_registered")
    assert drive.state == "registered"
    assert replay(REGISTRATION, drive.entries) == drive.past


def test_a_return_asked_for_and_granted_reopens_the_data():
    drive = registration().do("complete")
    assert "没有申请" in drive.problem("grant_return")
    drive.do("ask_return")
    assert "请等待" in drive.problem("ask_return")
    drive.do("grant_return")
    assert REGISTRATION.state(drive.state).editable
    assert drive.do("resubmit").level == 1


def test_a_refused_request_can_be_made_again():
    drive = registration().do("complete").do("ask_return").do("refuse_return")
    assert (drive.state, drive.past.now.asked) == ("complete", False)
    assert drive.do("ask_return").past.now.asked


def test_recognition_comes_back_from_correction_to_the_place_it_left():
    drive = Drive(RECOGNITION, 2, RecognitionFacts(A_DAY)).do("submit").do("confirm")
    drive.do("correct", marks=(Mark("photo", "照片不清楚"),))
    assert drive.state == "correcting"
    assert drive.past.now.marks == (Mark("photo", "照片不清楚"),)
    drive.do("resubmit")
    assert (drive.state, drive.level, drive.past.now.marks) == ("pending", 2, ())
    assert "一次性告知" in drive.problem("correct", told=True)


def test_recognition_corrected_before_confirmation_is_confirmed_afterwards():
    drive = Drive(RECOGNITION, 2, RecognitionFacts(A_DAY)).do("submit").do("correct")
    assert (drive.do("resubmit").state, drive.level) == ("awaiting", 1)


def test_hours_go_from_school_to_province():
    drive = Drive(HOURS, 2).do("submit").do("confirm").do("return")
    assert (drive.state, drive.level) == ("returned", 0)
    assert drive.do("resubmit").do("confirm").do("file").state == "filed"


def test_transfer_is_the_receiving_units():
    assert Drive(TRANSFER, 1).do("request").do("accept").state == "accepted"
    assert Drive(TRANSFER, 1).do("request").do("withdraw").state == "withdrawn"


def test_certification_is_withdrawn_only_before_the_first_review():
    drive = Drive(CERTIFICATION, 3).do("submit")
    with pytest.raises(IllegalStep):
        drive.do("decline")
    drive.do("approve")
    with pytest.raises(IllegalStep):
        drive.do("withdraw")
    assert drive.do("approve").do("decline").state == "declined"
    assert Drive(CERTIFICATION, 3).do("submit").do("withdraw").state == "draft"


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_as_many_approvals_as_the_plan_has_levels(levels):
    drive = Drive(CERTIFICATION, levels).do("submit")
    for _ in range(levels):
        assert drive.state == "review"
        drive.do("approve")
    assert drive.state == "passed"


def test_what_excludes_what_is_the_flows_to_say():
    assert REGISTRATION.exclusive(RegistrationFacts(A_DAY, year="2027")) == "2027"
    assert RECOGNITION.exclusive(RecognitionFacts(A_DAY, batch="b")) == "b"
    assert TRANSFER.exclusive(Facts(A_DAY)) == "one"
    assert HOURS.exclusive is None
