"""Search fields for a body of one's scope."""

from django import forms

from portal.organisations.models import Body
from portal.organisations.scope import Scope
from portal.organisations.search import named
from portal.web.forms import RemoteChoice, RemoteChoiceField
from portal.web.numbers import whole_number


def body_field(label: str) -> RemoteChoiceField:
    """A body found by typing; `within` says among which."""
    return RemoteChoiceField(
        label=label,
        search=lambda text: [],
        resolve=lambda value: None,
        search_url="accounts:manage-body-finder",
    )


def within(field: forms.Field, scope: Scope) -> None:
    if not isinstance(field, RemoteChoiceField):
        raise TypeError("not a search field")

    def resolve(value: str) -> RemoteChoice | None:
        body = body_of(scope, value)
        return _choice(body) if body else None

    field.search = lambda text: find_bodies(scope, text)
    field.resolve = resolve


def find_bodies(scope: Scope, text: str) -> list[RemoteChoice]:
    """Open bodies of the scope by characters, pinyin, initials, former names."""
    rows = named(scope.bodies().filter(is_open=True), text).select_related("parent")
    return [_choice(body) for body in rows[:30]]


def body_of(scope: Scope, value: str) -> Body | None:
    """The body of the scope with this key; None for anything else."""
    key = whole_number(value)
    return scope.bodies().select_related("parent").filter(pk=key).first() if key else None


def _choice(body: Body) -> RemoteChoice:
    above = body.parent.name if body.parent else ""
    return RemoteChoice(str(body.pk), body.name, f"{body.get_kind_display()} {above}".strip())
