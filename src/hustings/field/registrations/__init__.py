"""Who comes: registrations, seats, waiting lists, reminders, and what was after the event."""
