"""The real settings, with the addresses of the test."""

from hustings.settings import *  # noqa: F403

ROOT_URLCONF = "tests.cast.cluster.urls"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
