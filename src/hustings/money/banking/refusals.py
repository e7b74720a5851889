"""Reasons why a statement is not taken in."""

from hustings.people.persons.refusals import Refused


class Unread(Refused):
    """A file is none that we can read; the message says what is wrong."""
