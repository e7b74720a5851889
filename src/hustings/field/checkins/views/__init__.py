"""Views of check-ins: the doors of an event in HQ, its list, and the ticket that a participant shows."""
