"""Fields for what teachers enter: typed dates, searched names, SMS codes, passwords, pictures."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.timezone import make_aware

from portal.web.dates import parse_date, parse_time
from portal.web.widgets import (
    DateTextInput,
    DateTimeInput,
    ImageInput,
    PasswordInput,
    RemoteChoiceInput,
    SearchSelect,
    SmsCodeInput,
)

__all__ = [
    "DateField",
    "DateTimeField",
    "ImageField",
    "PasswordField",
    "RemoteChoice",
    "RemoteChoiceField",
    "SearchSelect",
    "SmsCodeField",
    "SuggestField",
]


class DateField(forms.Field):
    """A day, typed in any common way or picked. `earliest` and `latest` are checked when given."""

    widget = DateTextInput
    default_error_messages = {
        "required": "请填写日期",
        "invalid": "日期应像 1987-07-05 或 1987年7月5日 这样填写",
        "early": "日期不能早于 %(limit)s",
        "late": "日期不能晚于 %(limit)s",
    }

    def __init__(
        self,
        *,
        earliest: Callable[[], date] | None = None,
        latest: Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        day = parse_date(str(value))
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest():
            self._refuse("early", self.earliest())
        if self.latest and value > self.latest():
            self._refuse("late", self.latest())

    def _refuse(self, code: str, limit: date) -> None:
        raise ValidationError(self.error_messages[code], code=code, params={"limit": limit})

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = parse_date(str(data)) if data else None
        return (typed or data or None) != (initial or None)


class DateTimeField(forms.Field):
    """An instant: a day and a time of day, both typed, in the portal's time zone.

    `default_time` is taken where only the day is given. Cleans to an aware datetime or None.
    """

    default_error_messages = {
        "required": "请填写日期",
        "no_day": "请填写日期",
        "no_time": "请填写时间，例如 9:00",
        "invalid": "日期应像 2027-03-01 或 2027年3月1日 这样填写",
        "invalid_time": "时间应像 9:00 或 17:30 这样填写；一天的最后一刻请写 23:59",
    }

    def __init__(self, *, default_time: time | None = None, **kwargs: Any) -> None:
        super().__init__(widget=DateTimeInput(default_time=default_time), **kwargs)
        self.default_time = default_time

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, datetime) or value in self.empty_values:
            return value or None
        typed_day, typed_time = (str(part or "").strip() for part in value)
        moment = self._time(typed_time)
        if not typed_day:
            if moment not in (None, self.default_time):
                raise self._error("no_day")
            return None
        day = parse_date(typed_day)
        if day is None:
            raise self._error("invalid")
        if moment is None:
            raise self._error("no_time")
        return make_aware(datetime.combine(day, moment))

    def _time(self, typed: str) -> time | None:
        moment = parse_time(typed) if typed else self.default_time
        if typed and moment is None:
            raise self._error("invalid_time")
        return moment

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


class SmsCodeField(forms.CharField):
    """Six figures from a message; spaces and full-width figures of a paste are forgiven."""

    widget = SmsCodeInput
    default_error_messages = {"required": "请填写短信验证码", "invalid": "验证码是 6 位数字"}

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFKC", super().to_python(value) or "")
        return re.sub(r"[\s-]", "", text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not re.fullmatch(r"[0-9]{6}", value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class PasswordField(forms.CharField):
    """A password as it was typed. `new=True` shows the strength and asks managers for a new one."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("strip", False)
        kwargs.setdefault("error_messages", {"required": "请填写密码"})
        super().__init__(widget=PasswordInput(meter=new), **kwargs)


class ImageField(forms.FileField):
    """A picture from the camera or a file; the contents are checked by portal.documents."""

    default_error_messages = {
        "required": "请选择照片",
        "empty": "这个文件是空的，请重新选择",
        "invalid": "没有收到文件，请重新选择",
        "missing": "没有收到文件，请重新选择",
    }

    def __init__(self, *, camera: str = "", max_edge: int = 2400, **kwargs: Any) -> None:
        super().__init__(widget=ImageInput(camera=camera, max_edge=max_edge), **kwargs)


@dataclass(frozen=True)
class RemoteChoice:
    """One answer of a search."""

    value: str
    label: str
    hint: str = ""


Search = Callable[[str], Sequence[RemoteChoice]]
Resolve = Callable[[str], RemoteChoice | None]


class RemoteChoiceField(forms.Field):
    """One of very many (schools, majors), found by typing.

    `search_url` names the view that answers with components/finder_results.html (see
    `finder_response`); `search` and `resolve` do the same for a browser without JavaScript:
    what was typed is looked up when the form is sent. Cleans to the chosen value.
    """

    default_error_messages = {
        "required": "请搜索并选择一项",
        "invalid": "这一项已不在列表中，请重新搜索",
        "none": "没有找到“%(typed)s”，请换一个词再试",
        "many": "“%(typed)s”有多个结果，请在下面选择一项",
    }

    def __init__(self, *, search: Search, resolve: Resolve, search_url: str, **kwargs: Any) -> None:
        super().__init__(widget=RemoteChoiceInput(search_url=search_url), **kwargs)
        self.search, self.resolve = search, resolve

    def clean(self, value: Any) -> str:
        chosen, typed = value or ("", "")
        if chosen:
            return self._known(chosen, typed)
        if typed:
            return self._found(typed)
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return ""

    def _known(self, chosen: str, typed: str) -> str:
        choice = self.resolve(chosen)
        if choice is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if typed and typed != choice.label:
            # Without JavaScript an old choice is still sent when something else was typed.
            return self._found(typed)
        return choice.value

    def _found(self, typed: str) -> str:
        found = list(self.search(typed))
        exact = [choice for choice in found if choice.label == typed]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0].value
        widget = self.widget
        widget.choices_found = found
        code = "many" if found else "none"
        raise ValidationError(self.error_messages[code], code=code, params={"typed": typed})

    def prepare_value(self, value: Any) -> Any:
        """What the widget shows: (value, typed text), the label looked up for a stored value."""
        if isinstance(value, tuple) or not value:
            return value or ("", "")
        choice = self.resolve(str(value))
        return (choice.value, choice.label) if choice else ("", "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str((data or ("", ""))[0])


class SuggestField(RemoteChoiceField):
    """Free text with suggestions: what a diploma says need not be in any list."""

    def __init__(self, *, search: Search, search_url: str, max_length: int, **kwargs: Any) -> None:
        def itself(value: str) -> RemoteChoice:
            return RemoteChoice(value, value)

        super().__init__(search=search, resolve=itself, search_url=search_url, **kwargs)
        self.validators.append(MaxLengthValidator(max_length))

    def clean(self, value: Any) -> str:
        chosen, typed = value or ("", "")
        text = str(typed or chosen).strip()
        if not text and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        self.run_validators(text)
        return text
