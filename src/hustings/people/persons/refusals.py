"""What all refusals of this app have in common."""


class Refused(ValueError):
    """A deed was not done; the message says why, to whoever asked for it."""
