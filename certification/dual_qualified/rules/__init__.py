"""Pure rules: the track, eligibility, what a section asks, numbers."""
