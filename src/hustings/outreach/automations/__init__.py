"""Sequences of messages that people enter by what they do."""
