"""Reported and intercepted mail: incidents, commands, exercises."""
