"""Work that goes on whatever happens: what fails is written down without its content, and tried again."""

import errno
import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from django.core.cache import cache
from django.db import InterfaceError, OperationalError, close_old_connections

log = logging.getLogger(__name__)
TRIES = 5  # of one message, over whatever time
_PAUSE = 3.0  # seconds after a failure
_REMEMBERED = 7 * 86_400
PASSING = (OperationalError, InterfaceError)  # the database is away: no message is to blame
# No room, no memory, too many files: neither.
_OF_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENOMEM, errno.EMFILE, errno.ENFILE}


@contextmanager
def database() -> Iterator[None]:
    """For threads: connections that broke are opened anew."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()


def tried(deed: Callable[[], object], stop: threading.Event) -> None:
    """Do it; a failure ends nothing but this time."""
    try:
        with database():
            deed()
    except Exception as error:
        log.warning("incidents: %s failed: %s", getattr(deed, "__name__", "a deed"), where(error))
        stop.wait(_PAUSE)


def attempt(name: str, deed: Callable[[], object], set_aside: Callable[[], object]) -> bool:
    """Whether this message is dealt with: done now, or set aside after so many tries.

    A try counts before it begins, so that one which kills the process counts, too. What the database or the
    machine is to blame for counts for nothing and is raised, as is a connection that broke.
    """
    key = f"incidents:tries:{name}".replace(" ", ":")
    n = cache.get(key, 0)
    if n < TRIES:
        cache.set(key, n + 1, _REMEMBERED)
        try:
            deed()
        except PASSING:
            cache.set(key, n, _REMEMBERED)
            raise
        except (IMAP4.abort, OSError) as error:
            if getattr(error, "errno", None) in _OF_MACHINE:
                cache.set(key, n, _REMEMBERED)
            raise
        except Exception as error:
            log.warning("incidents: %s, try %d of %d: %s", name, n + 1, TRIES, where(error))
            if n + 1 < TRIES:
                return False
        else:
            cache.delete(key)
            return True
    set_aside()
    cache.delete(key)
    log.error("incidents: %s was set aside", name)
    return True


def where(error: BaseException) -> str:
    """The kind of an error and the line that raised it; its words may hold what strangers wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__} in {last.name}:{last.lineno}" if last else type(error).__name__
