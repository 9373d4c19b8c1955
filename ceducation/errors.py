"""Why something was not done; each text is one Chinese sentence for the person."""


class Refused(Exception):
    """`str()` is what the page shows; `field` names what it is about ("" for the whole)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class EntryIsFinal(Exception):
    """An entry of the ledger was to be changed or deleted."""
