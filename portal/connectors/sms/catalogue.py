"""The SMS texts the gateway has approved, by our name and by its code.

The text has `${name}` variables. A real gateway gives each approved text a code of its own:
`SMS_TEMPLATE_CODES` maps our names to them; the simulator knows them by a code made of the name.
"""

from django.conf import settings

_texts: dict[str, str] = {}


def register(name: str, text: str) -> None:
    """Announce a text; the same name with another text is a programming error."""
    if _texts.setdefault(name, text) != text:
        raise ValueError(f"two texts for the SMS template {name!r}")


def code_of(name: str) -> str:
    """The gateway's code of our text `name`."""
    made = "SMS_" + "".join(c if c.isalnum() else "_" for c in name).upper()
    return str(settings.SMS_TEMPLATE_CODES.get(name, made))


def approved() -> dict[str, str]:
    """Gateway code → text."""
    return {code_of(name): text for name, text in _texts.items()}
