"""Lists page by page: the size a person chose is kept in the session."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

PAGE_SIZES = (10, 20, 50, 100, 200)
DEFAULT_PAGE_SIZE = 20
_SESSION_KEY = "page_size"


@dataclass(frozen=True)
class PageLink:
    """A page of the list; a number of 0 stands for a gap."""

    number: int
    url: str = ""
    current: bool = False


def page_size(request: HttpRequest) -> int:
    """Rows a page: as asked now (and remembered from then on), as chosen before, or 20."""
    asked = _size(request.GET.get("size"))
    if asked and request.session.get(_SESSION_KEY) != asked:
        request.session[_SESSION_KEY] = asked
    return asked or _size(request.session.get(_SESSION_KEY)) or DEFAULT_PAGE_SIZE


def _size(value: object) -> int:
    text = str(value)
    known = {str(size): size for size in PAGE_SIZES}
    return known.get(text, 0)


def paginate(request: HttpRequest, rows: Any, size: int | None = None) -> Page[Any]:
    """The asked page of an ordered query or list; a page beyond the end is the last."""
    return Paginator(rows, size or page_size(request)).get_page(request.GET.get("page"))


def page_links(page: Page[Any], query: QueryDict) -> list[PageLink]:
    """First, last and the neighbours, with gaps between; every other parameter is kept."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [_link(number, page.number, query) for number in numbers]


def _link(number: int | str, current: int, query: QueryDict) -> PageLink:
    if not isinstance(number, int):
        return PageLink(0)
    kept = query.copy()
    kept["page"] = str(number)
    return PageLink(number, f"?{kept.urlencode()}", number == current)
