"""Takes the pictures of README and docs anew, by walking the journey and the networks with a real browser.

    .venv/bin/python tools/pictures.py

It takes a few minutes. Pictures are reduced to 64 colours, which a page of HQ hardly needs more of.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
WANTED = ROOT / "docs" / "pictures"
DESK = ("dashboard", "import-columns", "import-check", "segment", "compose", "sent", "person")
DESK += ("sequence", "versions", "bouncing")
PHONE = ("home-phone", "welcome-phone", "sale-phone", "match-phone", "jury-phone")


def main() -> None:
    """Walk, reduce, keep."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"HUSTINGS_PICTURES": folder, "HUSTINGS_PEOPLE": "5000"}
        command = [sys.executable, "-m", "pytest", "tests/system/journey", "tests/system/networks"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        reduce(Path(folder))


def reduce(folder: Path) -> None:
    """Keep the named pictures, small."""
    WANTED.mkdir(exist_ok=True)
    for name in DESK + PHONE:
        picture = Image.open(folder / f"{name}.png").convert("RGB")
        colours = 255 if name in PHONE else 64
        picture.quantize(colours).save(WANTED / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
