"""Encodings of words, bodies and characters in mail."""
