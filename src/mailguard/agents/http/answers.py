"""What a request says of the envelope, and the JSON that answers it."""

import hashlib
import hmac
import ipaddress
import json
import re
from datetime import UTC, datetime
from typing import Any

from mailguard.agents.http.requests import Head, Refusal
from mailguard.agents.report import row
from mailguard.explain import banner
from mailguard.facts import Envelope
from mailguard.i18n import LANGUAGES, mark, translate
from mailguard.verdict import Action, Verdict

_REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    411: "Length Required",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
    503: "Service Unavailable",
}


def envelope(head: Head) -> Envelope:
    """From X-Mail-From, X-Rcpt-To, X-Client-IP, X-Client-Name, X-Helo and X-Received-At; refuses nonsense."""
    mail_from = head.headers.get("x-mail-from")
    recipients = [each.strip(" <>") for line in head.headers.get("x-rcpt-to", ()) for each in line.split(",")]
    return Envelope(
        mail_from=mail_from[0].strip("<>") if mail_from else None,
        rcpt_to=tuple(each for each in recipients if each),
        client_ip=_address(head.value("x-client-ip")),
        client_name=head.value("x-client-name"),
        helo=head.value("x-helo"),
        received_at=_moment(head.value("x-received-at")),
    )


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip("[]").removeprefix("IPv6:"))) if text else ""
    except ValueError as error:
        raise Refusal(400, mark("X-Client-IP isn't an address.")) from error


def _moment(text: str) -> datetime | None:
    """RFC 3339, or seconds since 1970."""
    try:
        if re.fullmatch(r"\d{1,11}(\.\d{1,6})?", text):
            return datetime.fromtimestamp(float(text), UTC)
        moment = datetime.fromisoformat(text) if text else None
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal(400, mark("X-Received-At isn't a date and time.")) from error
    if moment and moment.tzinfo is None:
        raise Refusal(400, mark("X-Received-At lacks its offset from UTC."))
    return moment


def language(head: Head, default: str = "en") -> str:
    """The one of ours that Accept-Language likes best (RFC 9110 12.5.4)."""
    best, liking = default, 0.0
    for each in ",".join(head.headers.get("accept-language", ())).split(","):
        name, _, weight = each.partition(";")
        name = name.strip().lower().partition("-")[0]
        found = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight)
        likes = float(found[1]) if found else 1.0
        if name in LANGUAGES and likes > liking:
            best, liking = name, likes
    return best


def is_allowed(head: Head, token: str) -> bool:
    """Whether it brings the token (RFC 6750 2.1), compared in constant time."""
    if not token:
        return True
    kind, _, given = head.value("authorization").partition(" ")
    equal = hmac.compare_digest(given.strip().encode(), token.encode())
    return kind.lower() == "bearer" and equal


def verdict(found: Verdict, words: str) -> dict[str, Any]:
    """As ``scan --json``, and ``banner``: text to put on top of the message, "" where it is delivered."""
    shown = banner(found, words) if found.action > Action.DELIVER else ""
    return {**row(found, words), "banner": shown}


def response(status: int, data: dict[str, Any], *, stays: bool) -> bytes:
    body = json.dumps(data).encode() + b"\n"
    more = {401: "WWW-Authenticate: Bearer\r\n", 503: "Retry-After: 1\r\n"}.get(status, "")
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\n{more}"
        f"Connection: {'keep-alive' if stays else 'close'}\r\n\r\n"
    )
    return head.encode("ascii") + body


def refusal(refused: Refusal, words: str, *, stays: bool = False) -> bytes:
    """The answer to a request that isn't fulfilled."""
    return response(refused.status, {"error": translate(refused.says, words)}, stays=stays)


def mark_of(message_id: str) -> str:
    """What stands in the log for a message: it tells nothing, but can be looked for."""
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:16] if message_id else "-" * 16
