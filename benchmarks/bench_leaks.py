"""A published dump read against what we know: mails a second and core, memory, precision and recall by class.

python benchmarks/bench_leaks.py --mails 100000

The truth is planted by ``leak_factory``: signed mail, some with keys used before; mail of which we have a
copy, also one that came another way; copies changed in fifteen ways, some with new Message-IDs and dates;
decoys found by address, mark, link, file and pasted words; forgeries; and unknown mail, made to be mistaken:
answers that quote ours, weekly letters that differ in three numbers. The baseline is mailbox.mbox of Python
with dkimpy verifying each mail, without comparing anything.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]
from benchmarks import leak_factory, leak_signing, leak_writing, report  # noqa: E402

KINDS = ("proven", "same", "altered", "decoy", "forged", "unknown")
_RUN = """
import sys
sys.path[:0] = {path!r}
from benchmarks.bench_leaks import read
read({folder!r}, {jobs})
"""


def main() -> None:
    """Plant, index, read, compare with the truth."""
    options = arguments()
    report.header("Leaks", mails=options.mails, processes=options.jobs, largest_file=options.file)
    with tempfile.TemporaryDirectory(prefix="hustings-leaks-") as name:
        folder = Path(name)
        truth = leak_writing.write(leak_factory.Dump(options.mails, file=options.file), folder)
        size = sum(path.stat().st_size for path in (folder / "dump").iterdir())
        report.figure("dump", size / 1e6, "MB")
        figures = apart(folder, options.jobs)
        n = len(truth)
        report.figure(
            "mails indexed a second of processor", figures["indexed"] / figures["index_cpu"], "mails/s"
        )
        report.figure("mails read a second", n / figures["seconds"], "mails/s")
        report.figure("mails read a second of processor", n / figures["cpu"], "mails/s")
        report.figure("memory, greatest process", figures["memory"], "MB")
        told(folder, truth, options.show)
        if options.baseline:
            baseline(folder, min(n, options.baseline))


def apart(folder: Path, jobs: int) -> dict[str, float]:
    """Index and read in a process of its own, so that its memory is its own."""
    code = _RUN.format(path=sys.path[:2], folder=str(folder), jobs=jobs)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def read(name: str, jobs: int) -> None:
    """What is measured."""
    from mailguard.forensics import case, copies
    from mailguard.forensics.judging import Order

    folder = Path(name)
    before = processor()
    tally = copies.index([f"{folder}/ours"], folder / "index.sqlite3", folder, jobs)
    index_cpu, middle, began = processor() - before, processor(), time.monotonic()
    order = Order(
        datetime(2027, 6, 1, tzinfo=UTC), folder / "index.sqlite3", (folder / "keys.zone",),
        folder / "decoys.json", (leak_factory.OURS,),
    )  # fmt: skip
    case.begin(folder / "case", (f"{folder}/dump",), order)
    assert case.run(folder / "case", order, jobs)
    figures = {
        "indexed": tally.n_read,
        "index_cpu": index_cpu,
        "seconds": time.monotonic() - began,
        "cpu": processor() - middle,
        "memory": max(resource.getrusage(who).ru_maxrss for who in _ALL) / 1024,
    }
    print(json.dumps(figures))


_ALL = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def processor() -> float:
    """Seconds of this process and of those that it ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def told(folder: Path, truth: dict[str, str], show: int) -> None:
    """Precision and recall of each class; recall of each way for those that were changed or forged."""
    from mailguard.forensics.store import Store

    found: dict[str, str] = {}
    with closing(Store(folder / "case")) as store:
        for row in store.rows("ORDER BY id"):
            found[row.sha256] = row.kind
    assert len(found) == len(truth), (len(found), len(truth))
    true = {sha256: kind.partition("/")[0] for sha256, kind in truth.items()}
    for kind in KINDS:
        mine = {each for each, said in found.items() if said == kind}
        right = {each for each, said in true.items() if said == kind}
        report.share(f"precision, {kind}", len(mine & right), len(mine), at_least=0.99)
        report.share(f"recall, {kind}", len(mine & right), len(right), at_least=0.99)
    ways = Counter(truth.values())
    for way, n in sorted(ways.items()):
        right = [each for each, said in truth.items() if said == way]
        hit = sum(found[each] == true[each] for each in right)
        if hit < n or way.startswith(("altered", "forged")):
            report.share(f"  {way}", hit, n)
    wrong = [each for each in truth if found[each] != true[each]]
    for each in wrong[:show]:
        print(f"WRONG {truth[each]} said {found[each]} {each}")


def baseline(folder: Path, n: int) -> None:
    """Python's own mailbox and dkimpy, signatures alone."""
    import mailbox

    import dkim

    records = {}
    for line in leak_signing.keys_file().splitlines()[1:]:
        records[line.split()[0]] = line.partition('"')[2].rstrip('"').encode()
    began, count = time.process_time(), 0
    for path in sorted((folder / "dump").iterdir()):
        for message in mailbox.mbox(path, create=False):
            if count == n:
                break
            raw = message.as_bytes()
            hashlib.sha256(raw).hexdigest()
            if b"DKIM-Signature" in raw[:4_000]:
                with suppress(dkim.DKIMException):
                    dkim.verify(raw, dnsfunc=lambda name, timeout=5: records.get(name.decode()))
            count += 1
    report.figure(
        "baseline: mailbox and dkimpy, signatures alone", count / (time.process_time() - began), "mails/s"
    )


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=100_000)
    parser.add_argument(
        "--file",
        type=int,
        default=30_000,
        help="bytes of the largest attached file: 1400000 makes 13 GB of 100,000 mails",
    )
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="tell so many mails that were judged wrongly")
    parser.add_argument("--baseline", type=int, default=2_000, help="mails for the baseline; 0 leaves it out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
