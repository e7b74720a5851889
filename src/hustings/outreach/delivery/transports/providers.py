"""Providers of mail by django-anymail: the same loop, leases and journal as for a server.

A connection is a session and thread with one letter at a time, so at most one is ever in doubt.
"""

import asyncio
import importlib
import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from hustings.outreach.delivery.transports.smtp import Answer, Envelope, Trouble

log = logging.getLogger(__name__)

# What the parts of an address are for each: its user, password and host, and what may follow the "?".
KINDS: dict[str, tuple[str, str, str]] = {
    "brevo": ("api_key", "", ""),
    "mailersend": ("api_token", "", ""),
    "mailgun": ("api_key", "", "sender_domain"),
    "mailjet": ("api_key", "secret_key", ""),
    "mailtrap": ("api_token", "", ""),
    "mandrill": ("api_key", "", ""),
    "postal": ("api_key", "", ""),
    "postmark": ("server_token", "", ""),
    "resend": ("api_key", "", ""),
    "scaleway": ("secret_key", "", "project_id"),
    "sendgrid": ("api_key", "", ""),
    "sparkpost": ("api_key", "", ""),
}
_NEEDED = {"project_id"}
MORE = {"api_url", "message_stream", "region", "subaccount"}
_EUROPE = {"mailgun": "https://api.eu.mailgun.net/v3", "sparkpost": "https://api.eu.sparkpost.com/api/v1"}
_OURS = ("from", "to", "subject", "reply-to", "date", "message-id", "mime-version", "content-type")
METADATA = "delivery"  # under which providers keep the delivery's number, and name it in their reports
_REFUSED = {"rejected", "invalid", "failed"}


def kind_of(address: str) -> str:
    """Which provider it is."""
    return urlsplit(address).scheme


def backend(address: str, *, fail_silently: bool = False) -> Any:
    """Anymail's backend for an address such as ``postmark://TOKEN@``; ValueError where it is none."""
    parts = urlsplit(address)
    user, password, host = KINDS[parts.scheme]
    words = {name: values[0] for name, values in parse_qs(parts.query).items()}
    is_short = bool(password and not parts.password) or (host in _NEEDED and not parts.hostname)
    if words.keys() - MORE or not parts.username or is_short:
        raise ValueError(f"the address of the provider {parts.scheme} is not complete")
    options = {user: unquote(parts.username)}
    if password:
        options[password] = unquote(parts.password or "")
    if host:
        options[host] = parts.hostname or ""
    if words.get("region") == "eu" and parts.scheme in _EUROPE:
        options["api_url"] = _EUROPE[parts.scheme]
        del words["region"]
    module = importlib.import_module(f"anymail.backends.{parts.scheme}")
    return module.EmailBackend(**options, **words, fail_silently=fail_silently)


class Provider:
    """The way of the letters: n sessions. Pace and signature are the provider's own business."""

    keeps_pace = signs = False
    keeps_ids = True

    def __init__(self, address: str, n_connections: int) -> None:
        self.address = address
        self.n_connections = n_connections
        self._threads = ThreadPoolExecutor(n_connections, thread_name_prefix="provider")

    async def connect(self, on_news: Callable[[Any], None]) -> Any:
        """A session; whether anybody answers shows with the first letter."""
        try:
            made = backend(self.address)
            made.open()
        except (KeyError, ValueError) as error:
            raise Trouble(str(error)) from error
        return Session(made, self._threads, on_news)


