"""The smallest project that nuntius runs in, as its own guide has it."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SECRET_KEY = "bench"
USE_TZ = True
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "readers",
    "nuntius",
]
ROOT_URLCONF = "nuntius_urls"
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["NUNTIUS_SMTP_PORT"])
SILENCED_SYSTEM_CHECKS = [
    "admin.E402",
    "admin.E403",
    "admin.E404",
    "admin.E408",
    "admin.E409",
    "admin.E410",
]  # no pages here

NUNTIUS_DISABLE_DEFAULT_ADMIN = True
NUNTIUS_SEGMENT_MODEL = "readers.Segment"
NUNTIUS_SUBSCRIBER_MODEL = "readers.Reader"
NUNTIUS_PUBLIC_URL = "https://bench.example"
NUNTIUS_MAX_SENDING_RATE = 1_000_000

if url := os.environ["NUNTIUS_DATABASE"]:
    parts = urlsplit(url)
    said = dict(parse_qsl(parts.query))
    default = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": said.get("host") or unquote(parts.hostname or ""),
        "PORT": said.get("port") or str(parts.port or ""),
    }
else:
    name = Path(os.environ["NUNTIUS_VAR"]) / "nuntius.sqlite3"
    default = {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": {"timeout": 20}}
DATABASES = {"default": default}
