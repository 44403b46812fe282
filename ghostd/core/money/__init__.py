"""What a client owes: invoices as the owner keeps them, and the statement of account on one day."""
