"""Kinds of print that only tests have; a real worker imports them, too (TEST_TASKS)."""

import time
from dataclasses import dataclass
from pathlib import Path

from accounts.models import User
from portal.printing import kinds
from portal.printing.enums import ProofState
from portal.printing.errors import PrintFailed
from portal.printing.kinds import PrintKind, Proof
from portal.printing.kit import A4, Box

LIMIT_MB = 64


@dataclass(frozen=True)
class Card:
    name: str


def user_of(subject):
    return User.objects.get(pk=subject.rpartition(":")[2])


def subject_of(user):
    return f"accounts.user:{user.pk}"


def card(subject):
    """A name beginning with 坏 cannot be printed."""
    name = user_of(subject).display_name
    if name.startswith("坏"):
        raise PrintFailed("姓名有误，不能打印。")
    return Card(name)


def draw(pen, data):
    pen.begin(A4)
    pen.text(20, 40, data.name)
    pen.code(Box(20, 60, 25, 25), pen.check.address)


def draw_slowly(pen, data):
    """Writes its name into a file beside the database's, and waits for a gate there."""
    folder = Path(data.name)
    with (folder / "drawn").open("a") as notes:
        notes.write("x")
    while not (folder / "gate").exists():
        time.sleep(0.02)
    draw(pen, data)


def draw_greedily(pen, data):
    draw(pen, data)
    bytearray(8 * LIMIT_MB * 1024 * 1024)


def proof(made):
    """A name may be that of a state."""
    name = user_of(made.subject).display_name
    state = ProofState.OUTDATED if made.superseded else ProofState.VALID
    if name in ProofState.values:
        state = ProofState(name)
    return Proof(state, "测试卡", (("姓名", f"{name[:1]}*"),), "只供测试。")


def probe(name, **changes):
    values = {
        "label": "测试卡",
        "data": card,
        "draw": draw,
        "proof": proof,
        "owns": lambda user, made: made.subject == subject_of(user),
        "may_see": lambda user, made: user.display_name == "校办",
        "file_name": lambda subject: f"测试卡 {user_of(subject).display_name}",
        "person": lambda made: user_of(made.subject).person_id,
        **changes,
    }
    return PrintKind(name, **values)


kinds.register(probe("probe"))
kinds.register(probe("probe.other"))
kinds.register(probe("probe.slow", draw=draw_slowly))
kinds.register(probe("probe.greedy", draw=draw_greedily, memory_mb=LIMIT_MB))
