"""Processes of Hustings that start at once: forked from one that has loaded the platform already.

Starting Python and loading Django, Wagtail and our apps takes three seconds; a fork takes a hundredth of one.
What is started is a process as any other: it has its own environment, settings, files and number, and can be
killed. Where a start itself is to be proven, ``subprocess`` starts one the long way.
"""

import atexit
import importlib
import io
import multiprocessing
import os
import random
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import forkserver, reduction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PREFIXES = ("HUSTINGS_", "DJANGO_")
_context = multiprocessing.get_context("forkserver")
_lock = threading.Lock()  # the environment is everybody's


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what it says to Hustings and Django."""
    return {name: value for name, value in environment.items() if not name.startswith(_PREFIXES)}


class Stream:
    """A file that goes to another process."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def __reduce__(self) -> tuple[Callable[[Any], int], tuple[Any]]:
        return _arrived, (reduction.DupFd(self.fd),)


def _arrived(sent: Any) -> int:
    return int(sent.detach())


class Process:
    """One that was started; spoken to as one of ``subprocess.Popen``."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], out: int, err: int, cwd: str) -> None:
        """Start ``-m module word …``, ``-c code word …`` or ``file.py word …``."""
        _ready()
        given = (list(words), dict(env), Stream(out), Stream(err), cwd)
        self._process = _context.Process(target=_become, args=given, daemon=True)
        self._process.start()
        self.pid: int = self._process.pid or 0
        self.stdout: io.TextIOWrapper | None = None

    @property
    def returncode(self) -> int | None:
        """Its code, or the signal that killed it with a minus, or None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Until it has ended."""
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("hustings", timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """``kill -9``, unless it has ended: its number may be somebody else's by now."""
        if self.poll() is None:
            self._process.kill()

    def terminate(self) -> None:
        """Ask it to end, unless it has."""
        if self.poll() is None:
            self._process.terminate()


def start(
    words: Sequence[str], env: Mapping[str, str], *, log: Path | None = None, cwd: Path = ROOT
) -> Process:
    """A process whose words go to a file; where none is named, ``stdout`` is a pipe."""
    if log:
        with log.open("ab") as file:
            return Process(words, env, file.fileno(), file.fileno(), str(cwd))
    reading, writing = os.pipe()
    try:
        started = Process(words, env, writing, sys.__stderr__.fileno() if sys.__stderr__ else 2, str(cwd))
    finally:
        os.close(writing)
    started.stdout = os.fdopen(reading, encoding="utf-8")
    return started


def run(
    words: Sequence[str], env: Mapping[str, str], *, cwd: Path = ROOT, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """A process that is waited for, and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = Process(words, env, out.fileno(), err.fileno(), str(cwd))
        try:
            code = process.wait(timeout)
        finally:
            process.kill()
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(list(words), code, *said)


def _ready() -> None:
    """Start what is forked from, with nothing of this run's own settings; anew, if somebody killed it."""
    with _lock:
        if _is_alive(getattr(forkserver._forkserver, "_forkserver_pid", None)):
            return
        _context.set_forkserver_preload(["tests.loaded"])
        before = dict(os.environ)
        os.environ.clear()
        os.environ |= clean(before) | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        try:
            forkserver.ensure_running()
        finally:
            os.environ.clear()
            os.environ |= before


def _is_alive(pid: int | None) -> bool:
    try:
        return pid is not None and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _weigh_search() -> None:
    """Do what the library of the search does at its start where that finds PostgreSQL."""
    from modelsearch.backends.database.postgres import weights

    if not weights.BOOSTS_WEIGHTS:
        weights.set_weights()


def _become(words: list[str], env: dict[str, str], out: int, err: int, cwd: str) -> None:
    """In the forked process: be what was asked for."""
    # Nothing to do, unless the server could not import it: it passes over that without a word.
    importlib.import_module("tests.loaded")
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    for fd, number in ((out, 1), (err, 2)):
        os.dup2(fd, number)
        os.close(fd)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    _forget_settings()
    if env.get("HUSTINGS_DATABASE_URL", "").startswith("postgres"):
        _weigh_search()
    try:
        if words[0] == "-c":
            sys.argv = ["-c", *words[2:]]
            exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})
        elif words[0].endswith(".py"):
            sys.argv = words
            runpy.run_path(words[0], run_name="__main__")
        else:
            sys.argv = [words[1], *words[2:]]
            runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()


def _forget_settings() -> None:
    """Let them be read anew, from this environment, when somebody asks; and all that was made of them."""
    from django.conf import global_settings, settings
    from django.core.cache import caches
    from django.core.files.storage import default_storage, storages
    from django.db import connections
    from django.template import engines
    from django.utils.functional import empty

    for handler in (caches, connections):
        for alias in [each for each in handler if hasattr(handler._connections, each)]:
            del handler[alias]
        handler.__dict__.pop("settings", None)
        handler._settings = None
    storages.__dict__.pop("backends", None)
    storages._backends, storages._storages = None, {}
    engines.__dict__.pop("templates", None)
    engines._templates, engines._engines = None, {}
    default_storage._wrapped = empty
    ours = sys.modules.pop("hustings.settings")
    for name, value in vars(settings._wrapped).items():
        if name.isupper() and not hasattr(ours, name) and not hasattr(global_settings, name):
            setattr(global_settings, name, value)  # an app's own default, which it adds as it is loaded
    settings._wrapped = empty


def kill_one(lives: list[int], dice: random.Random) -> int:
    """Kill one of these processes, each at most once: 1, or 0 if none was left or it had ended by itself.

    ``lives`` grows while workers rise again; who is killed leaves it.
    """
    if not lives:
        return 0
    pid = dice.choice(lives)
    lives.remove(pid)
    if not is_below_us(pid):
        return 0
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def is_below_us(pid: int) -> bool:
    """Whether a process was started from here: the number of one that ended goes to a stranger in time."""
    try:
        while pid > 1 and pid != os.getpid():
            status = Path(f"/proc/{pid}/status").read_text()
            pid = int(status.partition("PPid:")[2].split()[0])
    except FileNotFoundError:
        return False
    return pid == os.getpid()
