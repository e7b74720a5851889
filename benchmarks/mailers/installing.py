"""Python environments that live as long as a run."""

import subprocess
import sys
from pathlib import Path


class Unavailable(Exception):
    """A sender can't be installed or doesn't run; the message is its own error."""


def install(folder: Path, *packages: str) -> Path:
    """A fresh environment with these packages; its Python."""
    call(sys.executable, "-m", "venv", str(folder))
    python = folder / "bin" / "python"
    call(str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages)
    return python


def call(*words: str, **environment: str) -> str:
    """What it says; its last line where it fails."""
    done = subprocess.run(words, capture_output=True, text=True, env=environment or None, cwd="/")
    if done.returncode:
        lines = (done.stderr or done.stdout or "failed").strip().splitlines()
        named = [line for line in lines if "Error" in line or "error" in line] or lines
        raise Unavailable(f"{Path(words[0]).name} {' '.join(words[1:])[:80]}: {named[-1]}")
    return done.stdout


def stop(running: "list[subprocess.Popen[bytes]]") -> None:
    """End processes of ours."""
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
