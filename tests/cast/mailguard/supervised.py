"""A supervised program to be killed: ``python -m tests.cast.mailguard.supervised FILE MODE``.

Each start of a child adds a line ``name pid`` to FILE, each end ``name ended code pause``.
"""

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

from mailguard.agents.processes import supervisor
from mailguard.agents.processes.supervisor import Child, Restart, Supervisor

FILE, MODE = Path(sys.argv[1]), sys.argv[2]


def note(line: str) -> None:
    with FILE.open("a") as file:
        file.write(f"{line}\n")


def live(name: str) -> int:
    note(f"{name} {os.getpid()}")
    print(f"{name} says hello")
    sys.stdout.flush()
    if MODE == "crash":
        return 3
    if MODE == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        note(f"{name} stands")
    if MODE == "silent" and name == "b":
        supervisor.beat()
    while True:
        if name == "a":
            supervisor.beat()
        time.sleep(0.05)


def main() -> None:
    silence = 1.0 if MODE == "silent" else 0.0
    children = [Child(name, partial(live, name), silence=silence, title=f"child {name}") for name in "ab"]
    watch = Supervisor(
        children,
        ended=lambda child, code, pause: note(f"{child.name} ended {code} {pause}"),
        said=lambda child, line: note(f"heard {child.name}: {line}"),
        again=lambda: watch.keep([Child("a", partial(live, "a"))]),
        restart=Restart(first=0.1, most=0.4, good=30.0),
        grace=0.5,
    )
    supervisor.share()
    watch.run()
    note("over")


main()
