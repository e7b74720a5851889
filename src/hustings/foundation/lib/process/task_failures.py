"""Faults of the program that stop long work, in words for those who wait for it; how often it is tried."""

from django.utils.translation import gettext as _

from hustings.foundation.lib.text.jsons import plain
from mailguard.forensics import names

TRIES = 5  # of one work that faults stop, before somebody has to look at it


def why(error: BaseException) -> str:
    """Cause of a failure, short enough to be kept and shown beside the work."""
    if isinstance(error, OSError) and error.strerror:
        file = plain(names.kept(str(error.filename or "")))
        said = f"{error.strerror} ({file})" if file else error.strerror
    else:
        said = f"{type(error).__name__}: {plain(str(error))}"
    return said[:300]


def killed() -> str:
    """The same of work whose workers never came to say it."""
    return _("the worker was stopped several times while running it, or ran out of memory")
