"""What writes: prints, runs, and their forgetting."""

from portal.printing.services.drawing import preview
from portal.printing.services.rendering import render
from portal.printing.services.runs import cancel, order, take

__all__ = ["cancel", "order", "preview", "render", "take"]
