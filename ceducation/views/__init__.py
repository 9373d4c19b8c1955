"""The teacher's own hours, and those of a school as its administrators and bureaus see them."""
