"""When a teacher is to register, and what for; pure."""
