"""The forms of the application, one a section, and those of staff."""
