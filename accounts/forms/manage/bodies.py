"""Bodies made, changed and moved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.fields import refuse
from accounts.forms.manage.places import body_field, within
from identity.rules import check_landline, normalise_landline
from portal.organisations import queries as organisations
from portal.organisations.enums import BodyKind, Ownership, SchoolKind
from portal.organisations.models import Body
from portal.organisations.rules import may_create
from portal.organisations.scope import Scope
from portal.reference import queries as reference
from portal.web.components import SummaryRow
from portal.web.forms import PortalForm, RemoteChoiceField, SearchSelect

_CHOOSE = ("", "请选择")
_MOST_FORMER = 10


class BodyForm(PortalForm):
    """A new or changed body; the fields of schools only where it is, or may become, one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="类型", choices=BodyKind.choices)
    name = forms.CharField(
        label="名称", max_length=120, error_messages={"required": "请填写机构名称"}
    )
    former_names = forms.CharField(
        label="曾用名",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一个。按曾用名也能搜到这个机构",
    )
    division = RemoteChoiceField(
        label="所在地区",
        required=False,
        search=reference.find_divisions,
        resolve=reference.division_choice,
        search_url="reference:divisions",
    )
    code = forms.CharField(label="机构代码", required=False, max_length=20)
    school_kind = forms.ChoiceField(
        label="学校类别", required=False, choices=[_CHOOSE, *SchoolKind.choices]
    )
    ownership = forms.ChoiceField(
        label="办学性质", required=False, choices=[_CHOOSE, *Ownership.choices]
    )
    base = forms.ChoiceField(label="所属基地", required=False, widget=SearchSelect)
    contact_name = forms.CharField(label="联系人", required=False, max_length=50)
    contact_phone = forms.CharField(label="联系电话", required=False, max_length=30)
    office_hours = forms.CharField(
        label="办公时间",
        required=False,
        max_length=120,
        help_text="例如：工作日 9:00–12:00，14:00–17:00",
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        bases: list[Body],
        only_contacts: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.only_contacts = only_contacts
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        self.bases = {str(base.pk): base for base in bases}
        names = [(key, base.name) for key, base in self.bases.items()]
        self.fields["base"].choices = [("", "不属于任何基地"), *names]  # type: ignore[attr-defined]
        if BodyKind.SCHOOL not in dict(kinds):
            for name in ("school_kind", "ownership", "base"):
                del self.fields[name]
        if only_contacts:
            kept = ("version", "contact_name", "contact_phone", "office_hours")
            self.fields = {name: self.fields[name] for name in kept}

    def clean_contact_phone(self) -> str:
        phone = normalise_landline(self.cleaned_data["contact_phone"])
        if phone:
            refuse(check_landline(phone))
        return phone

    def clean_former_names(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["former_names"].splitlines()]
        kept = [name for name in names if name]
        if len(kept) > _MOST_FORMER:
            raise ValidationError(f"曾用名最多{_MOST_FORMER}个。")
        if any(len(name) > 120 for name in kept):
            raise ValidationError("每个曾用名最多120个字。")
        return kept

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.only_contacts:
            return cleaned
        if cleaned.get("kind") == BodyKind.SCHOOL:
            if "school_kind" in self.fields and not cleaned.get("school_kind"):
                self.add_error("school_kind", "请选择学校类别")
        else:
            cleaned |= {"school_kind": "", "ownership": "", "base": ""}
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the services take."""
        plain = ("name", "code", "contact_name", "contact_phone", "office_hours")
        values = {name: self.cleaned_data[name] for name in plain if name in self.fields}
        if self.only_contacts:
            return values
        values["division"] = reference.division_of(self.cleaned_data["division"])
        for name in ("school_kind", "ownership"):
            values[name] = self.cleaned_data.get(name, "")
        values["base"] = self.bases.get(self.cleaned_data.get("base", ""))
        return values


def initial_of(body: Body) -> dict[str, Any]:
    """What the form shows of a stored body."""
    former = [name.name for name in body.names.all() if name.is_former]
    plain = ("kind", "name", "code", "school_kind", "ownership", "contact_name", "contact_phone")
    return {
        **{name: getattr(body, name) for name in plain},
        "office_hours": body.office_hours,
        "former_names": "\n".join(former),
        "division": body.division_id or "",
        "base": str(body.base_id or ""),
        "version": body.version,
    }


def differences(form: BodyForm, latest: Body) -> list[SummaryRow]:
    """The fields whose stored value is not what was typed, with the stored value."""
    stored = initial_of(latest)
    typed = dict(form.cleaned_data)
    if "former_names" in typed:
        typed["former_names"] = "\n".join(typed["former_names"])
    return [
        SummaryRow(str(field.label), _shown(name, field, stored[name], latest))
        for name, field in form.fields.items()
        if name not in ("version", "kind") and stored[name] != typed[name]
    ]


def _shown(name: str, field: forms.Field, value: str, body: Body) -> str:
    if name == "division":
        return body.division.full_name if body.division else "（空）"
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return str(dict(choices).get(value, value)) or "（空）"


def kinds_under(scope: Scope, parent: Body) -> list[tuple[str, str]]:
    """The kinds of body this person may create under `parent`."""
    return [choice for choice in BodyKind.choices if may_create(scope, choice[0], parent)]


class MoveForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    parent = body_field("新的上级机构")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        within(self.fields["parent"], scope)

    def target(self) -> Body:
        return organisations.body_in(self.scope, int(self.cleaned_data["parent"]))
