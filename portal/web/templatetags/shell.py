"""{% load shell %}: the navigation around a page. Safe in any context, also without a request."""

from typing import Any

from django import template

from portal.web import navigation
from portal.web.components import NavItem

register = template.Library()


def _path(context: template.Context) -> str:
    request = context.get("request")
    return request.path if request else ""


def _user(context: template.Context) -> Any:
    return getattr(context.get("request"), "user", None)


def _staff_places(context: template.Context) -> list[NavItem]:
    given = context.get("staff_nav")
    return list(given() if callable(given) else given or [])


def _desks(context: template.Context) -> list[NavItem]:
    """Where this person works; the last of the staff's places leads to their own pages."""
    return _staff_places(context)[:-1]


@register.inclusion_tag("components/nav_items.html", takes_context=True)
def public_nav(context: template.Context) -> dict[str, Any]:
    return {"items": navigation.items(navigation.PUBLIC, _path(context))}


@register.inclusion_tag("components/nav_items.html", takes_context=True)
def personal_nav(context: template.Context) -> dict[str, Any]:
    given = context.get("nav_counts")
    counts = given() if callable(given) else {}
    items = navigation.items(navigation.personal(_user(context)), _path(context), counts)
    return {"items": items, "with_icons": True}


@register.inclusion_tag("components/nav_items.html", takes_context=True)
def staff_navigation(context: template.Context) -> dict[str, Any]:
    """The places of this person's role: NavItem values the view or a context processor gives."""
    return {"items": _staff_places(context), "with_icons": True}


@register.inclusion_tag("components/account_menu.html", takes_context=True)
def account_menu(context: template.Context) -> dict[str, Any]:
    """Sign in and sign up, or the person's own menu."""
    user = _user(context)
    known = bool(user and user.is_authenticated)
    own = navigation.items(navigation.personal(user), _path(context))
    return {
        "known": known,
        "name": account_name(user) if known else "",
        "entry": navigation.items(navigation.ENTRY, _path(context)),
        "places": _desks(context)[:1] + own if known else [],
        "sign_out_url": navigation.address("accounts:sign-out"),
        "csrf_token": context.get("csrf_token", ""),
    }


def account_name(user: Any) -> str:
    """What to call the person: `display_name` where the account has one."""
    return str(getattr(user, "display_name", "") or user)


@register.inclusion_tag("components/text_size.html", takes_context=True)
def text_size(context: template.Context) -> dict[str, Any]:
    """大字版: a form, so that it works without JavaScript."""
    request = context.get("request")
    return {
        "large": bool(context.get("large_type")),
        "next": request.get_full_path() if request else "/",
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("components/messages.html", takes_context=True)
def flash_messages(context: template.Context) -> dict[str, Any]:
    return {"messages": context.get("messages") or []}


@register.inclusion_tag("components/look_up.html")
def look_up(name: str, icon_name: str, title: str, text: str) -> dict[str, Any]:
    """A card that leads to a public query."""
    url = navigation.address(name)
    return {"url": url, "icon_name": icon_name, "title": title, "text": text}


@register.inclusion_tag("components/more_link.html")
def more_link(name: str, label: str) -> dict[str, Any]:
    return {"url": navigation.address(name), "label": label}


@register.inclusion_tag("components/entry_actions.html", takes_context=True)
def entry_actions(context: template.Context) -> dict[str, Any]:
    """The home page's first step: sign in or up, or on to one's own pages."""
    user = _user(context)
    known = bool(user and user.is_authenticated)
    return {
        "known": known,
        "desk": next(iter(_desks(context)), None) if known else None,
        "dashboard": navigation.address("home:dashboard"),
        "sign_in": navigation.address("accounts:sign-in"),
        "sign_up": navigation.address("accounts:sign-up"),
    }
