"""Sequences of messages that start when people do something."""
