"""Data that the platform gives to guards of mail, and what became of it."""
