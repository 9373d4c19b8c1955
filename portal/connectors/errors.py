"""How a call to an outside system can fail."""

from enum import Enum


class Failure(Enum):
    """Unreachable: no answer. Busy: it asked to come later. Refused: it will never take this.
    Bad answer: what came back is not of its protocol, so the outcome is unknown."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    REFUSED = "refused"
    BAD_ANSWER = "bad_answer"


class ConnectorError(Exception):
    """A call that did not do what was asked. `code` is the outside system's own."""

    def __init__(self, system: str, failure: Failure, code: str = "", text: str = "") -> None:
        self.system, self.failure, self.code, self.text = system, failure, code, text
        super().__init__(f"{system}: {failure.value} {code} {text}".strip())

    @property
    def worth_retrying(self) -> bool:
        return self.failure is not Failure.REFUSED
