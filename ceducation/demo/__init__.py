"""What the demo province has of continuing education: five years of hours, and corrections."""
