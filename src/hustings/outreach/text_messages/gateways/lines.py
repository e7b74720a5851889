"""Requests to gateways, and what a broken one means: surely not taken, or perhaps."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

import requests
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from requests.exceptions import ConnectionError as Broken
from requests.exceptions import ConnectTimeout, SSLError
from urllib3.exceptions import NewConnectionError

from hustings.outreach.text_messages.gateways.port import Down
from hustings.outreach.text_messages.models import Gateway

SECONDS = (5.0, 20.0)  # to be connected, and to be answered
_local = threading.local()


class Cut(Exception):
    """The request left, and no whole answer came: it may have been done."""


def ask(method: str, url: str, *, keeps_line: bool = False, seconds: Any = SECONDS, **more: Any) -> Any:
    """The answer. Raises Down where the request surely did nothing, else Cut.

    ``keeps_line``: by a connection that stays open. It may be closed just as it is used, which looks like a
    cut; so only where a message may be sent twice.
    """
    send = _session().request if keeps_line else requests.request
    try:
        answer = send(method, url, timeout=seconds, allow_redirects=False, **more)
    except (ConnectTimeout, SSLError):
        raise Down(_("The gateway can’t be reached.")) from None
    except Broken as broken:
        if _never_left(broken):
            raise Down(_("The gateway can’t be reached.")) from None
        raise Cut from None
    except requests.RequestException:
        raise Cut from None
    if answer.status_code in {401, 403}:
        raise Down(_("The gateway refuses the keys."))
    return answer


def try_out(asked: Callable[[], Any], said: Callable[[Any], str] | None = None) -> None:
    """Raise Down unless the answer is a yes; ``said``: the words of a no."""
    try:
        answer = asked()
    except Cut:
        raise Down(_("The gateway can’t be reached.")) from None
    if answer.status_code >= 300:
        raise Down(said(answer) if said else not_understood(answer))


def not_understood(answer: Any) -> str:
    return _("The gateway doesn’t understand the request (%(code)s).") % {"code": answer.status_code}


def objects(answer: Any) -> Mapping[str, Any]:
    """The JSON object of an answer; empty where there is none."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def address(gateway: Gateway) -> str:
    """Address that the gateway calls."""
    return settings.BASE_URL + reverse("text_messages_webhook", args=[gateway.uid])


def _session() -> requests.Session:
    if not hasattr(_local, "session"):
        _local.session = requests.Session()
    session: requests.Session = _local.session
    return session


def _never_left(broken: Broken) -> bool:
    cause = broken.args[0] if broken.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
