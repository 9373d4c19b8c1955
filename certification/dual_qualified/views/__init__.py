"""Pages of dual-qualified certification."""
