"""Our signature on what leaves: DKIM, its keys, and whether the names system has them."""
