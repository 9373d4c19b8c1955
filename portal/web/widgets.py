"""Inputs that work as plain HTML and become pleasant with static/js."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.timezone import localtime
from pypinyin import Style, lazy_pinyin


class DateTextInput(forms.TextInput):
    """A typed date; date.js adds a button that opens the browser's calendar."""

    template_name = "components/widgets/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class DateTimeInput(forms.MultiWidget):
    """A typed day and a typed time of day; `default_time` stands there until another is typed."""

    template_name = "components/widgets/date_time.html"

    def __init__(self, *, default_time: time | None = None) -> None:
        clock = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__({"day": DateTextInput(), "time": clock})
        self.default_time = f"{default_time:%H:%M}" if default_time else ""

    def decompress(self, value: Any) -> list[str]:
        if not isinstance(value, datetime):
            return ["", self.default_time]
        local = localtime(value)
        return [local.date().isoformat(), f"{local:%H:%M}"]


class SmsCodeInput(forms.TextInput):
    """One input drawn as six boxes, so that pasting and autofill work."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        base = {"class": "input--code", "inputmode": "numeric", "autocomplete": "one-time-code"}
        super().__init__({**base, **(attrs or {})})

    def format_value(self, value: Any) -> None:
        # A code is used up when it was sent once.
        return None


class PasswordInput(forms.PasswordInput):
    """password.js adds the button that shows it, and the strength meter when `meter` is set."""

    template_name = "components/widgets/password.html"

    def __init__(self, *, meter: bool = False) -> None:
        super().__init__({"autocomplete": "new-password" if meter else "current-password"})
        self.meter = meter

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["meter"] = self.meter
        return context


class ImageInput(forms.FileInput):
    """A picture; upload.js shrinks a large one and shows it. camera: "", "user", "environment"."""

    template_name = "components/widgets/image.html"

    def __init__(self, *, camera: str = "", max_edge: int = 2400) -> None:
        attrs = {
            "class": "upload__input",
            "accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif",
        }
        super().__init__({**attrs, "capture": camera} if camera else attrs)
        self.max_edge = max_edge

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["max_edge"] = self.max_edge
        return context


class SearchSelect(forms.Select):
    """A native select; combobox.js lets the person type a part, pinyin or initials of an option."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-combobox": "", **(attrs or {})}, choices)

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["value"]:
            option["attrs"]["data-keys"] = search_keys(str(option["label"]))
        return option


class RemoteChoiceInput(forms.Widget):
    """A search box whose answers are radio buttons; htmx fills them in while the person types."""

    template_name = "components/widgets/finder.html"

    def __init__(self, *, search_url: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.search_url = search_url
        self.choices_found: list[Any] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen, typed = value or ("", "")
        url = self.search_url if self.search_url.startswith("/") else reverse(self.search_url)
        context["widget"] |= {"chosen": chosen, "typed": typed, "search_url": url}
        context["choices"] = self.choices_found
        context["field_name"] = name
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(name, "") or "", (data.get(f"{name}_typed", "") or "").strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_typed" not in data


@lru_cache(maxsize=20_000)
def search_keys(label: str) -> str:
    """Full pinyin and initials of a label: "beijingshi bjs"."""
    full: Callable[..., list[str]] = lazy_pinyin
    return f"{''.join(full(label))} {''.join(full(label, style=Style.FIRST_LETTER))}".lower()
