"""Reading plans' offers, applications and certificates."""
