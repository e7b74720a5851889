"""A web server in a process of its own, so that it can be killed: ``site.py PORT``."""

import sys

import django


def main(port: int) -> None:
    """Serve until the end, with the kind of the tests."""
    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from hustings.foundation.sync import kinds
    from tests.cast.foundation.sync import tally

    with (
        kinds.kinds.replaced(tally.KIND),
        kinds.shells.replaced(*kinds.shells.all(), tally.SHELL),
    ):
        server = ThreadedWSGIServer(("localhost", port), WSGIRequestHandler)
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
