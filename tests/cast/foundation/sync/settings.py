"""The real settings, with the page of tallies."""

from hustings.settings import *  # noqa: F403

ROOT_URLCONF = "tests.cast.foundation.sync.urls"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
MAP_FILE = VAR / "map.pmtiles" if (VAR / "map.pmtiles").exists() else ""  # noqa: F405
