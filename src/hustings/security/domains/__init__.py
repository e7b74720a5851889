"""Protection of our own domains and accounts; DMARC reports."""
