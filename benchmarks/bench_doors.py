"""Doors: addresses from files into buildings."""

from benchmarks import doors_import, report


def main() -> None:
    """Measure each part."""
    doors_import.main()


if __name__ == "__main__":
    report.on_each_database(main)
