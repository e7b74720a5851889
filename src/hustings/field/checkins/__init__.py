"""Check-in at the doors of an event: signed tickets, door lists, and what phones noted."""
