"""Canvassing: walk lists on phones, what was noted at each door, and what it comes to."""
