"""The refusal that all deeds on mailings have in common."""


class Refused(Exception):
    """The mailing can't do that now; the message says why."""
