"""A photo of a person becomes a right portrait (X2). Pure: bytes in, bytes out.

295×413 JPEG of 20–190 KB, as 认定 asks for (290 < width < 300, 408 < height < 418, < 190 KB).
"""

from portal.documents.photofit.errors import CannotFit
from portal.documents.photofit.fitting import Fitted, Steps, fit, silently

__all__ = ["CannotFit", "Fitted", "Steps", "fit", "silently"]
