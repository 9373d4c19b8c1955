"""Why a change to a person was not made; messages are for whoever asked for it."""


class Refused(Exception):
    """The change is against a rule. `field` names the form field at fault, if one is."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.field = code, message, field


class Stale(Exception):
    """Somebody else changed the person since the page was opened; nothing was written."""

    def __init__(self) -> None:
        super().__init__("这些信息刚被其他人修改过。")
