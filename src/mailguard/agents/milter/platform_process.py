"""The process beside a milter that talks with the platform: mail never waits for it."""

import asyncio
import fcntl
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from mailguard.agents.milter import frames
from mailguard.agents.milter.settings import Settings
from mailguard.agents.platform.carrying import Carrier
from mailguard.agents.platform.client import Uplink
from mailguard.agents.platform.folder import Folder
from mailguard.agents.processes.operator_log import say

_PAUSE = 5.0  # seconds before one that died is started again
_CHANGED = b"c"


class Line:
    """Keeps the process alive; ``changed`` is called when it fetched a profile or a memory."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._settings: Settings | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._end: socket.socket | None = None

    def use(self, settings: Settings) -> None:
        """Talk with the platform of these settings, if they name one."""
        self.close()
        self._settings = settings
        if settings.platform is None:
            return
        self._end, theirs = socket.socketpair()
        words = [sys.executable, "-P", "-m", "mailguard.agents.milter.platform_process", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                words, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self._end.sendall(frames.packed(settings))
        asyncio.get_running_loop().add_reader(self._end, self._heard, self._end)

    def _heard(self, end: socket.socket) -> None:
        if end.recv(100):
            self._changed()
        elif self._end is end and self._settings:
            settings = self._settings
            self.close()
            asyncio.get_running_loop().call_later(_PAUSE, self._again, settings)

    def _again(self, settings: Settings) -> None:
        if self._settings is settings and self._process is None:
            self.use(settings)

    def close(self) -> None:
        """End it; whatever it was at is done again by the next one."""
        if self._end:
            asyncio.get_running_loop().remove_reader(self._end)
            self._end.close()
        if self._process:
            self._process.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        self._end = self._process = None


def main() -> None:
    """``python -m mailguard.agents.milter.platform_process FD``: settings in, news out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with socket.socket(fileno=int(sys.argv[1])) as end:
        try:
            settings: Settings = frames.receive(end)
        except EOFError:
            return
        _go_round(end, settings)


def _go_round(end: socket.socket, settings: Settings) -> None:
    folder = Folder(settings.folder)
    alone = (settings.folder / "line.lock").open("w")  # until one before us has come to its end
    fcntl.flock(alone, fcntl.LOCK_EX)
    with alone:
        _talk(end, settings, folder)


def _talk(end: socket.socket, settings: Settings, folder: Folder) -> None:
    assert settings.platform
    carrier = Carrier(folder, settings.release, settings.language)
    uplink = Uplink(folder, settings.platform, carrier.carry)
    told = ""
    while True:
        before = _state(folder)
        pause = uplink.round()
        if uplink.complaint != told:
            told = uplink.complaint
            say(f"{settings.platform.url}: {told or 'OK'}")
        if _state(folder) != before:
            end.sendall(_CHANGED)
        if _is_alone(end, pause):
            return


def _state(folder: Folder) -> tuple[int, ...]:
    """Changes when profile or memory do. Rules are looked at by those that judge."""
    return tuple(path.stat().st_ino if path.exists() else 0 for path in (folder.profile, folder.memory))


def _is_alone(end: socket.socket, pause: float) -> bool:
    """Wait; whether the one that started us is gone."""
    end.settimeout(max(pause, 0.01))
    try:
        return not end.recv(1)
    except TimeoutError:
        return False
    except OSError:
        time.sleep(0.1)
        return True


if __name__ == "__main__":
    main()
