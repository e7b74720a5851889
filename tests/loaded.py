"""What ``tests.forking`` forks from: a process that has loaded the platform and opened nothing.

It is set up under plain settings; each process that is forked reads its own before it does anything.
"""

import gc
import importlib
import os
import shutil
import tempfile

VAR = tempfile.mkdtemp(prefix="hustings-loaded-")


def load() -> None:
    """Import what commands of Hustings import, but the commands: those speak as the terminal does."""
    os.environ["HUSTINGS_VAR"] = VAR
    os.environ["DJANGO_SETTINGS_MODULE"] = "hustings.settings"
    import django

    django.setup()
    importlib.import_module("hustings.urls")
    for name in (
        "hustings.foundation.jobs.worker",
        "hustings.foundation.jobs.schedule",
        "hustings.foundation.backups.restore",
        "granian",
    ):
        importlib.import_module(name)
    shutil.rmtree(VAR, ignore_errors=True)
    gc.freeze()


load()
