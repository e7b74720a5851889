"""The baseline of bench_signups: the same Django, database and server, and nothing around one view."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
django.setup(set_prefix=False)
settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "benchmarks.bare"  # allauth refuses to start without its own

application = WSGIHandler()
