"""WSGI application that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")

application = get_wsgi_application()

from hustings.foundation.lib.process import counters  # noqa: E402 - apps have registered theirs from here on

counters.start()
