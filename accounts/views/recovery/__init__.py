from accounts.views.recovery.changes import ask_change, change, changes
from accounts.views.recovery.code import code, send_code
from accounts.views.recovery.link import by_link, mail
from accounts.views.recovery.lost import lost_number, lost_number_code
from accounts.views.recovery.new_password import new_password
from accounts.views.recovery.who import ways, who

__all__ = [
    "ask_change",
    "by_link",
    "change",
    "changes",
    "code",
    "lost_number",
    "lost_number_code",
    "mail",
    "new_password",
    "send_code",
    "ways",
    "who",
]
