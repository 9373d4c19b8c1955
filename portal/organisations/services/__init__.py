"""Changes to the tree of bodies and to roles; each in a transaction, with its audit entry."""

from portal.organisations.services.bodies import close_body, create_body, reopen_body, update_body
from portal.organisations.services.moving import move_body
from portal.organisations.services.roles import end_role, grant_role

__all__ = [
    "close_body",
    "create_body",
    "end_role",
    "grant_role",
    "move_body",
    "reopen_body",
    "update_body",
]
