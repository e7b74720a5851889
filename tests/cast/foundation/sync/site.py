"""A web server in a process of its own, so that it can be killed: ``site.py PORT [plain]``."""

import sys
from contextlib import ExitStack

import django


def main(port: int, *words: str) -> None:
    """Serve until the end, with the kind of the tests; ``plain``: with those that are installed."""
    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from hustings.foundation.sync import kinds
    from tests.cast.foundation.sync import tally

    with ExitStack() as stack:
        if "plain" not in words:
            stack.enter_context(kinds.kinds.replaced(tally.KIND))
            stack.enter_context(kinds.shells.replaced(*kinds.shells.all(), tally.SHELL))
        server = ThreadedWSGIServer(("localhost", port), WSGIRequestHandler)
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
