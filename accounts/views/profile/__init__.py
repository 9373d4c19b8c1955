from accounts.views.profile.complete import complete
from accounts.views.profile.data import data
from accounts.views.profile.looks import looks
from accounts.views.profile.mobile import mobile, new_number_code, old_number_code
from accounts.views.profile.name import real_name
from accounts.views.profile.password import password
from accounts.views.profile.photo import photo, photo_state

__all__ = [
    "complete",
    "data",
    "looks",
    "mobile",
    "new_number_code",
    "old_number_code",
    "password",
    "photo",
    "photo_state",
    "real_name",
]
