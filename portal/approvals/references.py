"""Numbers of cases: readable, dated, and not to be guessed."""

import secrets

from portal.clock import today

# Without 0 O 1 I L: read over the telephone and from paper.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_RANDOM_SIGNS = 8


def new_reference(prefix: str) -> str:
    """ "ZC20261123" and eight signs out of 31: 8.5 × 10¹¹ of them a day."""
    tail = "".join(secrets.choice(_SIGNS) for _ in range(_RANDOM_SIGNS))
    return f"{prefix}{today():%Y%m%d}{tail}"
