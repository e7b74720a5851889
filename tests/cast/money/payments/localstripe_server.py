"""localstripe, which imitates Stripe, in a process of its own on this machine alone.

    python -m tests.cast.money.payments.localstripe_server PORT

It takes no description of a payment, and Stripe does.
"""

import sys
from typing import Any

from aiohttp import web
from localstripe import resources
from localstripe.server import app

_begin = resources.PaymentIntent.__init__


def begin(intent: Any, description: str = "", **values: Any) -> None:
    """Make one without what it does not know."""
    _begin(intent, **values)
    intent.description = description


if __name__ == "__main__":
    resources.PaymentIntent.__init__ = begin
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
