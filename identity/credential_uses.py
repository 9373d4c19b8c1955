"""What uses a person's certificate: layers above say so, each in `AppConfig.ready()`.

A certificate in use can be neither edited nor deleted.
"""

from collections.abc import Callable

# What uses the certificate with this key, in Chinese ("2026年定期注册"), "" for nothing.
Asks = Callable[[int], str]

_registered: list[Asks] = []


def register(asks: Asks) -> None:
    if asks not in _registered:
        _registered.append(asks)


def unregister(asks: Asks) -> None:
    _registered.remove(asks)


def used_by(credential_id: int) -> str:
    """The first that uses it; "" when nothing does."""
    return next(filter(None, (asks(credential_id) for asks in _registered)), "")
