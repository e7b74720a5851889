"""Throw broken and hostile messages at the reader: it must neither raise nor take long, whatever comes.

    python -m tools.fuzz_parse --seconds 60 [--seed 1] [--whole] [FILE OR FOLDER …]

Messages of the files named, or a few of our own, are cut, joined and twisted; beside them come messages
made to be slow. ``--whole`` goes on to the verdict: proofs looked up at odd name servers, odd envelopes,
detectors, judgement and what is shown. Ends with 1 if one raised, took more than 2 s or gave facts that JSON
loses.
"""

import argparse
import itertools
import json
import random
import resource
import sys
import time
import traceback
from pathlib import Path

from mailguard import codec
from mailguard.agents.report import row
from mailguard.cli.showing import Showing
from mailguard.engine import Engine
from mailguard.i18n import LANGUAGES
from mailguard.message.parse import parse
from tools import hostile, odd_worlds

_SLOW = 2.0  # seconds
PIECES = (
    b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"=?utf-8?q?", b"?=", b"--", b"boundary=", b'"', b"<", b">", b"(",
    b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Type: message/rfc822\n", b";",
    b"charset=utf-7",
    b"Content-Transfer-Encoding: base64\n", b"<a href=", b"<style>", b"<!--", b"\xe2\x80\x8b", b"&#x41;",
)  # fmt: skip


def twisted(seeds: list[bytes], chance: random.Random) -> bytes:
    """One of the seeds, changed in one to eight places."""
    data = bytearray(chance.choice(seeds)[:300_000])
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 2, 8, 64, 512))
        deed = chance.randrange(6)
        if deed == 0:
            del data[at : at + length]
        elif deed == 1:
            data[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 50))
        elif deed == 2:
            data[at : at + length] = chance.randbytes(length)
        elif deed == 3:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[at:at] = other[start : start + length * 8]
        elif deed == 4:
            data[at:at] = data[at : at + length] * chance.choice((2, 5, 40))
        else:
            start = chance.randrange(len(data) + 1)
            data[at : at + length] = data[start : start + length]
    return bytes(data)


def tried(raw: bytes, is_replayed: bool) -> float:
    """Read one message; its time in seconds of the processor."""
    start = time.process_time()
    facts = parse(raw).facts
    taken = time.process_time() - start
    if is_replayed and codec.from_json(json.loads(json.dumps(codec.to_json(facts)))) != facts:
        raise ValueError("the facts are lost on the way through JSON")
    return taken


def judged(raw: bytes, engine: Engine, chance: random.Random) -> float:
    """Judge one message and show it, in both languages; its time in seconds of the processor."""
    envelope = odd_worlds.envelope(chance)
    raw = odd_worlds.headed(raw, chance)
    start = time.process_time()
    verdict = engine.analyse(raw, envelope)
    taken = time.process_time() - start
    if not 0 <= verdict.probability <= 1:
        raise ValueError(f"a probability of {verdict.probability}")
    for language in LANGUAGES:
        json.dumps(row(verdict, language, is_whole=True))
        Showing(language=language, is_whole=True).verdict("x", verdict)
    return taken


def seeds_of(paths: list[Path]) -> list[bytes]:
    """The messages in files and folders, or our own."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [file.read_bytes() for file in files if file.is_file()] or list(hostile.SMALL)


def main() -> int:
    """Run for so many seconds and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("var/fuzz"), help="where failing messages are kept")
    parser.add_argument("--whole", action="store_true", help="judge and show it, too")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    seeds = seeds_of(options.paths)
    engine = odd_worlds.engine(chance) if options.whole else None
    made = itertools.chain(seeds, (make() for make in hostile.LARGE.values()))
    n, n_failed, worst, end = 0, 0, 0.0, time.monotonic() + options.seconds
    while time.monotonic() < end:
        raw = next(made, None)
        raw = twisted(seeds, chance) if raw is None else raw
        n += 1
        try:
            taken = judged(raw, engine, chance) if engine else tried(raw, n % 20 == 0)
        except Exception:
            traceback.print_exc()
            taken = -1.0
        worst = max(worst, taken)
        if taken < 0 or taken > _SLOW:
            n_failed += 1
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{options.seed}-{n}.eml").write_bytes(raw)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{n} messages, {n_failed} failed, the slowest took {worst:.3f} s, {memory} MB at most")
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())
