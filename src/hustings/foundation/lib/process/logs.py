"""How lines of the log are written."""

import logging
import re
from functools import cache
from typing import Any

from django.apps import apps

from hustings.foundation.lib import routes


@cache
def _secret() -> re.Pattern[str]:
    return routes.secret()


def without_secrets(line: str) -> str:
    """Keep of a secret link only its purpose. Before the apps are ready nobody asks for one."""
    return _secret().sub(r"\g<kept>…", line) if apps.ready else line


class Line(logging.Formatter):
    """A record with the secrets of links left out: Django names the path of what went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class OneLine(Line):
    """A record as one line, whatever error it carries: for those that strangers cause at will."""

    def format(self, record: logging.LogRecord) -> str:
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
            "django_tasks": {
                "level": "CRITICAL"
            },  # hustings.foundation.jobs logs them, without words that name people
        },
    }
