"""Numbers as they come in addresses and hidden fields: any text at all."""

KEY_DIGITS = 18
COUNTER_DIGITS = 9


def whole_number(text: str, digits: int = KEY_DIGITS) -> int | None:
    """The number that plain digits say; None for anything else, and for more than `digits`.

    18 digits fit every key column, 9 every counter: a longer one is an error of the database.
    """
    plain = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if plain else None
