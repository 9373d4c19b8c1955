from portal.printing.models.prints import Print
from portal.printing.models.runs import PrintItem, PrintRun

__all__ = ["Print", "PrintItem", "PrintRun"]
