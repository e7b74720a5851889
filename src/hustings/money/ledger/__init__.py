"""Books in double entry: balanced by construction, only ever added to, chained and proven."""
