from accounts.views.centre.by_hand import add, edit, remove, save
from accounts.views.centre.certificates import certificates, synchronise
from accounts.views.centre.overview import identity, overview
from accounts.views.centre.record import calendar, record

__all__ = [
    "add",
    "calendar",
    "certificates",
    "edit",
    "identity",
    "overview",
    "record",
    "remove",
    "save",
    "synchronise",
]
