"""The demo province 云岭省: everything and everybody in it is invented, from one seed."""

from portal.audit.actors import SystemActor

ACTOR = SystemActor("demo")
PASSWORD = "Yunling@2026"  # noqa: S105 - shown on purpose, on a portal that holds invented people
SEED = 20260901
