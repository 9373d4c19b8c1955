from accounts.views.sign_in.code import code, send_code
from accounts.views.sign_in.password import password
from accounts.views.sign_in.resume import resume
from accounts.views.sign_in.second_factor import second_factor, send_second_factor
from accounts.views.sign_in.sign_out import sign_out

__all__ = [
    "code",
    "password",
    "resume",
    "second_factor",
    "send_code",
    "send_second_factor",
    "sign_out",
]
