"""Refusals of an act in a consultation, by name."""


class NotOpen(Exception):
    """The phase takes no such act: it has not begun, is over, or is of another kind."""


class NotInvited(Exception):
    """The consultation is for people of a segment, and this one is not among them."""


class Barred(Exception):
    """Moderators have barred this participant."""


class Gone(Exception):
    """The item was hidden or taken back meanwhile."""


class Changed(Exception):
    """The item has another version now: what was read is not what stands."""


class TooMany(Exception):
    """More in an hour than one voice may write."""
