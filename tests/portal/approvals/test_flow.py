"""A faulty flow is refused when it is imported; a sound one moves and replays."""

from dataclasses import replace

import pytest

from portal.approvals import flow as flows
from portal.approvals.flow import (
    ActorKind,
    At,
    Choose,
    Facts,
    Flow,
    FlowError,
    Goto,
    IllegalStep,
    Mark,
    Marking,
    Reason,
    Resume,
    Send,
    State,
    Stay,
    Step,
    Transition,
    Undo,
    WhoActs,
    check,
    exists_at,
    move,
    replay,
    start,
)
from tests.portal.approvals.record import A_DAY, Drive
from tests.portal.approvals.sample import LEVELS, SAMPLE, SampleFacts

END = State("end", "完成", "完成", WhoActs.NOBODY, final=True, outcome="done")
OPEN = State("open", "等待", "待办", WhoActs.BODY)
EDIT = State("edit", "请修改", "修改中", WhoActs.APPLICANT, editable=True)
CLOSE = Transition("close", "结束", "已结束", ("open",), Goto("end"), roles=("reviewer",))
BACK = Transition(
    "back", "退回", "已退回", ("open",), Send("edit"), roles=("reviewer",), marks=Marking.OPTIONAL
)
AGAIN = Transition(
    "again", "重交", "已重交", ("edit",), Resume(("open",)), actor=ActorKind.APPLICANT
)
SOUND = Flow("f", "流程", "F", "open", (OPEN, EDIT, END), (CLOSE, BACK, AGAIN))


def with_states(*states):
    return replace(SOUND, states=states)


def with_transitions(*transitions):
    return replace(SOUND, transitions=transitions)


def undo(*names, reason=Reason.TEXT):
    return Transition(
        "undo", "撤销", "撤销", ("end",), Undo(names), roles=("reviewer",), reason=reason
    )


FAULTS = {
    "declared twice": with_states(OPEN, EDIT, END, END),
    "transition close is declared twice": with_transitions(CLOSE, CLOSE, BACK, AGAIN),
    "unknown initial state nowhere": replace(SOUND, initial="nowhere"),
    "close: unknown state moon": with_transitions(replace(CLOSE, target=Goto("moon")), BACK, AGAIN),
    "back: unknown state mars": with_transitions(CLOSE, replace(BACK, sources=("mars",)), AGAIN),
    "undo: unknown transition x": with_transitions(CLOSE, BACK, AGAIN, undo("x")),
    "open needs both names": with_states(replace(OPEN, applicant_label=""), EDIT, END),
    "end needs both names": with_states(OPEN, EDIT, replace(END, staff_label="")),
    "end is final, yet somebody acts": with_states(OPEN, EDIT, replace(END, who_acts=WhoActs.BODY)),
    "end is final, yet editable": with_states(OPEN, EDIT, replace(END, editable=True)),
    "end is final without an outcome": with_states(OPEN, EDIT, replace(END, outcome="")),
    "open has an outcome": with_states(replace(OPEN, outcome="x"), EDIT, END),
    "open is not final, yet nobody acts": with_states(
        replace(OPEN, who_acts=WhoActs.NOBODY), EDIT, END
    ),
    "edit is a dead end": with_transitions(CLOSE, BACK),
    "edit waits for applicant, who can do nothing": with_transitions(
        CLOSE, BACK, replace(AGAIN, actor=ActorKind.SYSTEM)
    ),
    "open waits for system": with_states(replace(OPEN, who_acts=WhoActs.SYSTEM), EDIT, END),
    "close starts nowhere": with_transitions(replace(CLOSE, sources=()), BACK, AGAIN),
    "close needs a label": with_transitions(replace(CLOSE, label=""), BACK, AGAIN),
    "close needs a label and a record": with_transitions(replace(CLOSE, record=""), BACK, AGAIN),
    "close: staff need roles": with_transitions(replace(CLOSE, roles=()), BACK, AGAIN),
    "again: staff need roles, and nobody else": with_transitions(
        CLOSE, BACK, replace(AGAIN, roles=("reviewer",))
    ),
    "again leaves the final state end": with_transitions(
        CLOSE, BACK, replace(AGAIN, sources=("edit", "end"))
    ),
    "back sends to end": with_transitions(CLOSE, replace(BACK, target=Send("end")), AGAIN),
    "again resumes a place that nothing remembers": with_transitions(
        CLOSE, replace(BACK, target=Goto("edit")), AGAIN
    ),
    "close marks fields": with_transitions(replace(CLOSE, marks=Marking.OPTIONAL), BACK, AGAIN),
    "undo undoes nothing": with_transitions(CLOSE, BACK, AGAIN, undo()),
    "undo undoes a decision without a reason": with_transitions(
        CLOSE, BACK, AGAIN, undo("close", reason=Reason.NONE)
    ),
    "undo undoes the undoing undo": with_transitions(CLOSE, BACK, AGAIN, undo("undo")),
    "state island cannot be reached": replace(
        SOUND,
        states=(OPEN, EDIT, END, replace(OPEN, name="island")),
        transitions=(CLOSE, BACK, AGAIN, replace(CLOSE, name="swim", sources=("island",))),
    ),
    "from open no final state can be reached": with_transitions(
        replace(CLOSE, target=Goto("open")), BACK, AGAIN
    ),
}


