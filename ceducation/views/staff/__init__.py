"""The ledger of a school: read in scope, kept by the school itself."""
