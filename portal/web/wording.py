"""Error messages that say what to do, where a field has none of its own."""

from django import forms

_GENERAL = {
    "max_length": "最多 %(limit_value)d 个字，现在有 %(show_value)d 个字",
    "min_length": "至少 %(limit_value)d 个字，现在有 %(show_value)d 个字",
    "invalid_choice": "请从列出的选项中选择",
    "null_characters_not_allowed": "内容里有无法识别的字符，请重新输入",
}
_INVALID: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.EmailField, "电子邮箱应像 name@example.cn 这样填写"),
    (forms.IntegerField, "请填写数字"),
    (forms.DecimalField, "请填写数字"),
)


def word(field: forms.Field) -> None:
    """Replaces Django's own messages; what a form has set itself stays."""
    wanted = {"required": _required(field), **_GENERAL}
    for kind, text in _INVALID:
        if isinstance(field, kind):
            wanted["invalid"] = text
    for code, text in wanted.items():
        if _is_django_default(field, code):
            field.error_messages[code] = text


def _is_django_default(field: forms.Field, code: str) -> bool:
    defaults = (
        kind.__dict__.get("default_error_messages", {}).get(code)
        for kind in type(field).__mro__
        if kind.__module__.startswith("django.")
    )
    default = next((text for text in defaults if text is not None), None)
    return field.error_messages.get(code) is default


def _required(field: forms.Field) -> str:
    label = str(field.label or "这一项")
    if isinstance(field, forms.BooleanField):
        return f"请勾选：{label}"
    choosing = isinstance(field, forms.ChoiceField | forms.FileField)
    return f"请选择{label}" if choosing else f"请填写{label}"
