"""How somebody likes their lists."""

from typing import TYPE_CHECKING

from portal.web.pagination import PAGE_SIZES

if TYPE_CHECKING:
    from accounts.models import User


def keep_page_size(user: "User", size: int) -> None:
    """Rows a page, from now on and on every device; ValueError for a size not offered."""
    if size not in PAGE_SIZES:
        raise ValueError(size)
    user.page_size = size
    user.save(update_fields=["page_size"])
