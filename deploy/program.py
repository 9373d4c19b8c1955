"""Become one of the portal's programs, for systemd: `python -m deploy.program web`."""

import os
import sys

from deploy.programs import all_programs


def main(name: str) -> None:
    programs = {program.name: program for program in all_programs()}
    if name not in programs:
        sys.exit(f"Unknown program {name!r}; one of: {', '.join(programs)}")
    argv = programs[name].argv
    os.execv(argv[0], list(argv))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
