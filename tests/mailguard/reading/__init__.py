"""Bytes to facts."""
