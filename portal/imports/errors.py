"""Why a workbook cannot be taken."""


class Unreadable(Exception):
    """The uploaded file is no workbook that can be taken; `str()` says why and what to do."""
