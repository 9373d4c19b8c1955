"""Pages of those who keep plans and issue certificates."""
