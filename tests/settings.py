"""The real settings with a private folder, and PostgreSQL where the run asks for it."""

import os
import shutil
import tempfile
from pathlib import Path

from tests import postgres

os.environ["LANGUAGE"] = "en"  # which the command line speaks here, whoever runs the tests

CLUSTER: postgres.Cluster | None = None  # set in the process that started it, which also stops it
OWN: Path | None = None  # likewise: the folder that this process made and removes

if "HUSTINGS_TEST_VAR" not in os.environ:
    for folder in postgres.orphans("hustings-test-"):
        shutil.rmtree(folder, ignore_errors=True)
    OWN = Path(tempfile.mkdtemp(prefix=f"hustings-test-{os.getpid()}-"))
    os.environ["HUSTINGS_TEST_VAR"] = str(OWN)
    if os.environ.get("HUSTINGS_TEST_DATABASE") == "postgres":
        # A plan of a question must not hang on whether statistics were gathered in time.
        CLUSTER = postgres.Cluster.start(autovacuum="off")
        os.environ["HUSTINGS_DATABASE_URL"] = CLUSTER.url()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["HUSTINGS_VAR"] = str(Path(os.environ["HUSTINGS_TEST_VAR"], WORKER))


def clean() -> None:
    """Stop and remove what this process started and made."""
    if CLUSTER:
        CLUSTER.stop()
    if OWN:
        shutil.rmtree(OWN, ignore_errors=True)


os.environ.setdefault("HUSTINGS_SECOND_FACTOR", "required")

from hustings.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes 0.1 s by design
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
SHIELD_DNS = False  # no test asks name servers of others
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # else each client looks through all files there are
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
