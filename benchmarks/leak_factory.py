"""A published dump with its truth: true mail, changed, forged, decoys; and the archive it was taken from.

Everybody in it is invented. Each mail is made from its number and the seed alone.
"""

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from benchmarks.leak_signing import OTHERS, OURS, signed

PEOPLE = ("nora", "ada", "bob", "dora", "emil")
START = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
WORDS = """
hall meeting leaflet poster budget invoice train ticket Saturday morning volunteers list region mayor speech
draft figures press office call answer question door route map printer order paper delivery key room table
screen sound microphone line account bank receipt gift limit rule lawyer contract venue deposit market stall
weather tent team driver van coffee badge name plan evening debate programme schools housing transport farm
energy health pension youth sport music local radio interview photo portrait colour
""".split()
SMALL = """
the a of to with for and but we they it is are was will can must by on in at from over before
""".split()
DECOY = {
    "name": "budget annex", "addresses": ["r.lesage@valbrune.example"], "marks": ["VB-7F31-C2"],
    "links": ["files.valbrune.example/annex/7f31c2"],
    "wordings": [
        "the second annex moves the cost of the halls in the north to the reserve of the region and the"
        " treasurer alone decides which of the twelve invoices are shown before the tenth of the month"
    ],
}  # fmt: skip
DECOY_FILE = b"%VALBRUNE\n" + bytes(range(32, 127)) * 8
ALTERED = (
    "word", "number", "line_in", "line_out", "subject", "date", "cc", "author", "file_in", "file_changed",
    "id_and_word", "id_and_date", "id_and_half", "short_word", "page_link",
)  # fmt: skip
FORGED = ("broken_signature", "no_signature", "weekday", "after_arrival", "shape_and_way", "zone")
DECOYS = ("address", "mark", "link", "file", "wording")
SHARES = {"proven": 0.42, "same": 0.22, "altered": 0.08, "decoy": 0.03, "forged": 0.05, "unknown": 0.20}


@dataclass
class Made:
    """One mail of the dump and what is true of it; ``ours`` is our copy, where we have one."""

    raw: bytes
    kind: str
    how: str
    box: str
    ours: bytes | None = None


@dataclass
class Dump:
    """How many mails of which seed.

    ``size`` is about that of a body in words, ``file`` the bytes of the largest attached file.
    """

    n: int
    seed: int = 7
    size: int = 120
    file: int = 30_000
    truth: list[Made] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = [kind for kind, share in SHARES.items() for _ in range(round(share * self.n))]
        kinds = (kinds + ["unknown"] * self.n)[: self.n]
        random.Random(self.seed).shuffle(kinds)
        self.kinds = kinds

    def mails(self) -> "list[Made]":
        """All of them."""
        return [self.make(number) for number in range(self.n)]

    def make(self, number: int) -> Made:
        """One mail."""
        chance = random.Random(f"{self.seed} {number}")
        kind = self.kinds[number]
        draft = Draft.of(number, chance, self.size, self.file)
        return _MAKERS[kind](draft, chance, number)

    def older(self, n: int) -> list[bytes]:
        """Mail of ours that isn't in the dump: what our habits are learnt from."""
        return [
            signed(Draft.of(10_000_000 + number, random.Random(f"{self.seed} o{number}"), self.size).whole())
            for number in range(n)
        ]