def test_a_sound_flow_passes():
    assert check(SOUND) is SOUND


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault):
    with pytest.raises(FlowError) as refused:
        check(FAULTS[fault])
    assert fault in str(refused.value)


def test_every_fault_is_named_at_once():
    with pytest.raises(FlowError, match=r"end is final without an outcome.*again: staff need"):
        check(
            replace(
                SOUND,
                states=(OPEN, EDIT, replace(END, outcome="")),
                transitions=(CLOSE, BACK, replace(AGAIN, roles=("x",))),
            )
        )


def test_two_flows_do_not_share_a_name():
    flows.register(SOUND)
    try:
        assert flows.register(SOUND) is SOUND
        with pytest.raises(FlowError, match="two flows"):
            flows.register(replace(SOUND, label="别的"))
        assert flows.get("f") is SOUND
    finally:
        flows.unregister("f")
    with pytest.raises(KeyError):
        flows.get("f")


def test_a_faulty_flow_is_not_registered():
    with pytest.raises(FlowError):
        flows.register(with_transitions(CLOSE, BACK))
    with pytest.raises(KeyError):
        flows.get("f")


def test_names_that_a_flow_does_not_have():
    with pytest.raises(KeyError):
        SOUND.state("moon")
    with pytest.raises(KeyError):
        SOUND.transition("fly")


@pytest.mark.parametrize(
    ("at", "exists"),
    [
        (At.ANY, [True, True, True]),
        (At.FIRST, [True, False, False]),
        (At.AFTER_FIRST, [False, True, True]),
        (At.BEFORE_LAST, [True, True, False]),
        (At.LAST, [False, False, True]),
    ],
)
def test_levels_at_which_a_transition_exists(at, exists):
    transition = replace(CLOSE, at=at)
    assert [exists_at(transition, level, 3) for level in (1, 2, 3)] == exists


@pytest.mark.parametrize(
    ("step", "after"),
    [(Step.KEEP, 2), (Step.REDO, 2), (Step.NEXT, 3), (Step.PREVIOUS, 1), (Step.FIRST, 1),
     (Step.ZERO, 0)],
)  # fmt: skip
def test_steps_between_levels(step, after):
    assert flows.position.stepped(2, step, 3) == after


@pytest.mark.parametrize(
    ("level", "step"),
    [(3, Step.NEXT), (1, Step.PREVIOUS), (0, Step.PREVIOUS), (0, Step.NEXT), (0, Step.FIRST)],
)
def test_no_level_outside_the_route(level, step):
    levels = 3 if level else 0
    with pytest.raises(IllegalStep):
        flows.position.stepped(level, step, levels)


def facts(**known):
    return Facts(A_DAY, **known)


def test_only_from_a_source():
    with pytest.raises(IllegalStep, match="again from open"):
        move(SOUND, start(SOUND), AGAIN, facts(), sequence=1)


def test_a_choice_is_one_that_was_declared():
    wild = replace(CLOSE, target=Choose((Goto("end"),), lambda facts: Goto("open")))
    with pytest.raises(IllegalStep, match="not declared"):
        move(with_transitions(wild, BACK, AGAIN), start(SOUND), wild, facts(), sequence=1)


