"""Why something was not done; each text is one Chinese sentence for the person."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from certification.dual_qualified.models import Application


class Refused(Exception):
    """`str()` is what the page shows; `field` names what it is about ("" for the whole)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class StaleApplication(Exception):
    """Another window or device saved meanwhile; `latest` is what it saved."""

    def __init__(self, latest: "Application") -> None:
        super().__init__("application changed meanwhile")
        self.latest = latest
