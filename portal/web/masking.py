"""How numbers and names are shown to those who need not read them whole."""


def mask_number(value: str) -> str:
    """Three in front and four behind stay of long numbers: 138****1234, 110***********1234."""
    if len(value) <= 4:
        return "*" * len(value)
    head, tail = (3, 4) if len(value) >= 11 else (1, 2)
    return value[:head] + "*" * (len(value) - head - tail) + value[-tail:]


def mask_name(value: str) -> str:
    """The first character of a name stays: 王**."""
    return value[:1] + "*" * (len(value) - 1)


def mask_email(value: str) -> str:
    """The first character and the domain stay: w***@example.cn."""
    local, at, domain = value.partition("@")
    return f"{local[:1]}***{at}{domain}" if at else mask_number(value)
