"""A process that appends a hundred entries and stays in the midst of it: ``slow_writer.py DEVICE``."""

import sys
import time
from typing import Any

import django


def main(pk: str) -> None:
    """Say so once everything is written and nothing is committed."""
    django.setup()
    from dataclasses import replace

    from hustings.foundation.sync import kinds, log
    from hustings.foundation.sync.models import Handset
    from tests.cast.foundation.sync import tally

    def stay(*settled: Any) -> None:
        tally.settle(*settled)
        print("written", flush=True)
        time.sleep(600)

    with kinds.kinds.replaced(replace(tally.KIND, settle=stay)):
        log.append(Handset.objects.get(pk=pk), [tally.entry(n) for n in range(1, 101)])


if __name__ == "__main__":
    main(sys.argv[1])
