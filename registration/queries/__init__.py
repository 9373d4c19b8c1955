"""Reading: who is due, what a school said, and what is asked for."""

from registration.queries.conditions import conditions_for
from registration.queries.due import due_for, standings_of

__all__ = ["conditions_for", "due_for", "standings_of"]
