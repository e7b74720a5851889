"""Doors: addresses from files into buildings; notes of phones without a network.

python -m benchmarks.bench_doors --schedules 10000
"""

import argparse

from benchmarks import doors_import, doors_phone, doors_sync, report


def main() -> None:
    """Measure each part."""
    words = argparse.ArgumentParser()
    words.add_argument("--schedules", type=int, default=10_000)
    asked = words.parse_args()
    doors_import.main()
    doors_sync.main(asked.schedules)
    doors_phone.main()


if __name__ == "__main__":
    report.on_each_database(main)
