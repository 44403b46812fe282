"""Response gaps: how long a client takes to answer, and how unusual the present silence is."""
