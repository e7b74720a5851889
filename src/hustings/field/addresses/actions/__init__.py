"""Deeds on addresses: on buildings, on doors."""
