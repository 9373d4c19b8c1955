"""Administration of bodies, users, roles and the calendar (A16)."""
