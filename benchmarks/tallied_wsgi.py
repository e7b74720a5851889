"""The server of ``benchmarks.tallied``: the same Django, database and process model, other views."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
django.setup(set_prefix=False)
settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "benchmarks.tallied"

application = WSGIHandler()
