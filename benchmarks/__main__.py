"""Every benchmark, one after the other; words name some of them: ``python -m benchmarks jobs``.

Options are handed on: ``python -m benchmarks search --people 1000000``.
"""

import subprocess
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Run them; return how many broke off."""
    first = next((at for at, word in enumerate(words) if word.startswith("--")), len(words))
    words, options = words[:first], words[first:]
    found = sorted(Path(__file__).parent.glob("bench_*.py"))
    wanted = [path for path in found if not words or path.stem.removeprefix("bench_") in words]
    return sum(
        subprocess.run([sys.executable, "-m", f"benchmarks.{path.stem}", *options]).returncode != 0
        for path in wanted
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
