"""Why a backup is not made or not put back, each in a sentence for whoever asked."""


class Refused(Exception):
    """Nothing was touched."""


class NotWhole(Refused):
    """The file is no backup, or was cut off or altered."""


class TooNew(Refused):
    """A later version of Hustings made it."""


class DoesNotFit(Refused):
    """It holds what this installation has no place for."""
