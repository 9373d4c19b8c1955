"""Why a change to the tree or to roles was not made; messages are for the person who asked."""


class Refused(Exception):
    """The change is against a rule. `field` names the form field at fault, if one is."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.field = code, message, field


class Stale(Exception):
    """Somebody else changed the row since it was read; nothing was written."""

    def __init__(self) -> None:
        super().__init__("这条记录刚被其他人修改过。")
