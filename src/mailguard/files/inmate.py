"""Inside the sandbox: take a file, read it, answer, until the pipe ends.

Limits are set here, so that a parent with threads starts us safely; timers kill compiled code, too.
"""

import importlib
import json
import os
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import IO, Any

from mailguard.files import reasons
from mailguard.files.finding import Case, pack

_MOST_MEMORY_KEPT = 300_000_000  # bytes: past this we ask to be replaced
_FORBIDDEN = frozenset(
    "subprocess.Popen os.system os.exec os.fork os.forkpty os.posix_spawn os.spawn os.kill os.remove "
    "os.rename os.rmdir os.mkdir os.chmod os.chown os.link os.symlink os.truncate shutil.rmtree "
    "socket.connect socket.bind socket.sendto socket.getaddrinfo socket.gethostbyname".split()
)


def main() -> None:
    """Serve the pipe on standard input and output; never returns."""
    memory, patience = int(sys.argv[1]), float(sys.argv[2])
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # what libraries print must not get into our answers
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # no file is written
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse)
    _answer(answers, {"ready": True})
    while serve_one(questions, answers, patience):
        pass
    os._exit(0)


def serve_one(questions: IO[bytes], answers: IO[bytes], patience: float) -> bool:
    """Read one question and answer it; False at the end of the pipe."""
    head = questions.read(4)
    if len(head) < 4:
        return False
    question = json.loads(questions.read(*struct.unpack("<I", head)))
    data = questions.read(question["size"])
    signal.setitimer(signal.ITIMER_REAL, patience + 5)  # importing counts on the clock alone
    try:
        case = question["case"]
        case["passwords"] = tuple(case["passwords"])
        reader = importlib.import_module(f"mailguard.files.inside.{question['reader']}")
        signal.setitimer(signal.ITIMER_PROF, question["seconds"])
        found, blobs = pack(reader.read(data, Case(**case)))
        answer: dict[str, Any] = {"found": found, "sizes": [len(blob) for blob in blobs]}
    except MemoryError:
        os._exit(3)
    except Exception as error:  # a library may raise anything
        blobs, answer = [], {"error": reasons.why(error)[:200], "sizes": []}
    signal.setitimer(signal.ITIMER_PROF, 0)
    if _memory() > _MOST_MEMORY_KEPT:
        answer["bye"] = True
    _answer(answers, answer, blobs)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return True


def _memory() -> int:
    """Bytes in memory now, 0 where the system doesn't say (ru_maxrss would count our parent's, too)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def _answer(answers: IO[bytes], values: dict[str, Any], blobs: list[bytes] | None = None) -> None:
    text = json.dumps(values).encode()
    answers.write(struct.pack("<I", len(text)) + text)
    for blob in blobs or []:
        answers.write(blob)
    answers.flush()


def _refuse(event: str, _values: tuple[Any, ...]) -> None:
    """A hook for audit events: nothing here starts programs, opens connections or changes files."""
    if event in _FORBIDDEN:
        raise PermissionError(f"the sandbox forbids {event}")
