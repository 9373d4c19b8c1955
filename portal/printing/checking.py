"""What anybody with a code may learn, and how often they may ask."""

from portal.messaging import ratelimit
from portal.messaging.ratelimit import Limit, Refusal
from portal.printing import queries
from portal.printing.kinds import Proof, find

# A school's teachers share one address; a guesser has no use for more.
_ASKED = Limit("printing.check", 120, 600)
_UNKNOWN = Limit("printing.check_unknown", 30, 3600)


def take_turn(network: str) -> Refusal | None:
    """None when this network may ask once more."""
    return ratelimit.take((_ASKED, network)) or _too_many_misses(network)


def proof_of(code: str, network: str) -> Proof | None:
    """What the paper's kind says of it; None for a code nobody was given, which is counted."""
    found = queries.by_code(code)
    if found is None:
        ratelimit.take((_UNKNOWN, network))
        return None
    return find(found.kind).proof(found)


def _too_many_misses(network: str) -> Refusal | None:
    if ratelimit.left(_UNKNOWN, network):
        return None
    return ratelimit.take((_UNKNOWN, network))
