"""Set-up and supervision in plain standard-library Python: it runs before anything is installed."""
