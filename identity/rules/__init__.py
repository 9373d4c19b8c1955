"""What makes an ID number, a name, a telephone number right; pure, with Chinese sentences."""

from identity.rules.contacts import (
    check_email,
    check_landline,
    check_mobile,
    check_postcode,
    normalise_email,
    normalise_landline,
    normalise_mobile,
)
from identity.rules.id_numbers import (
    birth_date_of,
    check_id_number,
    normalise_id_number,
    sex_of,
)
from identity.rules.names import check_name, name_key, normalise_name
from identity.rules.problem import Problem

__all__ = [
    "Problem",
    "birth_date_of",
    "check_email",
    "check_id_number",
    "check_landline",
    "check_mobile",
    "check_name",
    "check_postcode",
    "name_key",
    "normalise_email",
    "normalise_id_number",
    "normalise_landline",
    "normalise_mobile",
    "normalise_name",
    "sex_of",
]
