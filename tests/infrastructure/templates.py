"""An undefined template variable fails the test that renders it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from django.conf import settings
from django.template import Context, engines


class UndefinedVariable(AssertionError):
    """A template named a variable that its context does not have."""


class FailsWhenUsed(str):
    """Stands as `string_if_invalid`: Django formats it with the name it could not find."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, missing: object) -> str:
        origin = rendered_template(sys._getframe(1))
        if origin is not None and not is_ours(origin):
            return ""
        raise UndefinedVariable(f"{missing} in {origin or 'a template made from text'}")


def rendered_template(frame: FrameType | None) -> Path | None:
    """The file whose tag is being rendered, from the nearest frame that holds a Context."""
    while frame is not None:
        context = frame.f_locals.get("context")
        if isinstance(context, Context) and context.render_context.template is not None:
            origin = context.render_context.template.origin
            return Path(origin.name) if origin.template_name else None
        frame = frame.f_back
    return None


def is_ours(path: Path) -> bool:
    """Django's and other packages' templates may count on undefined being empty."""
    root = Path(settings.BASE_DIR)
    return path.is_relative_to(root) and "site-packages" not in path.parts


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail() -> Iterator[None]:
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, FailsWhenUsed("%s")
    yield
    engine.string_if_invalid = before
