"""Turfs: how far people walk in them, and how near to the shortest each walk is.

HUSTINGS_BENCH_ADDRESSES=addresses.csv python -m benchmarks turfs

The table of addresses is the roll's; without one a town is made.
"""

import os

from benchmarks import report, turfs_cut, turfs_walks

if __name__ == "__main__":
    if not os.environ.get(report.INSIDE):
        turfs_walks.main()
    report.on_each_database(turfs_cut.main)
