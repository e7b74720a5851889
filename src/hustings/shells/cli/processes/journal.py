"""Log file of the processes of ``hustings up``: what goes well, so that the terminal shows what does not."""

import os
import re
from pathlib import Path

LONGEST = 10 * 2**20  # bytes; then the file becomes NAME.1 and a new one begins
_LEVEL = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (DEBUG|INFO) ")


class Journal:
    """A file of lines, readable by its owner alone, that never takes more than twice ``LONGEST``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keeps(self, line: str) -> bool:
        """Write a line down, lost on a full disk; whether that is enough, for nothing but good progress."""
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8", errors="replace") as file:
                file.write(f"{line}\n")
                is_full = file.tell() > LONGEST
            if is_full:
                self.path.replace(self.path.with_name(f"{self.path.name}.1"))
        except OSError:
            pass  # what goes wrong is still said on the terminal
        return bool(_LEVEL.match(line.partition("| ")[2]))
