class PrintFailed(Exception):
    """This one cannot be printed; the text says in Chinese why."""


class UnknownKind(LookupError):
    """No app has registered this kind of print."""


class Refused(Exception):
    """The request is not carried out; the text is for the person."""
