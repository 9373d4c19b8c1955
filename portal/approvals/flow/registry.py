"""The flows of this portal, by name."""

from portal.approvals.flow.checking import FlowError, check
from portal.approvals.flow.declaration import Flow

_FLOWS: dict[str, Flow] = {}


def register(flow: Flow) -> Flow:
    """Checks and keeps the flow. FlowError when it is faulty or another has its name."""
    known = _FLOWS.get(flow.name)
    if known is not None and known is not flow:
        raise FlowError(f"two flows are called {flow.name}")
    _FLOWS[flow.name] = check(flow)
    return flow


def unregister(name: str) -> None:
    """Forgets a flow (tests declare their own)."""
    _FLOWS.pop(name, None)


def get(name: str) -> Flow:
    """KeyError when no such flow is registered."""
    return _FLOWS[name]


def every() -> tuple[Flow, ...]:
    return tuple(_FLOWS.values())
