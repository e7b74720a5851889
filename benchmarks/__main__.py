"""Every benchmark, one after the other; words name some of them: ``python -m benchmarks jobs``.

Options are handed on: ``python -m benchmarks search --people 1000000``.
"""

import ast
import subprocess
import sys
from pathlib import Path

BENCHMARKS = {
    path.stem.removeprefix("bench_"): path for path in sorted(Path(__file__).parent.glob("bench_*.py"))
}


def main(words: list[str]) -> int:
    """Run them; return how many broke off, or 2 where a name is none of theirs."""
    first = next((at for at, word in enumerate(words) if word.startswith("-")), len(words))
    names, options = words[:first], words[first:]
    if not names and {"-h", "--help"} & set(options):
        print(contents())
        return 0
    if unknown := [name for name in names if name not in BENCHMARKS]:
        print(f"No benchmark is called {', '.join(unknown)}.\n\n{contents()}", file=sys.stderr)
        return 2
    return sum(
        subprocess.run([sys.executable, "-m", f"benchmarks.bench_{name}", *options]).returncode != 0
        for name in names or BENCHMARKS
    )


def contents() -> str:
    """The use of this command, and the benchmarks with the first line of each."""
    width = max(map(len, BENCHMARKS))
    lines = [f"  {name:{width}}  {_first_line(path)}" for name, path in BENCHMARKS.items()]
    use = "python -m benchmarks [NAME …] [--OPTION …]\n"
    more = "Without a name all of them run, for hours. NAME --help: its options.\n"
    return "\n".join([use, more, *lines])


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
