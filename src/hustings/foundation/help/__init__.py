"""Help in HQ: the how-to that fits each page."""
