"""How many pictures one address or browser gets (docs/decisions: the slider's figures)."""

from portal.messaging.ratelimit import Limit, Refusal, take

HOUR = 3600
PER_SESSION = Limit("slider_session", 20, HOUR)
PER_ADDRESS = Limit("slider_address", 120, HOUR)
VOICES = Limit("captcha_voice", 60, HOUR)


def take_picture(session_key: str, network: str) -> Refusal | None:
    """One more picture for this browser and address; a Refusal when there were too many."""
    return take((PER_SESSION, session_key), (PER_ADDRESS, network))


def take_voice(network: str) -> Refusal | None:
    """One more spoken captcha for this address: each starts a program."""
    return take((VOICES, network))
