"""Preparing registration: read in scope, entered by the school itself."""
