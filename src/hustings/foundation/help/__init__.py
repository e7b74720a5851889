"""Help in HQ: the how-tos, found from the pages that they fit."""
