"""Hands a message that was held to the mail server, with a mark so that it isn't held again."""

import re
import smtplib
import subprocess
from pathlib import Path

from mailguard.agents.platform import release_token
from mailguard.agents.platform.folder import Folder
from mailguard.i18n import Complaint, mark, of_system

_PATIENCE = 60.0
_SMTP = re.compile(r"smtp://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")


class BadWay(Complaint):
    """Neither a program nor a server that takes mail."""


class NotReleased(Complaint):
    """The mail server didn't take it; it stays held."""


def check(way: str) -> str:
    """``smtp://host:port`` or the path of a sendmail; BadWay where it is neither."""
    if _SMTP.fullmatch(way) or Path(way).is_absolute():
        return way
    raise BadWay(mark("“{way}” is neither smtp://HOST:PORT nor the path of a sendmail"), way=way)


def release(folder: Folder, name: str, way: str) -> None:
    """Hand it over; Missing, Busy or NotReleased. When the server has taken it, it is held no more."""
    with folder.held.releasing(name) as (held, raw):
        marked = release_token.put(raw, release_token.make(folder.key(), raw))
        try:
            if found := _SMTP.fullmatch(way):
                _by_smtp(found, held.mail_from, held.rcpt_to, marked)
            else:
                _by_program(way, held.mail_from, held.rcpt_to, marked)
        except smtplib.SMTPException as error:
            raise NotReleased(mark("The mail server didn't take it: {why}."), why=_said(error)) from error
        except (OSError, subprocess.SubprocessError) as error:
            why = of_system(error)
            raise NotReleased(mark("The mail server didn't take it: {why}."), why=why) from error


def _by_smtp(found: re.Match[str], sender: str, recipients: tuple[str, ...], raw: bytes) -> None:
    host, port = found["host"].strip("[]"), int(found["port"] or 25)
    with smtplib.SMTP(host, port, timeout=_PATIENCE) as server:
        server.ehlo_or_helo_if_needed()
        is_plain = (sender + "".join(recipients)).isascii()
        options = () if is_plain or not server.has_extn("smtputf8") else ("SMTPUTF8",)
        if server.has_extn("8bitmime"):
            options = (*options, "BODY=8BITMIME")
        refused = server.sendmail(sender, list(recipients), raw, options)
        if refused:
            raise smtplib.SMTPRecipientsRefused(refused)


def _by_program(way: str, sender: str, recipients: tuple[str, ...], raw: bytes) -> None:
    # What runs is what the operator named; no shell reads the addresses.
    words = [way, "-G", "-i", "-f", sender, "--", *recipients]
    lines = raw.replace(b"\r\n", b"\n")
    done = subprocess.run(  # noqa: S603
        words, input=lines, capture_output=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-300:]
        raise OSError(done.returncode, said or f"sendmail {done.returncode}")


def _said(error: smtplib.SMTPException) -> Complaint:
    code: int
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return of_system(error)
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return of_system(OSError(code, f"{code} {said}"[:300]))
