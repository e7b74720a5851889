"""Reasons why a deed of a call is not done."""

from hustings.people.persons.refusals import Refused


class NotDone(Refused):
    """All stays as it is; the message says why, and what to do."""


class Late(NotDone):
    """The deadline and its grace are over."""


class NotNow(NotDone):
    """The application, or the round, is in no state for that."""


class TooManyFiles(NotDone):
    """An application has as many files as it may."""


class NotReady(NotDone):
    """Something has to be done before."""


class Barred(NotDone):
    """A conflict of interest stands against it."""