class Session:
    def __init__(
        self, backend: Any, threads: ThreadPoolExecutor, on_news: Callable[["Session"], None]
    ) -> None:
        self.answers: list[Answer] = []
        self.offered: Envelope | None = None
        self.on_wire: Envelope | None = None
        self.is_ready = False
        self.is_open = True
        self.lost: str | None = None
        self._backend, self._threads, self._on_news = backend, threads, on_news
        self._next: Envelope | None = None
        self._loop = asyncio.get_running_loop()

    @property
    def is_idle(self) -> bool:
        return self.is_open and self.offered is None and self.on_wire is None

    def offer(self, envelope: Envelope) -> None:
        """There is nobody to ask first: it is ready."""
        self.offered, self.is_ready = envelope, True
        self._loop.call_soon(self._on_news, self)

    def go(self, following: Envelope | None = None) -> None:
        assert self.is_ready and self.offered
        self.on_wire, self.offered, self.is_ready = self.offered, None, False
        self._next = following
        task = self._loop.run_in_executor(self._threads, _posted, self._backend, self.on_wire)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Future[Answer | None]") -> None:
        if not self.is_open or task.cancelled():
            return
        if error := task.exception():  # of which nobody knows when it came
            log.error("provider: %s", type(error).__name__)
        answer = None if error else task.result()
        if answer is None:
            self.drop("The provider did not answer")
            return
        self.answers.append(answer)
        self.on_wire = None
        if self._next:
            self.offered, self.is_ready, self._next = self._next, True, None
        self._on_news(self)

    def check(self) -> None:
        """Sessions keep a time limit of their own."""

    def quit(self) -> None:
        self.is_open = False
        self._backend.close()

    def drop(self, why: str) -> None:
        """End it at once; a letter on the wire is in doubt, one that waits behind it is not."""
        self.is_open = False
        self.offered = self.offered or self._next
        if self.lost is None:
            self.lost = why
            self._on_news(self)


def message(envelope: Envelope) -> EmailMultiAlternatives:
    """Our letter as Django's mail classes have it."""
    contents = re.sub(rb"(?m)^\.\.", b".", envelope.contents)  # as it was before the wire wanted it otherwise
    made = letter(contents, str(envelope.recipient))
    made.metadata = {METADATA: str(envelope.key)}  # type: ignore[attr-defined]
    return made


def letter(contents: bytes, to: str) -> EmailMultiAlternatives:
    """The same of a letter that stands in no row: a test."""
    parsed: Parsed = message_from_bytes(contents, policy=policy.default)
    plain, rich = parsed.iter_parts()
    headers = {name: str(value) for name, value in parsed.items() if name.lower() not in _OURS}
    made = EmailMultiAlternatives(
        str(parsed["subject"]),
        plain.get_content(),
        str(parsed["from"]),
        [str(parsed["to"] or to)],
        headers=headers,
        reply_to=[str(parsed["reply-to"])] if parsed["reply-to"] else None,
    )
    made.attach_alternative(rich.get_content(), "text/html")
    return made


def test(letters: list[EmailMultiAlternatives]) -> int:
    """Hand tests over, now; Trouble in the provider's words."""
    from anymail.exceptions import AnymailError

    try:
        return int(backend(settings.MAIL_PROVIDER).send_messages(letters))
    except AnymailError as error:
        raise Trouble(_words(error)) from error


def _posted(backend: Any, envelope: Envelope) -> Answer | None:
    """What the provider says; None where nobody knows whether it has the letter."""
    from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused

    letter = message(envelope)
    try:
        backend.send_messages([letter])
    except AnymailRecipientsRefused as error:
        return Answer(envelope, "dot", 550, _words(error))
    except AnymailAPIError as error:
        return _failed(envelope, error)
    except AnymailError as error:  # it never left
        return Answer(envelope, "here", 550, _words(error))
    status = letter.anymail_status  # type: ignore[attr-defined]
    if status.status and status.status <= _REFUSED:
        return Answer(envelope, "dot", 550, f"The provider refused it: {', '.join(sorted(status.status))}")
    return Answer(envelope, "dot", 250, str(status.message_id or ""))


def _failed(envelope: Envelope, error: Any) -> Answer | None:
    code, said = getattr(error, "status_code", None), _words(error)
    if code is None:
        return Answer(envelope, "mail", 451, said) if _never_left(error) else None
    if code in {401, 402, 403}:
        return Answer(envelope, "mail", 550, said)
    if code in {408, 425, 429, 503}:
        return Answer(envelope, "mail", 451, said)
    return None if code >= 500 else Answer(envelope, "dot", 550, said)


def _never_left(error: Any) -> bool:
    """Whether the connection itself failed, so that no letter can have arrived."""
    from requests import ConnectTimeout
    from urllib3.exceptions import MaxRetryError, NewConnectionError

    if isinstance(error, ConnectTimeout):
        return True
    cause = error.__cause__.args[0] if error.__cause__ and error.__cause__.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def _words(error: Any) -> str:
    """The provider's own words, and nothing of what was sent: that would hold keys and people."""
    response = getattr(error, "response", None)
    if response is None:
        return type(error.__cause__ or error).__name__
    return f"{response.status_code} {' '.join(response.text.split())}"[:250]
