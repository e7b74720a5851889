"""The public archive of mailings: its contents, dates and messages without personal data."""
