"""Reported and intercepted e-mails: incidents, commands, exercises."""
