"""Pages of documents as pictures: a hostile PDF may crash or hang only a program of its own."""

from portal.documents.drawing.drawing import PAGE, THUMBNAIL, CannotDraw, Look, draw, smaller

__all__ = ["PAGE", "THUMBNAIL", "CannotDraw", "Look", "draw", "smaller"]
