"""Addresses: municipalities, their buildings, and the doors in them."""
