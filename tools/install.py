"""Make the virtual environment and install what a lock file pins, if that has changed since the last time.

``python tools/install.py .venv requirements.lock``: runs on a bare Python 3.11, standard library only.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEV = "requirements-dev.lock"
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]


def main() -> None:
    """Bring the environment named first up to the lock file named second."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        sys.exit(f"Hustings needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")
    folder, lock = Path(sys.argv[1]), sys.argv[2]
    if folder.is_symlink():
        return  # somebody shares one environment between work trees and looks after it
    wanted = fingerprint(lock)
    if stamp(folder, lock) == wanted or (lock != DEV and stamp(folder, DEV) == fingerprint(DEV)):
        return
    if not (folder / "bin" / "pip").exists():
        create(folder)
    python = str((folder / "bin" / "python").absolute())
    print(f"Installing {lock} into {folder} ...", flush=True)
    run(python, *PIP, "--no-compile", "--no-deps", "--require-hashes", "-r", str(ROOT / lock))
    run(python, *PIP, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp_file(folder, lock).write_text(wanted)


def create(folder: Path) -> None:
    """Make an empty environment, or say what is missing for that."""
    try:
        import ensurepip  # noqa: F401 - Debian keeps it in a package of its own
        import venv  # noqa: F401
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            f"This Python ({sys.executable}) can make no virtual environment. On Debian and Ubuntu:\n"
            f"    apt install python{version}-venv"
        )
    print(f"Making {folder} with Python {sys.version.split()[0]} ...", flush=True)
    run(sys.executable, "-m", "venv", "--clear", str(folder))


def run(*command: str) -> None:
    """Run to the end; where it fails its own words are on the terminal, ours say what to do."""
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(
            "The installation stopped before its end (see above). It needs the package index once, or a\n"
            "filled pip cache. The same command again goes on from here; `make clean` starts over."
        )


def fingerprint(lock: str) -> str:
    """What the environment depends on."""
    digest = hashlib.sha256(sys.version.encode())
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def stamp_file(folder: Path, lock: str) -> Path:
    """Where the fingerprint of the last installation is kept."""
    return folder / f"{lock}.installed"


def stamp(folder: Path, lock: str) -> str:
    """The fingerprint of the last installation, or nothing."""
    file = stamp_file(folder, lock)
    return file.read_text() if file.exists() and (folder / "bin" / "python").exists() else ""


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
