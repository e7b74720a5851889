"""Commands about chains: the books, chains written out, and their proof elsewhere."""
