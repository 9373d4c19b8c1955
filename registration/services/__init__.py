"""Writing what a school says, and the rules it is judged by: each change is kept."""

from registration.services.entering import YearValues, save_year
from registration.services.probation import save_probation

__all__ = ["YearValues", "save_probation", "save_year"]
