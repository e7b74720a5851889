"""Moderation of consultations: reports, decisions with their reasons, appeals, the public bin and log."""
