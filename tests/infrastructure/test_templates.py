"""No template lies about that nothing renders, includes or extends."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from deploy.paths import ROOT

TEMPLATES = ROOT / "templates"
APPS = ("accounts", "identity", "certification", "ceducation", "registration", "confirmation")
CODE = ("portal", *APPS)
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")
# Found by packages under their own names, not by ours.
OF_PACKAGES = ("django/", "captcha/", "axes/", "lucide/")


def python_files() -> Iterator[Path]:
    for folder in CODE:
        yield from (ROOT / folder).rglob("*.py")


def names_in_code(source: str) -> Iterator[str]:
    """Patterns of the template names in a module: plain strings, and f-strings with gaps."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^/]+"
                for part in node.values
            )


def all_templates() -> dict[str, Path]:
    files = (path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".txt"))
    return {path.relative_to(TEMPLATES).as_posix(): path for path in files}


def names_in_templates(templates: dict[str, Path]) -> set[str]:
    """Names in quotes, each template's mention of itself left out."""
    return {
        found
        for name, path in templates.items()
        for found in QUOTED.findall(path.read_text())
        if found != name
    }


def unused(templates: dict[str, Path], patterns: set[str]) -> list[str]:
    in_templates = names_in_templates(templates)
    in_code = re.compile("|".join(sorted(patterns)) or "(?!)")
    return sorted(
        name
        for name in templates
        if not name.startswith(OF_PACKAGES)
        and name not in in_templates
        and not in_code.fullmatch(name)
    )


def test_every_template_is_used() -> None:
    patterns = {
        pattern
        for file in python_files()
        for pattern in names_in_code(file.read_text())
        if pattern.endswith((r"\.html", r"\.txt"))
    }
    assert unused(all_templates(), patterns) == []


def test_an_f_string_names_what_it_can_become() -> None:
    pattern = next(names_in_code('f"errors/{code}.html"'))
    assert re.fullmatch(pattern, "errors/404.html")
    assert not re.fullmatch(pattern, "errors/deep/404.html")


def test_an_orphan_is_found(tmp_path: Path) -> None:
    files = {"a.html": '{% include "b.html" %}', "b.html": "b", "c.html": '{% include "c.html" %}'}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    templates = {name: tmp_path / name for name in files}
    assert unused(templates, {r"a\.html"}) == ["c.html"]
