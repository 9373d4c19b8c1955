"""The hours ledger, what a year asks for, and workbooks on their way into the ledger."""

from ceducation.models.entry import HoursEntry
from ceducation.models.importing import HoursImport, ImportRow
from ceducation.models.requirement import Requirement

__all__ = ["HoursEntry", "HoursImport", "ImportRow", "Requirement"]
