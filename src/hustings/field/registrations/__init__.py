"""Participants of events: registrations, seats, waiting lists, reminders, and what was after the event."""
