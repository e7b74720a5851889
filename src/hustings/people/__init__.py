"""The people the campaign knows, their consents and their data."""
