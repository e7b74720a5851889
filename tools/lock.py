"""Pin every dependency: requirements.lock to run the platform, requirements-dev.lock to work on it.

Both hold versions and hashes for every supported Python and system, and no addresses: pip asks whatever index
the machine is set up for. Run by ``make lock``.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
HEADER = "# Written by `make lock` from pyproject.toml. {}\n"
LOCKS = {
    "requirements.lock": ("What running the platform needs.", ["--no-dev", "--group", "build"]),
    "requirements-dev.lock": ("The same and what testing and checking need.", ["--group", "dev"]),
}


def main() -> None:
    """Resolve once, write both files, refuse an address in either."""
    subprocess.run([UV, "lock", "--quiet", "--upgrade", "--project", ROOT], check=True)
    for name, (purpose, groups) in LOCKS.items():
        flags = [
            "--frozen",
            "--no-emit-project",
            "--no-header",
            "--no-annotate",
            "--extra",
            "platform",
            *groups,
        ]
        export = [UV, "export", "--project", ROOT, "--quiet", *flags]
        pins = subprocess.run(export, check=True, capture_output=True, text=True).stdout
        if "://" in pins or "--index" in pins or "--find-links" in pins:
            sys.exit(f"{name} would hold an address: a dependency comes from elsewhere than an index")
        (ROOT / name).write_text(HEADER.format(purpose) + pins)


if __name__ == "__main__":
    main()
