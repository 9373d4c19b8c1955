"""What a simulator has received, kept in a file of JSON lines."""

import json
from pathlib import Path
from threading import Lock
from typing import Any, Final

Row = dict[str, Any]
_MOST: Final = 5000


class Shelf:
    """Rows in order of arrival; the file survives a restart."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        file.parent.mkdir(parents=True, exist_ok=True)
        self._rows: list[Row] = self._load()

    def add(self, row: Row) -> None:
        line = json.dumps(row, ensure_ascii=False)
        with self._lock, self._file.open("a", encoding="utf-8") as target:
            self._rows.append(row)
            del self._rows[:-_MOST]
            target.write(f"{line}\n")

    def rows(self) -> list[Row]:
        """All of them, the oldest first."""
        with self._lock:
            return list(self._rows)

    def newest(self, count: int, **fields: str) -> list[Row]:
        """The newest first; of these only rows whose fields have the given values."""
        wanted = {name: value for name, value in fields.items() if value}
        found = [
            row
            for row in reversed(self.rows())
            if all(row.get(name) == value for name, value in wanted.items())
        ]
        return found[:count]

    def _load(self) -> list[Row]:
        if not self._file.exists():
            return []
        lines = self._file.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")][-_MOST:]
