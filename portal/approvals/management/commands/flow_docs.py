"""docs/flows/<flow>.md for every registered flow, and whether they are still true."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.approvals import flow as flows
from portal.approvals.flow.documentation import page
from portal.organisations.enums import Role


class Command(BaseCommand):
    help = "Writes docs/flows; with --check fails when a page is missing, stale or of no flow."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs" / "flows")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        roles = {role.value: str(role.label) for role in Role}
        pages = {f"{flow.name}.md": page(flow, roles) for flow in flows.every()}
        if options["check"]:
            return self._check(folder, pages)
        folder.mkdir(parents=True, exist_ok=True)
        for name in _names(folder) - set(pages):
            (folder / name).unlink()
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(pages)} flows written to {folder}")
        return None

    def _check(self, folder: Path, pages: dict[str, str]) -> None:
        stale = _names(folder) ^ set(pages)
        for name in _names(folder) & set(pages):
            if (folder / name).read_text(encoding="utf-8") != pages[name]:
                stale.add(name)
        if stale:
            raise CommandError(f"run manage.py flow_docs: {', '.join(sorted(stale))}")


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.md")}
