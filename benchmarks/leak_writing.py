"""A generated dump and the archive it was taken from, written as mailboxes."""

import hashlib
import json
from pathlib import Path

from benchmarks.leak_factory import DECOY, DECOY_FILE, PEOPLE, Dump
from benchmarks.leak_signing import keys_file


def write(dump: Dump, folder: Path, n_older: int = 600) -> dict[str, str]:
    """``dump/`` (an mbox a person), ``ours/``, keys and decoys; class and way by the SHA-256 of each mail."""
    (folder / "dump").mkdir(parents=True)
    (folder / "ours").mkdir()
    truth: dict[str, str] = {}
    boxes = {name: (folder / "dump" / f"{name}.mbox").open("wb") for name in PEOPLE}
    with (folder / "ours" / "archive.mbox").open("wb") as ours:
        for raw in dump.older(n_older):
            ours.write(in_mbox(raw))
        for number in range(dump.n):
            made = dump.make(number)
            plain = in_mbox(made.raw)
            boxes[made.box].write(plain)
            truth[hashlib.sha256(as_read(plain)).hexdigest()] = f"{made.kind}/{made.how}"
            if made.ours is not None:
                ours.write(in_mbox(made.ours))
    for file in boxes.values():
        file.close()
    (folder / "keys.zone").write_text(keys_file())
    decoy = DECOY | {"sha256": [hashlib.sha256(DECOY_FILE).hexdigest()]}
    (folder / "decoys.json").write_text(json.dumps({"decoys": [decoy]}))
    return truth


def in_mbox(raw: bytes) -> bytes:
    """One mail of an mbox (RFC 4155)."""
    text = raw.replace(b"\r\n", b"\n")
    text = b"".join(
        b">" + line if line.lstrip(b">").startswith(b"From ") else line
        for line in text.splitlines(keepends=True)
    )
    return b"From nora@valbrune.example Mon Jan  5 07:00:00 2026\n" + text + b"\n"


def as_read(entry: bytes) -> bytes:
    """The bytes of that mail as they are read back."""
    lines = entry.partition(b"\n")[2].splitlines(keepends=True)
    return b"".join(
        line[1:] if line.lstrip(b">").startswith(b"From ") and line[:1] == b">" else line for line in lines
    )
