"""``make bench-mail MAIL=folder``: quality, attacks on a campaign, peers, speed, and probes for leakage."""

import argparse
import importlib
import os
import sys
import time
from pathlib import Path

from benchmarks import report
from benchmarks.mail.settings import Settings

PARTS = ("quality", "spear", "probes", "speed", "peers")
NEEDED = """A folder of real mail is needed: make bench-mail MAIL=folder

It holds index.tsv (tab-separated; columns split, label, source, date, cluster, path) and the messages under
those paths. split is train or dev, label is phish, spam or ham; near-duplicates share a cluster.
NEWSLETTERS=file.jsonl names bodies of campaign newsletters, one {"body_text": …} a line; without it
newsletters are not measured. ONLY=quality,spear,probes,speed,peers runs some parts."""


def main() -> int:
    """Run the parts that are wanted; 2 where the mail is missing."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.mail", description=__doc__)
    words.add_argument("--mail", type=Path)
    words.add_argument("--newsletters", type=Path)
    words.add_argument("--only", default=",".join(PARTS), help="parts, with commas between")
    words.add_argument("--bodies", type=int, default=1_500, help="newsletters wrapped in each style")
    words.add_argument("--letters", type=int, default=250, help="made letters of each kind and language")
    words.add_argument("--attacks", type=int, default=20, help="made attacks of each family and language")
    words.add_argument("--peers", type=int, default=1_300, help="messages shown to all three engines")
    words.add_argument("--speed", type=int, default=1_000, help="signed messages that are timed")
    words.add_argument("--jobs", type=int, default=os.cpu_count())
    found = words.parse_args()
    if found.mail is None or not (found.mail / "index.tsv").is_file():
        print(NEEDED, file=sys.stderr)
        return 2
    wanted = found.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        words.error(f"there is no part {min(unknown)}; there are {', '.join(PARTS)}")
    settings = Settings(
        found.mail,
        found.newsletters,
        found.bodies,
        found.letters,
        found.attacks,
        found.peers,
        found.speed,
        found.jobs,
    )
    began = time.monotonic()
    for part in (each for each in PARTS if each in wanted):
        importlib.import_module(f"benchmarks.mail.{part}").run(settings)
    report.figure("the whole run took", time.monotonic() - began, "s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
