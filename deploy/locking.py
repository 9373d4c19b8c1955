"""`./dev lock`, for maintainers: resolve requirements/*.in into hashed locks that name no index."""

import os

from deploy.console import Stop, run_quietly, say
from deploy.environment import prepare
from deploy.paths import REQUIREMENTS, tool

COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes"),
    *("--no-annotate", "--no-strip-extras", "--no-emit-index-url", "--no-emit-find-links"),
)
LOCKS = (
    ("main", ()),
    ("dev", ("--constraints", "requirements/main.lock")),
    ("models", ("--no-deps", "--no-header")),
)
FORBIDDEN = ("://", "--index", "--extra-index", "--find-links")


def leaks(text: str) -> list[str]:
    """Lines that would tie the lock to one index or machine."""
    return [line for line in text.splitlines() if any(sign in line for sign in FORBIDDEN)]


def lock() -> int:
    prepare("main", "dev")
    env = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "./dev lock"}
    for name, flags in LOCKS:
        target = REQUIREMENTS / f"{name}.lock"
        command = [tool("uv"), *COMPILE, *flags, f"requirements/{name}.in", "--output-file", target]
        run_quietly(f"requirements/{name}.lock", command, env)
        if found := leaks(target.read_text()):
            raise Stop(f"{target.name} names a place on the network or this machine: {found[0]}")
    say("Locked. Run ./dev test before you commit.")
    return 0
