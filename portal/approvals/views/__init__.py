"""The review workspace (H2)."""
