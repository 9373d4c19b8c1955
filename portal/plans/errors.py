"""Why a plan was not changed; the texts are for the person who asked."""

from collections.abc import Sequence

from portal.plans.rules import Problem


class PlanError(Exception):
    """Nothing was written."""


class NotAllowed(PlanError):
    """The person may not do this to this plan."""


class Stale(PlanError):
    """Somebody else changed the plan since it was read."""

    def __init__(self) -> None:
        super().__init__("这个计划刚刚被他人修改过。您填写的内容还在，请核对后再保存。")


class ReasonNeeded(PlanError):
    """A published plan changes only with a reason."""

    def __init__(self) -> None:
        super().__init__("计划已发布，请填写变更原因。")


class Contradiction(PlanError):
    """What was typed contradicts itself or the plan's state, told field by field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("".join(problem.text for problem in problems))
        self.problems = tuple(problems)


class NotReady(PlanError):
    """The plan cannot be published yet."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("".join(problems))
        self.problems = tuple(problems)


class NoRoute(PlanError):
    """Nobody would review what comes from this unit."""
