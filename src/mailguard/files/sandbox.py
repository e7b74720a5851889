"""A process apart for the libraries that hostile files could hang, crash or take over.

It is replaced when it takes too long or dies, and ends with its pipe or timer; PR_SET_PDEATHSIG would fire
with a *thread*. No fork without exec: our threads' locks can't stay in it.
"""

import atexit
import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from typing import Any

from mailguard.files.finding import Case, Finding, unpack

_START = "import sys; sys.path[:] = {path!r}; from mailguard.files.inmate import main; main()"
_MOST_JOBS = 1_000  # libraries leak; a fresh process costs 50 ms
_MOST_ANSWER = 4_000_000  # bytes of JSON
_MOST_BLOBS = 80_000_000
_GRACE = 25.0  # seconds for starting and importing on a busy machine


class Unread(Exception):
    """The sandbox could not read the file; the message says why, for people."""


class Sandbox:
    """One process. ``seconds`` is the processor time, ``patience`` the time on the clock, for one reading."""

    def __init__(self, seconds: float = 2.5, patience: float = 12.0, memory: int = 1_200_000_000) -> None:
        self.seconds, self.patience, self.memory = seconds, patience, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Of the running process, None where there is none."""
        return self._process.pid if self._process else None

    def read(self, reader: str, data: bytes, case: Case) -> Finding:
        """Let ``reader`` (a module of ``files.inside``) read ``data``, or raise Unread."""
        if not self._lock.acquire(timeout=self.patience + _GRACE):
            raise Unread("other files took too long")
        try:
            return self._ask(reader, data, case)
        except (OSError, ValueError, TypeError, KeyError, EOFError, struct.error) as error:
            self.close()
            raise Unread("reading it crashed" if isinstance(error, EOFError) else str(error)) from error
        except TimeoutError as error:
            self.close()
            raise Unread("reading it took too long") from error
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process, if there is one; a later reading starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        _let_go(process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)

    def forget(self) -> None:
        """In a child after a fork: the process is our parent's; only our ends of its pipes are closed."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None:
            process.returncode = 0  # not ours to wait for
            _let_go(process)

    def _ask(self, reader: str, data: bytes, case: Case) -> Finding:
        process = self._running()
        assert process.stdin and process.stdout
        question = json.dumps(
            {"reader": reader, "size": len(data), "case": asdict(case), "seconds": self.seconds}
        ).encode()
        end = time.monotonic() + self.patience
        _send(process.stdin.fileno(), struct.pack("<I", len(question)) + question, end)
        _send(process.stdin.fileno(), data, end)
        answer = _receive_json(process.stdout.fileno(), end)
        sizes = [int(size) for size in answer["sizes"]]
        if sum(sizes) > _MOST_BLOBS or min(sizes, default=0) < 0:
            raise ValueError("its answer is too long")
        blobs = [_receive(process.stdout.fileno(), size, end) for size in sizes]
        self._jobs += 1
        if self._jobs >= _MOST_JOBS or answer.get("bye"):
            self.close()
        if answer.get("error"):
            raise Unread(str(answer["error"])[:200])
        return unpack(answer["found"], blobs)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        code = _START.format(path=[entry for entry in sys.path if entry])
        arguments = [sys.executable, "-I", "-S", "-c", code, str(self.memory), str(self.patience)]
        self._jobs = 0
        self._process = process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd="/",
            env={"LANG": "C.UTF-8", "PATH": "/nowhere"},
            start_new_session=True,  # a Ctrl-C in the terminal is for us
        )
        assert process.stdin and process.stdout
        os.set_blocking(process.stdin.fileno(), False)
        os.set_blocking(process.stdout.fileno(), False)
        _receive_json(process.stdout.fileno(), time.monotonic() + _GRACE)  # it has started
        return process


def _let_go(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


def _wait(pipe: int, mask: int, end: float) -> None:
    poll = select.poll()
    poll.register(pipe, mask)
    if not poll.poll(max(0.0, end - time.monotonic()) * 1_000):
        raise TimeoutError


def _send(pipe: int, data: bytes, end: float) -> None:
    left = memoryview(data)
    while left:
        try:
            left = left[os.write(pipe, left[:1_048_576]) :]
        except BlockingIOError:
            _wait(pipe, select.POLLOUT, end)
        except BrokenPipeError as error:
            raise EOFError from error


def _receive(pipe: int, size: int, end: float) -> bytes:
    pieces = []
    while size:
        try:
            piece = os.read(pipe, min(size, 1_048_576))
        except BlockingIOError:
            _wait(pipe, select.POLLIN, end)
            continue
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _receive_json(pipe: int, end: float) -> dict[str, Any]:
    (size,) = struct.unpack("<I", _receive(pipe, 4, end))
    if size > _MOST_ANSWER:
        raise ValueError("its answer is too long")
    answer = json.loads(_receive(pipe, size, end))
    if not isinstance(answer, dict):
        raise TypeError("its answer makes no sense")
    return answer


shared = Sandbox()
atexit.register(shared.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=shared.forget)
