"""Who keeps what everybody reads."""

from portal.organisations.enums import Role
from portal.organisations.rules import at_the_province
from portal.organisations.scope import Scope


def may_keep_questions(scope: Scope) -> bool:
    """Questions and answers name no bureau: they are the province's."""
    return at_the_province(scope, Role.BUREAU_ADMIN)
