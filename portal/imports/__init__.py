"""Spreadsheets that people upload: what may be taken, their rows as text, template and report.

No models: what a row means, and what becomes of it, is the app's that imports.
"""