def test_marks_last_until_the_data_comes_back():
    drive = Drive(SOUND).do("back", marks=(Mark("name", "错"),))
    assert drive.past.now.marks == (Mark("name", "错"),)
    assert drive.do("again").past.now.marks == ()


def test_a_second_send_still_comes_back_to_the_first_place():
    further = Transition("more", "再退", "再退", ("edit",), Send("edit"), roles=("reviewer",))
    flow = with_transitions(CLOSE, BACK, AGAIN, further)
    drive = Drive(flow).do("back").do("more").do("again")
    assert drive.state == "open"


def test_a_request_is_no_decision_to_undo():
    ask = Transition("ask", "申请", "申请", ("open",), Stay(asked=True), actor=ActorKind.APPLICANT)
    drive = Drive(with_transitions(CLOSE, BACK, AGAIN, ask)).do("ask")
    assert drive.past.now.asked
    assert drive.past.last() is None
    assert not drive.do("close").past.now.asked


def test_undoing_restores_level_marks_and_opinions():
    drive = Drive(LEVELS, 2).do("submit").do("pass")
    assert drive.past.now.results == {1: "合格"}
    assert drive.past.last()[:2] == (2, "pass")


def record():
    drive = Drive(SAMPLE, facts=SampleFacts(A_DAY))
    for name in ("return", "resubmit", "approve", "reverse", "approve"):
        drive.do(name)
    return drive


def test_replay_gives_the_state():
    drive = record()
    assert replay(SAMPLE, drive.entries) == drive.past
    assert replay(SAMPLE, []) == start(SAMPLE)


@pytest.mark.parametrize(
    ("at", "changed"),
    [
        (0, {"to_state": "approved"}),
        (1, {"from_state": "pending"}),
        (1, {"from_level": 1}),
        (2, {"to_level": 1}),
        (2, {"transition": "resubmit"}),
        (2, {"undone": 1}),
        (3, {"undone": 1}),
        (3, {"undone": None}),
    ],
)
def test_a_tampered_record_does_not_replay(at, changed):
    entries = record().entries
    entries[at] = replace(entries[at], **changed)
    with pytest.raises(IllegalStep):
        replay(SAMPLE, entries)


def test_a_missing_decision_does_not_replay():
    entries = record().entries
    with pytest.raises(IllegalStep):
        replay(SAMPLE, [entries[0], *entries[2:]])


@pytest.mark.parametrize(
    ("at", "changed"),
    [(1, {"to_level": 1}), (1, {"to_state": "failed"}), (2, {"to_state": "review"})],
)
def test_a_chosen_place_that_was_not_possible_does_not_replay(at, changed):
    entries = Drive(LEVELS, 2).do("submit").do("pass").do("pass").entries
    assert replay(LEVELS, entries).now.state == "passed"
    entries[at] = replace(entries[at], **changed)
    with pytest.raises(IllegalStep):
        replay(LEVELS, entries)


def test_the_engine_needs_no_django():
    import subprocess
    import sys

    # A stand-in for the project's package, whose __init__ starts Celery.
    code = (
        "import sys, types; sys.modules['portal'] = p = types.ModuleType('portal');"
        "p.__path__ = ['portal']; import portal.approvals.flow;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_to_resume_is_refused():
    lost = Transition("lose", "移走", "移走", ("open",), Goto("edit"), roles=("reviewer",))
    drive = Drive(with_transitions(CLOSE, BACK, AGAIN, lost)).do("lose")
    with pytest.raises(IllegalStep, match="no place to come back to"):
        drive.do("again")


def test_a_place_that_is_not_among_those_to_resume_is_refused():
    other = replace(OPEN, name="other")
    across = Transition("across", "转交", "转交", ("open",), Goto("other"), roles=("reviewer",))
    flow = replace(
        SOUND,
        states=(OPEN, other, EDIT, END),
        transitions=(CLOSE, replace(BACK, sources=("open", "other")), AGAIN, across),
    )
    drive = Drive(flow).do("across").do("back")
    with pytest.raises(IllegalStep, match="no place to come back to"):
        drive.do("again")
