"""The ledger in one SQLite file per account; `ledger.SqliteLedger` is the way in."""
