"""What the demo province has prepared for registration."""
