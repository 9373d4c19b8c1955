"""Workbooks of hours: the template, what is read from an upload, what is sent back."""
