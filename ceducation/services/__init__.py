"""Writing the ledger: credited once, corrected by counter-entries; and what surrounds it."""

from ceducation.services.correcting import Correction, correct
from ceducation.services.crediting import credit

__all__ = ["Correction", "correct", "credit"]
