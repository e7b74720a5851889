"""Webhooks: other tools told at once of what happens here, signed and tried again for days."""
