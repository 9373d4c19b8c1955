"""Reading the tree of bodies and the roles in it."""

from portal.organisations.queries.finders import find_schools, school_choice
from portal.organisations.queries.tree import (
    NO_SCOPE,
    ancestor_ids,
    ancestors,
    body_in,
    bureaus_above,
    by_likeness,
    children_of,
    first_schools,
    grants_of,
    holders,
    in_division,
    open_schools,
    scope_of,
    search_schools,
    subtree,
)
from portal.organisations.scope import Grant, Scope

__all__ = [
    "NO_SCOPE",
    "Grant",
    "Scope",
    "ancestor_ids",
    "ancestors",
    "body_in",
    "bureaus_above",
    "by_likeness",
    "children_of",
    "find_schools",
    "first_schools",
    "grants_of",
    "holders",
    "in_division",
    "open_schools",
    "school_choice",
    "scope_of",
    "search_schools",
    "subtree",
]
