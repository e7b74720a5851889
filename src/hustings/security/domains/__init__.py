"""How well our own domains and accounts are protected; DMARC reports."""
