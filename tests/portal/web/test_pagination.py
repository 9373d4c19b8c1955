from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from portal.web.pagination import page_links, page_size, paginate


def request(query: str = "", session: SessionStore | None = None) -> HttpRequest:
    made = RequestFactory().get(f"/list/?{query}")
    made.session = session or SessionStore()
    return made


def test_twenty_rows_a_page_unless_chosen() -> None:
    assert page_size(request()) == 20


def test_the_chosen_size_is_kept() -> None:
    session = SessionStore()
    assert page_size(request("size=100", session)) == 100
    assert page_size(request("", session)) == 100


def test_a_size_that_is_not_offered_is_ignored() -> None:
    for asked in ("1000", "0", "-1", "x", "", "21"):
        session = SessionStore()
        assert page_size(request(f"size={asked}", session)) == 20
        assert not session.keys()


def test_a_page_beyond_the_end_is_the_last() -> None:
    page = paginate(request("page=99"), range(45))
    assert (page.number, len(page)) == (3, 5)
    assert paginate(request("page=x"), range(45)).number == 1


def test_a_size_may_be_given() -> None:
    assert len(paginate(request(), range(45), 7)) == 7


def test_links_keep_the_query_and_leave_gaps() -> None:
    page = Paginator(range(400), 20).page(10)
    links = page_links(page, QueryDict("q=王&state=a&state=b&page=10"))
    assert [link.number for link in links] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert [link.number for link in links if link.current] == [10]
    assert links[0].url == "?q=%E7%8E%8B&state=a&state=b&page=1"
