"""How lines of the log are written."""

import logging


class OneLine(logging.Formatter):
    """A record as one line, whatever error it carries: for those that strangers cause at will."""

    def format(self, record: logging.LogRecord) -> str:
        """Leave out the traceback, and what would begin a new line."""
        bare = logging.makeLogRecord(
            record.__dict__ | {"exc_info": None, "exc_text": None, "stack_info": None}
        )
        return " ".join(super().format(bare).split("\n"))
