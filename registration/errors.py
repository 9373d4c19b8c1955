"""Why something was not done; each text is one Chinese sentence for the person."""


class Refused(Exception):
    """`str()` is what the page shows; `field` names what it is about ("" for the whole)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Stale(Refused):
    """Somebody else saved first."""

    def __init__(self) -> None:
        super().__init__("刚被他人修改过，请核对后重新保存。")
