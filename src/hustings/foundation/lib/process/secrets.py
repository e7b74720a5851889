"""A secret made at first start and kept in a file that only its owner reads."""

import os
import secrets as random
import time
from pathlib import Path


def kept_in(path: Path) -> str:
    """The secret in ``path``, made by the first of several processes. OSError where it can't be written."""
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w") as file:
        file.write(random.token_urlsafe(50))
    return _read(path)


def _read(path: Path) -> str:
    for _ in range(50):
        if secret := path.read_text().strip():
            return secret
        time.sleep(0.02)  # its maker is about to write it
    raise OSError(f"{path} is empty: delete it and start again to have a new secret key made")
