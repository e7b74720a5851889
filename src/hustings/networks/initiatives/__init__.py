"""Calls for projects: applications, juries, decisions, and what became of each project."""
