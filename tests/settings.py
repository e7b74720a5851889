"""The real settings with a private folder, and PostgreSQL where the run asks for it."""

import os
import tempfile

from tests import postgres

CLUSTER: postgres.Cluster | None = None  # set in the process that started it, which also stops it

if "HUSTINGS_TEST_VAR" not in os.environ:
    os.environ["HUSTINGS_TEST_VAR"] = tempfile.mkdtemp(prefix="hustings-test-")
    if os.environ.get("HUSTINGS_TEST_DATABASE") == "postgres":
        CLUSTER = postgres.Cluster().start()
        os.environ["HUSTINGS_DATABASE_URL"] = CLUSTER.url()
os.environ["HUSTINGS_VAR"] = os.environ["HUSTINGS_TEST_VAR"]
os.environ.setdefault("HUSTINGS_SECOND_FACTOR", "required")

from hustings.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes 0.1 s by design
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}  # noqa: F405  # a server reads it too
