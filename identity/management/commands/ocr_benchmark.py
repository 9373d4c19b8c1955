"""`manage.py ocr_benchmark DIR [--json]`: how well and how fast cards are read."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from identity.cardreading.benchmark import BenchmarkError, as_table, measure


class Command(BaseCommand):
    help = "Read the cards in DIR and compare with DIR/truth.json and with plain PaddleOCR."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            result = measure(folder.resolve())
        except BenchmarkError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(result) if options["json"] else as_table(result))
