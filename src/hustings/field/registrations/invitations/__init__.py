"""Invitations: a mailing to a segment or to the neighbours of an event, in outreach's own way."""
