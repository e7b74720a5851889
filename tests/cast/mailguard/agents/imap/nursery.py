"""Loads the engine once, then makes a watcher of itself for each line with the path of settings.

It writes the pid of each, and how it ended (the signal as a negative number). A watcher takes a second to
load what it needs: one that is killed a dozen times would spend a test with that.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from mailguard import Engine
from mailguard.agents.imap import settings
from mailguard.agents.imap.alone import Alone
from mailguard.agents.setup import Setup


class Loaded(Setup):
    """Files of nobody: the engine is there already."""

    def engine(self):
        return ENGINE


ENGINE = Engine()
ENGINE.warm()


def watch(path):
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Alone(settings.load(path), path.parent / "keep", None, Loaded(), "en").run(stop)


def main():
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            watch(Path(line.strip()))
            os._exit(0)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
