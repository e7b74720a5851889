"""After an event: its report, thanks, and what participants say."""
