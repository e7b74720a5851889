"""Donations: what people give, lend and pay as fees, within what the law lets one person give."""
