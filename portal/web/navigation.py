"""The places of the portal that every page can lead to."""

from collections.abc import Iterable, Mapping

from django.urls import NoReverseMatch, reverse

from portal.web.components import NavItem

# (label, URL name, icon); a place whose app is not installed is left out.
PUBLIC = (
    ("首页", "home:index", "house"),
    ("公告", "home:announcements", "megaphone"),
    ("办事", "home:services", "list-checks"),
    ("证书查询", "home:certificate-look-up", "badge-check"),
    ("进度查询", "accounts:progress", "search"),
    ("常见问题", "home:questions", "circle-question-mark"),
    ("资料下载", "home:downloads", "download"),
)
PERSONAL = (
    ("个人中心", "home:dashboard", "house"),
    ("我的业务", "home:my-cases", "list-checks"),
    ("我的认证", "dual_qualified:mine", "award"),
    ("我的学时", "ceducation:mine", "book-open"),
    ("我的注册", "registration:mine", "clipboard-list"),
    ("个人信息中心", "accounts:centre", "book-user"),
    ("消息", "messaging:inbox", "bell"),
    ("修改信息", "accounts:profile", "id-card"),
    ("修改密码", "accounts:password", "key-round"),
    ("谁看过我的信息", "accounts:looks", "eye"),
)
# Of an account that belongs to nobody's employment: it has no data and no cases of its own.
ACCOUNT = (
    ("个人中心", "home:dashboard", "house"),
    ("消息", "messaging:inbox", "bell"),
    ("修改手机号码", "accounts:mobile", "smartphone"),
    ("修改密码", "accounts:password", "key-round"),
)
ENTRY = (
    ("登录", "accounts:sign-in", "log-in"),
    ("注册", "accounts:sign-up", "user"),
)


def personal(user: object) -> tuple[tuple[str, str, str], ...]:
    """The own pages of this user."""
    return ACCOUNT if getattr(user, "person_id", "") is None else PERSONAL


def address(name: str) -> str:
    """The path of a named place, or an empty string when it does not exist here."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def items(
    places: Iterable[tuple[str, str, str]], path: str, counts: Mapping[str, int] | None = None
) -> list[NavItem]:
    """The places that exist, the one the person is in marked; `counts` by name of the place."""
    shown = counts or {}
    found = [(label, address(name), icon, shown.get(name, 0)) for label, name, icon in places]
    here = _longest_prefix([url for _, url, _, _ in found if url], path)
    return [
        NavItem(label, url, icon, count, current=url == here)
        for label, url, icon, count in found
        if url
    ]


def _longest_prefix(urls: list[str], path: str) -> str:
    fitting = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default="")
