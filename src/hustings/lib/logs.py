"""How lines of the log are written."""

import logging
import re
from typing import Any

# Whoever knows the rest of such an address is let in, or answers for somebody: links in mails. The proxy's
# configuration in deploy/ leaves out the same.
SECRET = re.compile(
    r"(?P<kept>/(?:sign-ups|my-data/links|my-data/addresses|my-data/thanks|account/invitation|account/confirm-email"
    r"|account/password/reset/key|password_reset/confirm|u|with|petitions/signatures|appeals/voices|m/c/[^/?\s]+|m/o|shared)/)[^/?\s][^?\s]*"
)


class Line(logging.Formatter):
    """A record with the secrets of links left out: Django names the path of what went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        """What is kept of such a link is what it is for."""
        return SECRET.sub(r"\g<kept>…", super().format(record))


class OneLine(Line):
    """A record as one line, whatever error it carries: for those that strangers cause at will."""

    def format(self, record: logging.LogRecord) -> str:
        """Leave out the traceback, and what would begin a new line."""
        bare = logging.makeLogRecord(
            record.__dict__ | {"exc_info": None, "exc_text": None, "stack_info": None}
        )
        return " ".join(super().format(bare).split("\n"))


_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
_BARE = {"handlers": ["stderr, one line"], "propagate": False}


def config(*, ours: str, others: str) -> dict[str, Any]:
    """All of it, as ``logging.config`` reads it; levels of our own lines and of those of libraries."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": f"{__name__}.Line", "format": _LINE},
            "one line": {"()": f"{__name__}.OneLine", "format": _LINE},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
            "stderr, one line": {"class": "logging.StreamHandler", "formatter": "one line"},
        },
        "root": {"handlers": ["stderr"], "level": others},
        "loggers": {
            "hustings": {"level": ours},
            "django.security": _BARE,  # strangers' mistakes: a wrong name, a path that leads out
            "django.request": {"level": "ERROR"},  # what was answered with 4xx is the asker's
            "django_tasks": {"level": "CRITICAL"},  # hustings.jobs logs them, without words that name people
        },
    }
