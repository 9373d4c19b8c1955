"""The teacher's own page, and those of schools and bureaus."""
