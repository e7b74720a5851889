"""Train the engine's learnt part: ``make train MAIL=folder``.

The folder holds ``index.tsv`` (split, label, source, date, cluster, path) and the messages under their paths.
Only the split "train" is read. The same mail gives the same file, byte for byte, in whatever order it is
listed and on however many cores it is read.
"""

import hashlib
import sys
import time
from collections import Counter
from pathlib import Path

from mailguard.policy.model.trees import PATH
from tools.modelling.fitting import fit
from tools.modelling.samples import samples, training


def main(words: list[str]) -> int:
    """Read, fit, write, and say what was read."""
    if len(words) != 1 or not Path(words[0], "index.tsv").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    began = time.monotonic()
    sources = training(Path(words[0]))
    for (label, group), n in sorted(Counter((each.label, each.group) for each in sources).items()):
        print(f"{label:6} {n:6} {group}")
    model = fit(samples(sources)).pack()
    PATH.write_bytes(model)
    print(f"{PATH.name}: {len(model):,} raw, {hashlib.sha256(model).hexdigest()}")
    print(f"{time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
