"""The command line of `./dev`."""

import os
import sys
from collections.abc import Sequence

from deploy.console import Stop, say

USAGE = """\
./dev run              set everything up and run the portal with its demo province
                       (PORTAL_ADDR=host:port, 127.0.0.1:8000 unless given)
./dev test             every check and every test
./dev test ARGUMENTS   only pytest, with these arguments, on PostgreSQL and Redis
./dev lock             maintainers: resolve requirements/*.in anew
./dev shots            maintainers: take the pictures of docs/screenshots anew
"""


def run_command(name: str, arguments: Sequence[str]) -> int:
    # Imported when wanted: each command starts with as little as it needs.
    if name == "test":
        from deploy.testing import test

        return test(arguments)
    if arguments:
        raise Stop(USAGE)
    if name == "run":
        from deploy.running import run

        return run()
    if name == "lock":
        from deploy.locking import lock

        return lock()
    from deploy.shots import shots

    return shots()


def main(argv: Sequence[str]) -> int:
    if not argv or argv[0] in ("-h", "--help", "help"):
        say(USAGE)
        return 0
    if argv[0] not in ("run", "test", "lock", "shots"):
        print(USAGE, file=sys.stderr)
        return 2
    os.umask(0o022)
    try:
        return run_command(argv[0], argv[1:])
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
