"""What the demo province has of dual-qualified certification: plans, and cases in every state."""
