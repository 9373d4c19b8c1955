"""What no test may share with another, or with the outside: files, cache, network, environment."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

_real_connect = socket.socket.connect
_real_getaddrinfo = socket.getaddrinfo


class OutsideNetwork(AssertionError):
    """A test, or the code under it, reached for an address that is not this machine."""


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in ("localhost", "")


def guarded_connect(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
        raise OutsideNetwork(f"connection to {address[0]}")
    _real_connect(self, address)


def guarded_getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and not is_loopback(name):
        raise OutsideNetwork(f"look-up of {name}")
    return _real_getaddrinfo(host, *args, **options)


@pytest.fixture(autouse=True, scope="session")
def no_outside_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def folders_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(autouse=True)
def var_dir(folders_root: Path, settings: Any, request: pytest.FixtureRequest) -> Path:
    """A var/ of the test's own; it is made when something is written there."""
    folder = folders_root / f"{abs(hash(request.node.nodeid)):x}-{os.getpid()}"
    settings.VAR_DIR = folder
    settings.MEDIA_ROOT = folder / "media"
    settings.AUDIT_SEAL_DIR = folder / "seals"
    return folder


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Redis remembers between tests; the database's cache is rolled back with the test."""
    from django.conf import settings

    yield
    if "redis" in settings.CACHES["default"]["BACKEND"]:
        cache.clear()
