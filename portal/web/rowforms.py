"""Repeated rows (courses, practice periods, results) as a formset that never loses what was typed.

    class CourseRows(RowFormSet):
        form = CourseForm
        name = "courses"
        least, most = 1, 30

A row in which nothing was typed counts for nothing. Rows are kept in drafts as plain text, as they
were typed, right or wrong: `rows_typed` takes them out, `showing` and `checking` put them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.renderers import get_default_renderer

from portal.web.numbers import COUNTER_DIGITS, whole_number

if TYPE_CHECKING:
    _Base = BaseFormSet[BaseForm]
else:
    _Base = BaseFormSet

TypedRow = dict[str, str]
_ADD, _REMOVE = "add-row", "remove-row"


class RowFormSet(_Base):
    """Base of every row editor; shown by `{% row_editor %}`.

    `name` is the prefix of the inputs, `least` and `most` count filled rows, `what` is what one row
    is about ("课程"). `layout` "table" is one line a row where there is room for it, "cards" (more
    than five or six fields) never. `widths` gives columns "short" (a number, a
    year, a short choice; two of them stand side by side on a phone) or "wide".
    """

    form: Any
    name: ClassVar[str]
    what: ClassVar[str] = "内容"
    least: ClassVar[int] = 0
    most: ClassVar[int] = 30
    layout: ClassVar[str] = "table"
    widths: ClassVar[Mapping[str, str]] = {}

    can_order = can_delete = can_delete_extra = False
    validate_min = validate_max = False
    min_num = 0
    edit_only = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.renderer = get_default_renderer()
        self.max_num, self.absolute_max = self.most, self.most + 10
        self.extra = 0 if kwargs.get("initial") else 1
        self.focus_on = -1
        super().__init__(data, *args, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return cls.name

    @classmethod
    def showing(cls, rows: Sequence[TypedRow]) -> Self:
        """The kept rows, without a word about what is wrong in them."""
        return cls(initial=cls.initial_rows(rows))

    @classmethod
    def checking(cls, rows: Sequence[TypedRow]) -> Self:
        """The kept rows, to be asked for their errors."""
        head = {"TOTAL_FORMS": str(max(1, len(rows))), "INITIAL_FORMS": "0"}
        cells = {f"{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
        return cls({f"{cls.name}-{key}": value for key, value in (head | cells).items()})

    @classmethod
    def initial_rows(cls, rows: Sequence[TypedRow]) -> list[dict[str, Any]]:
        """Kept rows as initial values of the row's form."""
        fields = cls.form.base_fields.items()
        return [
            {
                name: _initial(field.widget.value_from_datadict(row, {}, name))
                for name, field in fields
            }
            for row in rows
        ]

    def initial_form_count(self) -> int:
        # Rows have no identity: whatever is sent is what there is.
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        if index is None:
            return
        form.row_title = f"第 {index + 1} 行"  # type: ignore[attr-defined]
        if self.is_bound:
            form.empty_permitted = is_blank(form)

    def clean(self) -> None:
        filled = sum(not is_blank(form) for form in self.forms)
        if filled < self.least:
            raise ValidationError(f"请至少填写 {self.least} 行{self.what}，现在有 {filled} 行")
        if filled > self.most:
            raise ValidationError(f"{self.what}最多填写 {self.most} 行，现在有 {filled} 行")

    def filled(self) -> list[dict[str, Any]]:
        """The cleaned values of the rows in which something was typed; after `is_valid()`."""
        return [form.cleaned_data for form in self.forms if not is_blank(form)]

    def after(self, action: str) -> Self:
        """The rows as typed, with one more or one less as `action` says, and no errors shown."""
        rows = [_typed(form) for form in self.forms]
        verb, _, rest = action.partition(":")
        name, _, place = rest.partition(":")
        if name != self.name:
            return self.showing(rows)
        if verb == _REMOVE:
            return self._without(rows, whole_number(place, COUNTER_DIGITS))
        return self._with_one_more(rows)

    def _without(self, rows: list[TypedRow], at: int | None) -> Self:
        kept = [row for n, row in enumerate(rows) if n != at]
        left = self.showing(kept)
        left.focus_on = min(at or 0, len(left.forms) - 1)
        return left

    def _with_one_more(self, rows: list[TypedRow]) -> Self:
        grown = self.showing([*rows, {}] if len(rows) < self.most else rows)
        grown.focus_on = len(grown.forms) - 1
        return grown


def is_row_action(action: str) -> bool:
    """Whether this value of `action` adds or removes a row of some row editor."""
    return action.partition(":")[0] in {_ADD, _REMOVE}


def rows_typed(formset: RowFormSet) -> list[TypedRow]:
    """What stands in a bound formset's rows, right or wrong, to be kept; blank rows are left out.

    Keys are those of the inputs without the prefix: "name", and "school_typed" of a searched field.
    """
    return [_typed(form) for form in formset.forms if not is_blank(form)]


def is_blank(form: BaseForm) -> bool:
    """Nothing was typed into this bound row, and nothing was chosen but what it starts with."""
    return all(
        value.strip() in {"", str(form.get_initial_for_field(form.fields[name], name) or "")}
        for name, values in _by_field(form).items()
        for value in values.values()
    )


def _typed(form: BaseForm) -> TypedRow:
    """A database takes no NUL; nobody types one."""
    found: TypedRow = {}
    for values in _by_field(form).values():
        found |= {key: value.replace("\0", "") for key, value in values.items()}
    return found


def _initial(value: Any) -> Any:
    """Of a searched field (choice, typed): the choice alone, when its name is still to be found."""
    return value[0] if isinstance(value, tuple) and not value[1] else value


def _by_field(form: BaseForm) -> dict[str, TypedRow]:
    data: Mapping[str, Any] = form.data
    keys = {name: (name, f"{name}_typed") for name in form.fields}
    return {
        name: {key: str(data[at]) for key in both if (at := form.add_prefix(key)) in data}
        for name, both in keys.items()
    }
