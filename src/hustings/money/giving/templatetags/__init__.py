"""Tags of the pages where people give."""
