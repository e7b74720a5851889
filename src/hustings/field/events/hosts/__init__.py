"""Hosts of groups and their events: what they are told."""
