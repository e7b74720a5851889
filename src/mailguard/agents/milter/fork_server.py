"""A loaded process that forks those that judge, so memory is shared; it ends with its starter."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from mailguard.agents.milter import frames
from mailguard.agents.milter.jobs import Job, Outcome
from mailguard.agents.milter.judging import Judge, prepare
from mailguard.agents.milter.settings import Settings
from mailguard.agents.processes.forking import fork
from mailguard.agents.processes.operator_log import weight
from mailguard.agents.processes.supervisor import share
from mailguard.agents.setup import Unusable
from mailguard.files.sandbox import shared

_MOST_MEMORY = 400_000_000  # bytes beyond which a process is replaced
_WEIGHED_EVERY = 50


def main() -> None:
    """``python -m mailguard.agents.milter.fork_server FD``: settings in, a socket for each child."""
    with socket.socket(fileno=int(sys.argv[1])) as end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
        try:
            settings: Settings = frames.receive(end)
            work = prepare(settings)
        except Unusable as error:
            end.sendall(frames.packed(error))
            return
        except EOFError:
            return
        share()
        end.sendall(frames.packed(None))
        _serve(end, work, settings)


def _serve(end: socket.socket, work: Judge, settings: Settings) -> None:
    while True:
        try:
            data, handles, *_ = socket.recv_fds(end, 1, 1)
        except OSError:
            return
        if not data:
            return
        (handle,) = handles
        fork(partial(_judge, handle, end, work, settings), is_tied=False)
        os.close(handle)


def _judge(handle: int, nursery: socket.socket, work: Judge, settings: Settings) -> None:
    """In a child: until the other end of ``handle`` closes."""
    nursery.close()
    try:
        with socket.socket(fileno=handle) as end:
            end.setblocking(True)
            _attend(end, work.reopened(), settings.threads)
    finally:
        shared.close()  # what reads dangerous files ends with us


def _attend(end: socket.socket, work: Callable[[Job], Outcome], n_threads: int) -> None:
    end.sendall(frames.packed(os.getpid()))
    lock = threading.Lock()
    n = 0

    def judge(number: int, job: Job) -> None:
        try:
            outcome: Outcome | str = work(job)
        except Exception as error:  # a mistake of ours must not end the process
            outcome = type(error).__name__
        with lock, suppress(OSError):
            end.sendall(frames.packed((number, outcome)))

    with ThreadPoolExecutor(n_threads) as pool:
        while True:
            try:
                number, job = frames.receive(end)
            except EOFError:
                return
            if n_threads == 1:
                judge(number, job)
            else:
                pool.submit(judge, number, job)
            n += 1
            if n % _WEIGHED_EVERY == 0 and weight() > _MOST_MEMORY:
                with lock, suppress(OSError):
                    end.sendall(frames.packed((-1, time.time())))  # please replace me


if __name__ == "__main__":
    main()
