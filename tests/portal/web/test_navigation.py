import pytest

from portal.web import navigation

pytestmark = pytest.mark.usefixtures("web_urls")

PLACES = (
    ("样式", "web:styleguide", "house"),
    ("字号", "web:text-size", "eye"),
    ("没有", "nowhere:at-all", "x"),
)


def test_places_that_do_not_exist_are_left_out() -> None:
    assert [item.label for item in navigation.items(PLACES, "/")] == ["样式", "字号"]


def test_the_place_one_is_in_is_marked_also_below_it() -> None:
    for path in ("/_styleguide/", "/_styleguide/flow/"):
        marked = [item.label for item in navigation.items(PLACES, path) if item.current]
        assert marked == ["样式"]


def test_nothing_is_marked_elsewhere() -> None:
    assert not any(item.current for item in navigation.items(PLACES, "/elsewhere/"))


def test_home_is_current_only_on_the_home_page() -> None:
    assert navigation._longest_prefix(["/", "/faq/"], "/faq/") == "/faq/"
    assert navigation._longest_prefix(["/", "/faq/"], "/other/") == ""
    assert navigation._longest_prefix(["/", "/faq/"], "/") == "/"


def test_the_longest_address_wins() -> None:
    assert navigation._longest_prefix(["/me/", "/me/messages/"], "/me/messages/3/") == (
        "/me/messages/"
    )
