"""Access is the fetch: views get what queries and services hand them, and never ask a model."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("portal", "accounts", "identity", "certification", "registration", "confirmation")
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
SHORTCUTS = frozenset({"get_object_or_404", "get_list_or_404"})
WRITES = frozenset({"save", "delete", "bulk_create", "bulk_update", "update_or_create"})


def views() -> Iterator[Path]:
    for app in (*APPS, "ceducation"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if path.name == "views.py" or "views" in path.relative_to(ROOT).parts[:-1]:
                yield path


def breaches(source: str) -> list[str]:
    """What a view may not do, with its line."""
    return [f"line {node.lineno}: {said}" for node, said in _breaches(ast.parse(source))]


def _breaches(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield node, node.attr
        if isinstance(node, ast.Call) and _asks_a_model(node):
            yield node, "a model instead of a query"
        if isinstance(node, ast.Call) and _writes(node):
            yield node, "a write"


def _asks_a_model(call: ast.Call) -> bool:
    shortcut = isinstance(call.func, ast.Name) and call.func.id in SHORTCUTS
    return shortcut and isinstance(call.args[0], ast.Name) and call.args[0].id[0].isupper()


def _writes(call: ast.Call) -> bool:
    """`something.save()`, but not the functions of a service module (`steps.save(request, …)`)."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in WRITES and not call.args


def test_there_are_views() -> None:
    assert len(list(views())) > 30


def test_views_do_not_ask_models() -> None:
    found = {str(path.relative_to(ROOT)): breaches(path.read_text()) for path in views()}
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "source",
    [
        "Case.objects.get(pk=1)",
        "type(item)._default_manager.filter()",
        "get_object_or_404(Case, pk=1)",
        "case.save()",
        "case.save(update_fields=['name'])",
    ],
)
def test_a_breach_is_seen(source: str) -> None:
    assert len(breaches(source)) == 1


@pytest.mark.parametrize("source", ["get_object_or_404(queries.mine(user), pk=1)", "steps.save(1)"])
def test_what_views_do_is_no_breach(source: str) -> None:
    assert breaches(source) == []
