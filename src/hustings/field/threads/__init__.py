"""Threads of the people of a group or an event, by relay addresses."""
