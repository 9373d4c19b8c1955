"""The vocabulary flows are declared in."""

from enum import StrEnum


class WhoActs(StrEnum):
    """Whose turn it is in a state. `SYSTEM` waits for the scheduler (公示); `NOBODY` is the end."""

    APPLICANT = "applicant"
    BODY = "body"
    SYSTEM = "system"
    NOBODY = "nobody"


class ActorKind(StrEnum):
    APPLICANT = "applicant"
    STAFF = "staff"
    SYSTEM = "system"


class Reason(StrEnum):
    """What must be said with a transition: nothing, a sentence, or a code of the reason table."""

    NONE = "none"
    TEXT = "text"
    CODED = "coded"


class Marking(StrEnum):
    """Whether single fields are marked: a return reopens only those (Y2)."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Reach(StrEnum):
    """Which place in the tree of bodies a role must be held for.

    UNIT: any body whose scope covers the applicant's unit (the school, its base, the bureaus
    above). The others mean exactly the body of a level of the case's route.
    """

    UNIT = "unit"
    LEVEL = "level"
    NEXT_LEVEL = "next_level"
    PREVIOUS_LEVEL = "previous_level"


class At(StrEnum):
    """The levels at which a transition exists."""

    ANY = "any"
    FIRST = "first"
    AFTER_FIRST = "after_first"
    BEFORE_LAST = "before_last"
    LAST = "last"


class Step(StrEnum):
    """What happens to the level. REDO keeps it, but its opinion is to be given again."""

    KEEP = "keep"
    REDO = "redo"
    NEXT = "next"
    PREVIOUS = "previous"
    FIRST = "first"
    ZERO = "zero"
