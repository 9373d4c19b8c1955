"""What schools prepare for registration, and the rules it is judged by."""

from registration.models.importing import YearImport
from registration.models.probation import Probation, ProbationChange
from registration.models.rule import RegistrationRule
from registration.models.year import YearRecord, YearRecordChange

__all__ = [
    "Probation",
    "ProbationChange",
    "RegistrationRule",
    "YearImport",
    "YearRecord",
    "YearRecordChange",
]
