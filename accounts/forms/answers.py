"""Between the steps' forms and the stored answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.forms.sign_up import DetailsForm, IdentityForm
from accounts.rules.sign_up import DETAIL_FIELDS, IDENTITY_FIELDS
from portal.web.forms import PortalForm


def shown_again(data: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    """Stored answers as initial values; of a searched field also what was typed into it."""
    return {
        name: (data.get(name, ""), data[f"{name}_typed"])
        if f"{name}_typed" in data
        else data.get(name, "")
        for name in names
    }


def typed_in(form: PortalForm, names: tuple[str, ...]) -> dict[str, str]:
    """What stands in the form's fields, right or wrong, to be kept (X1).

    Raises TypeError for an unbound form.
    """
    data: Mapping[str, str] = form.data
    searched = {f"{name}_typed" for name in names}
    # A database takes no NUL; nobody types one.
    return {name: data[name].replace("\0", "") for name in [*names, *searched] if name in data}


def as_text(form: PortalForm) -> dict[str, str]:
    """What was right, as it is stored: dates as ISO, everything as text."""
    cleaned: dict[str, Any] = getattr(form, "cleaned_data", {})
    return {
        name: value.isoformat() if isinstance(value, date) else str(value or "")
        for name, value in cleaned.items()
    }


def problems_of(data: Mapping[str, str]) -> tuple[IdentityForm, DetailsForm]:
    """Both forms bound to what is stored, to be asked for their errors."""
    return IdentityForm(dict(data)), DetailsForm(dict(data))


STEPS: dict[str, tuple[type[PortalForm], tuple[str, ...]]] = {
    "card": (IdentityForm, IDENTITY_FIELDS),
    "details": (DetailsForm, DETAIL_FIELDS),
}
"""The form and the stored answers of each step."""
