"""Reading the ledger: balances, whose they are, and what is asked for."""