@dataclass
class Draft:
    """A mail before it is written down."""

    author: str
    to: str
    subject: str
    sent: datetime
    message_id: str
    lines: list[str]
    page: str = ""
    cc: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    date: str = ""
    is_sent_copy: bool = False
    by: str = f"out.{OURS}"
    arrives: timedelta = timedelta(seconds=9)

    @classmethod
    def of(cls, number: int, chance: random.Random, size: int, file: int = 30_000) -> "Draft":
        """The mail with this number."""
        is_ours = chance.random() < 0.6
        domain = OURS if is_ours else chance.choice(OTHERS)
        author = f"{chance.choice(PEOPLE)}@{domain}"
        to = f"{chance.choice(PEOPLE)}@{OURS}"
        sent = START + timedelta(minutes=number % 10_000_000 * 3 + chance.randrange(3))
        token = hashlib.md5(f"{number} {chance.random()}".encode()).hexdigest()
        made = cls(
            author, to, sentence(chance, 5).rstrip("."), sent,
            f"{token[:8]}-{token[8:12]}-{token[12:16]}@{domain}",
            [sentence(chance, 12) for _ in range(max(1, size * chance.randint(1, 20) // 120))],
        )  # fmt: skip
        if not is_ours:
            made.by = f"mx.{domain}"
        if chance.random() < 0.25:
            made.page = "".join(f"<p>{line}</p>" for line in made.lines)
            made.page += f'<p><a href="https://www.{domain}/{token[:6]}">more</a></p>'
        if chance.random() < 0.15:
            made.files = [(f"{chance.choice(WORDS)}.pdf", chance.randbytes(chance.randint(2_000, file)))]
        return made

    def whole(self) -> bytes:
        """Written down, as it lies in a mailbox."""
        mail = EmailMessage()
        if not self.is_sent_copy:
            arrived = self.sent + self.arrives
            host = self.to.partition("@")[2]
            mail["Delivered-To"] = self.to
            above = f"from {self.by} ({self.by} [192.0.2.25]) by mx.{host} with ESMTPS id 4Xy"
            below = f"from [198.51.100.7] (unknown [198.51.100.7]) by {self.by} with ESMTPSA id 9Kz"
            mail["Received"] = f"{above}; {format_datetime(arrived)}"
            mail["Received"] = f"{below}; {format_datetime(self.sent)}"
        mail["From"] = f"{self.author.partition('@')[0].title()} <{self.author}>"
        mail["To"] = self.to
        if self.cc:
            mail["Cc"] = self.cc
        mail["Subject"] = self.subject
        mail["Date"] = self.date or format_datetime(self.sent)
        mail["Message-ID"] = f"<{self.message_id}>"
        mail.set_content("\n\n".join(self.lines) + "\n")
        if self.page:
            mail.add_alternative(f"<html><body>{self.page}</body></html>", subtype="html")
        for name, data in self.files:
            mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        boundary = hashlib.md5(self.message_id.encode()).hexdigest()
        for nth, part in enumerate(mail.walk()):
            if part.is_multipart():
                part.set_boundary(f"=={boundary}{nth}")
        return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def sentence(chance: random.Random, n: int) -> str:
    """Some words."""
    words = [chance.choice(SMALL if at % 2 else WORDS) for at in range(n + chance.randrange(4))]
    return f"{' '.join(words).capitalize()} {chance.randrange(10_000)}."


# --- The classes ---------------------------------------------------------------------------------
def _box(draft: Draft) -> str:
    return (draft.author if draft.is_sent_copy else draft.to).partition("@")[0]


def _proven(draft: Draft, chance: random.Random, number: int) -> Made:
    is_old = draft.author.endswith(OURS) and draft.sent < START + timedelta(days=20)
    raw = signed(draft.whole(), 1 if is_old else 0)
    return Made(
        raw, "proven", "old key" if is_old else "key", _box(draft), raw if chance.random() < 0.3 else None
    )


def _same(draft: Draft, chance: random.Random, number: int) -> Made:
    """From a folder of sent mail, or from outside without a signature."""
    if chance.random() < 0.5:
        draft.author = f"{chance.choice(PEOPLE)}@{OURS}"
        draft.message_id = draft.message_id.partition("@")[0] + f"@{OURS}"
        draft.is_sent_copy = True
        raw = draft.whole()
        return Made(raw, "same", "sent", _box(draft), raw)
    draft.author = f"{chance.choice(PEOPLE)}@{chance.choice(OTHERS)}"
    raw = draft.whole()
    # our server's copy went another way: other lines above, and its lines end otherwise
    other = b"X-Seen-By: archive\r\n" + raw
    return Made(raw.replace(b"\r\n", b"\n"), "same", "received", _box(draft), other)


def _altered(draft: Draft, chance: random.Random, number: int) -> Made:
    how = ALTERED[number % len(ALTERED)]
    draft.is_sent_copy = chance.random() < 0.5
    if draft.is_sent_copy:
        draft.author = f"{chance.choice(PEOPLE)}@{OURS}"
    if how == "short_word":
        draft.lines, draft.page = [sentence(chance, 5)], ""
    if how == "page_link":
        draft.page = f'<p>{draft.lines[0]}</p><p><a href="https://www.{OURS}/x">read</a></p>'
    if how in {"file_changed"}:
        draft.files = [("plan.pdf", chance.randbytes(4_000))]
    if how in {"id_and_word", "id_and_half", "id_and_date"}:
        draft.lines = [sentence(chance, 12) for _ in range(6)]
        draft.page = ""
    ours, box = draft.whole() if draft.is_sent_copy else signed(draft.whole()), _box(draft)
    _change(draft, how, chance)
    raw = draft.whole()
    if not draft.is_sent_copy:  # whoever changed it left the old signature in
        at = ours.index(b"DKIM-Signature:")
        old = ours[at : ours.index(b"\r\nFrom:", at) + 2]
        raw = raw.replace(b"\r\nFrom:", b"\r\n" + old + b"From:", 1)
    return Made(raw, "altered", how, box, ours)


def _change(draft: Draft, how: str, chance: random.Random) -> None:
    line = chance.randrange(len(draft.lines))
    changed = draft.lines[line].replace(" ", f" {chance.choice(WORDS)}ly ", 1)
    if how in {"word", "short_word", "id_and_word", "id_and_date"}:
        draft.lines[line] = changed
    if how == "number":
        draft.lines[line] = draft.lines[line].rstrip(".") + "000."
    if how == "line_in":
        draft.lines.insert(line, sentence(chance, 9))
    if how == "line_out":
        draft.lines[line : line + 1] = [] if len(draft.lines) > 1 else [sentence(chance, 3)]
    if how == "id_and_half":
        draft.lines = [*draft.lines[:3], *(sentence(chance, 12) for _ in range(3))]
    if how == "page_link":
        draft.page = draft.page.replace("/x", "/y")
    elif draft.page:
        draft.page = "".join(f"<p>{each}</p>" for each in draft.lines)
    _change_around(draft, how, chance)


def _change_around(draft: Draft, how: str, chance: random.Random) -> None:
    if how == "subject":
        draft.subject = f"Urgent: {draft.subject}"
    if how == "date":
        draft.sent -= timedelta(days=3)
        draft.arrives += timedelta(days=3)
    if how == "cc":
        draft.cc = "friend@elsewhere.example"
    if how == "author":
        draft.author = f"emilie@{draft.author.partition('@')[2]}"
    if how == "file_in":
        draft.files = [*draft.files, ("account.pdf", chance.randbytes(3_000))]
    if how == "file_changed":
        draft.files = [("plan.pdf", chance.randbytes(4_000))]
    if how.startswith("id_"):
        draft.message_id = f"{chance.randrange(10**15)}.{chance.randrange(10**6)}@mailer.elsewhere.example"
    if how == "id_and_date":
        draft.sent += timedelta(days=9, minutes=7)


def _decoy(draft: Draft, chance: random.Random, number: int) -> Made:
    how = DECOYS[number % len(DECOYS)]
    if how == "address":
        draft.cc = DECOY["addresses"][0]
    if how == "mark":
        draft.lines.append(f"See {DECOY['marks'][0]} for the rest.")
    if how == "link":
        draft.lines.append(f"https://{DECOY['links'][0]}?from=mail")
    if how == "file":
        draft.files.append(("annex.bin", DECOY_FILE))
    if how == "wording":
        words = DECOY["wordings"][0].split()
        start = chance.randrange(len(words) - 16)
        draft.lines.append("They write " + " ".join(words[start : start + 16]) + " as we read.")
    return Made(draft.whole(), "decoy", how, _box(draft))


def _forged(draft: Draft, chance: random.Random, number: int) -> Made:
    how = FORGED[number % len(FORGED)]
    draft.author = f"{chance.choice(PEOPLE)}@{OURS}"
    draft.message_id = draft.message_id.partition("@")[0] + f"@{OURS}"
    draft.by = f"out.{OURS}"
    if how == "weekday":
        good = format_datetime(draft.sent)
        wrong = {
            "Mon": "Thu",
            "Tue": "Sun",
            "Wed": "Fri",
            "Thu": "Mon",
            "Fri": "Wed",
            "Sat": "Tue",
            "Sun": "Sat",
        }
        draft.date = wrong[good[:3]] + good[3:]
    if how == "zone":
        draft.date = format_datetime(draft.sent)[:-5] + "+2300"
    if how == "after_arrival":
        draft.date = format_datetime(draft.sent + timedelta(days=4))
    if how == "shape_and_way":
        draft.message_id = f"{chance.randrange(10**18)}@{OURS}.local"
        draft.by = "smtp.elsewhere.example"
    raw = draft.whole()
    if how == "broken_signature":
        draft.lines = [sentence(chance, 12)]
        other = signed(draft.whole())
        at = other.index(b"DKIM-Signature:")
        raw = raw.replace(b"\r\nFrom:", b"\r\n" + other[at : other.index(b"\r\nFrom:", at) + 2] + b"From:", 1)
    return Made(raw, "forged", how, _box(draft))


def _unknown(draft: Draft, chance: random.Random, number: int) -> Made:
    """Unsigned mail of which we have no copy: sent, received, an answer that quotes, a letter."""
    how = ("sent", "received", "answer", "weekly")[number % 4]
    if how in {"sent", "answer"}:
        draft.author = f"{chance.choice(PEOPLE)}@{OURS}"
        draft.message_id = draft.message_id.partition("@")[0] + f"@{OURS}"
        draft.is_sent_copy = True
    else:
        draft.author = f"{chance.choice(PEOPLE)}@{chance.choice(OTHERS)}"
    if how == "weekly":
        draft.author, draft.subject, draft.page, draft.files = (
            "desk@press.example",
            "The week in figures",
            "",
            [],
        )
        draft.to = f"nora@{OURS}"
        draft.lines = [
            f"Readers {chance.randrange(9_000)}, letters {chance.randrange(900)}.",
            "The figures of the week as every week, counted on Sunday by the desk and sent to all who asked.",
            "Whoever wants no such letter any more answers with the word stop, and we take the address out.",
        ]
    ours = None
    if how == "answer":
        asked = Draft.of(20_000_000 + max(0, number - 500), chance, 120)
        asked.sent -= timedelta(seconds=17)
        ours = signed(asked.whole())
        draft.subject = f"Re: {asked.subject}"
        draft.lines = [sentence(chance, 8), "On Monday they wrote:", *(f"> {line}" for line in asked.lines)]
        draft.page, draft.files = "", []
    return Made(draft.whole(), "unknown", how, _box(draft), ours)


_MAKERS = {
    "proven": _proven, "same": _same, "altered": _altered,
    "decoy": _decoy, "forged": _forged, "unknown": _unknown,
}  # fmt: skip
