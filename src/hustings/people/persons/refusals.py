"""Base of all refusals of this app."""


class Refused(ValueError):
    """A deed was not done; the message says why, to whoever asked for it."""
