"""Moving what is stored from old keys to the current one, while the portal runs."""

from portal.crypto.rotation.stores import Store, all_stores, register
from portal.crypto.rotation.turning import Outcome, rotate

__all__ = ["Outcome", "Store", "all_stores", "register", "rotate"]
