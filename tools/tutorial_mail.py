"""Write the mail of the tutorial into a folder: ``python tools/tutorial_mail.py FOLDER``.

``old`` gets a mailbox of received and one of sent mail, ``new`` the messages of a morning. All is invented.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

NORA = "Nora Valbrune <nora@valbrune2027.example>"
EMILE = "Émile Durand-Petit <emile@valbrune2027.example>"
BOB = "Bob Lefort <bob@valbrune2027.example>"
PRINTER = "Claire Aubry <claire.aubry@imprimerie-val.example>"
ACCOUNT, OTHER = "FR14 2004 1010 0505 0001 3M02 606", "DE89 3704 0044 0532 0130 00"
MONDAY = datetime(2026, 11, 2, 8, 5, tzinfo=UTC)
TALK = (
    "Can we move the round to six? The hall has only one projector.",
    "The posters for the market are here. Who takes them to the station?",
    "I have read the draft. The second page needs the number of the decree.",
    "Two volunteers more for Saturday, one of them with a van.",
    "The town hall confirmed the room for the twentieth.",
    "Here are the minutes. Tell me what I forgot.",
)


def letter(
    author: str, to: str, subject: str, text: str, at: datetime, number: int, leave: str = ""
) -> bytes:
    """A message as the author's own program writes it; ``leave`` is where a newsletter can be left."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = author, to, subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{at:%Y%m%d%H%M}.{number:04d}@{_domain(author)}>"
    if leave:
        made["List-Unsubscribe"] = f"<{leave}>"
    made.set_content(text + "\n")
    return made.as_bytes()


def arrived(
    author: str, to: str, subject: str, text: str, at: datetime, number: int, leave: str = ""
) -> bytes:
    """The same with what the team's server writes on top: the way in, and the proof that it found."""
    domain, server = _domain(author), "mx.valbrune2027.example"
    proof = f"dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
    head = (
        f"Return-Path: <bounce@{domain}>\n"
        f"Authentication-Results: {server}; {proof}\n"
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.{len(domain)}])\n"
        f" by {server} with ESMTPS; {format_datetime(at)}\n"
    )
    return head.encode() + letter(author, to, subject, text, at, number, leave)


def _domain(author: str) -> str:
    return author.rpartition("@")[2].strip(">")


def received() -> Iterator[bytes]:
    """Six weeks of mail that came in: among colleagues, and the printer's invoices."""
    for number in range(60):
        at = MONDAY - timedelta(days=42) + timedelta(hours=16 * number)
        author, to = (EMILE, NORA) if number % 2 else (BOB, EMILE)
        yield arrived(author, to, "Round", TALK[number % len(TALK)], at, number)
        if number % 10 == 5:
            text = f"Here is the invoice for the leaflets, payable as always to {ACCOUNT}.\n\nClaire Aubry"
            yield arrived(PRINTER, EMILE, "Invoice", text, at + timedelta(hours=2), number)


def sent() -> Iterator[bytes]:
    """What the treasurer answered."""
    for number in range(5, 60, 10):
        at = MONDAY - timedelta(days=41) + timedelta(hours=16 * number)
        yield letter(EMILE, PRINTER, "Re: Invoice", "Thank you, it is paid.\n\nÉmile", at, number)


def morning() -> Iterator[tuple[str, bytes]]:
    """What lies in the mailboxes on Monday, with the names of the files."""
    at = MONDAY
    yield "minutes", arrived(EMILE, NORA, "Minutes", "Here are the minutes. Tell me what I forgot.", at, 1)
    text = f"Here is the invoice for the posters, payable as always to {ACCOUNT}.\n\nClaire Aubry"
    yield "invoice", arrived(PRINTER, EMILE, "Invoice", text, at, 2)
    text = f"Our bank details have changed. Please pay the posters to {OTHER}.\n\nClaire Aubry"
    yield "reminder", arrived(PRINTER, EMILE, "Reminder", text, at, 7)  # somebody has broken in
    text = (
        "Dear Émile,\n\nour bank has changed. Please pay the invoice of last week to our new account,\n"
        f"IBAN {OTHER}, and confirm the transfer today.\n\nClaire Aubry\nImprimerie du Val"
    )
    other = "Claire Aubry <claire.aubry@imprimerie-va1.example>"
    yield "new-account", arrived(other, EMILE, "New bank details", text, at, 3)
    text = (
        "Are you at your desk? I am in a meeting and cannot talk. I need a small favour for our volunteers:\n"
        "buy five gift cards and send me the codes by mail. Keep it between us.\n\nNora"
    )
    yield "favour", arrived("Nora Valbrune <n.valbrune2027@gmail.com>", BOB, "Quick favour", text, at, 4)
    text = (
        "You are invited to the briefing. To join, enter the code F7KQ-93LM at\n"
        "https://microsoft.com/devicelogin within 15 minutes."
    )
    desk = "Briefing desk <desk@regional-briefings.example>"
    yield "briefing", arrived(desk, NORA, "Briefing at nine", text, at, 5)
    text = "The library opens on Sundays from this month on. Readings for children at eleven.\n\nThe library"
    library, leave = "The library <news@library-rives.example>", "https://library-rives.example/leave?u=4"
    yield "library", arrived(library, NORA, "Open on Sundays", text, at, 6, leave)


def write(folder: Path) -> None:
    """Both mailboxes and the morning's messages; what is there already is written over."""
    for name in ("old", "new"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, letters in (("inbox.mbox", received()), ("Sent.mbox", sent())):
        (folder / "old" / name).write_bytes(b"".join(b"From mail\n" + each + b"\n" for each in letters))
    for name, each in morning():
        (folder / "new" / f"{name}.eml").write_bytes(each)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(__doc__))
    write(Path(sys.argv[1]))
