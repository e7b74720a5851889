"""Speakers that groups ask for: requested by a host, offered by the team, accepted by a click."""
