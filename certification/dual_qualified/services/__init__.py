"""Writing applications, certificates and what a plan asks for."""
