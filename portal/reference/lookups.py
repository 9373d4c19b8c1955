"""`begins`: a prefix match that each database answers from the column's ordinary index.

PostgreSQL does so for LIKE 'x%' (Django adds a pattern index to indexed text columns). SQLite
does not for the LIKE ... ESCAPE that Django writes, but does for a range.
"""

from typing import Any

from django.db.models import CharField, Lookup
from django.db.models.lookups import StartsWith

# Sorts behind every character: text from "x" up to "x" + this begins with "x".
_LAST = "\U0010ffff"


@CharField.register_lookup
class Begins(Lookup):
    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        like = StartsWith(self.lhs, self.rhs)
        return like.as_sql(compiler, connection)

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        column, values = self.process_lhs(compiler, connection)
        text = str(self.rhs)
        return f"({column} >= %s AND {column} < %s)", [*values, text, *values, text + _LAST]
