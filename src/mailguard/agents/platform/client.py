"""Talks with the platform: sightings, answers, profile, memory, rules, orders.

It runs beside the guard: mail never waits for it. Sending twice is safe; what is fetched is checked.
"""

import base64
import http.client
import json
import random
import sqlite3
import ssl
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mailguard import profile as profiles
from mailguard.agents.platform import commands, disk, shapes
from mailguard.agents.platform.commands import Answer, Order
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.quarantine import Missing
from mailguard.agents.platform.rules import RuleBook
from mailguard.agents.platform.shapes import BadData
from mailguard.agents.platform.sightings import Sighting
from mailguard.correspondents import BadMemory, Memory
from mailguard.i18n import Complaint, mark
from mailguard.profile import BadProfile

BASE = "/api/shield/v1"
_BATCH = 50
_MOST_RAW = 25_000_000  # bytes of the messages in one batch
_MOST_ANSWER = 50_000_000
_MOST_STORE = 4_000_000_000
_PATIENCE = 30.0  # seconds without a byte
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 300.0
_LEAST_TOKEN = 16


class BadPlatform(Complaint):
    """Address or token can't be used."""


class Unreached(OSError):
    """The platform doesn't answer, or not as it should; says why in English."""


@dataclass(frozen=True, slots=True)
class Platform:
    """``url`` such as https://hq.example.org, without a path; ``token`` a secret of this guard."""

    url: str
    token: str

    @classmethod
    def read(cls, url: str, token_file: Path) -> "Platform":
        """With the token in a file, or BadPlatform; OSError where it can't be read."""
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname or parts.path.strip("/") or parts.query:
            raise BadPlatform(
                mark("“{url}” isn't an address of a platform, such as https://hq.example.org"), url=url
            )
        is_here = parts.hostname in {"127.0.0.1", "::1", "localhost"}
        if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
            raise BadPlatform(mark("“{url}” would send the token in the clear: write https://"), url=url)
        token = token_file.read_text(encoding="utf-8").strip()
        if len(token) < _LEAST_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
            raise BadPlatform(
                mark("{path} holds no token: one line of {n} characters or more"),
                path=token_file,
                n=_LEAST_TOKEN,
            )
        return cls(url.rstrip("/"), token)


Carry = Callable[[Order], Answer]


class Uplink:
    """One guard's line to the platform. ``carry`` does what an order says; ``changed`` is called after a new
    profile, memory or rules were put into the folder. ``raws`` gives the messages that go along with
    sightings, b"" for one that is gone; without it they are those that are held in the folder."""

    def __init__(
        self,
        folder: Folder,
        platform: Platform,
        carry: Carry,
        changed: Callable[[], None] = lambda: None,
        raws: Callable[[Sighting], bytes] | None = None,
    ) -> None:
        self._folder, self._platform = folder, platform
        self._raws = raws or self._held
        self._carry, self._changed = carry, changed
        self._n_failed = 0
        self.complaint = ""  # of the last round, "" where all went well

    def round(self) -> float:
        """Tell and fetch all that there is; the seconds until the next round should be."""
        try:
            more = self._tell()
            self._set_up()
            self._obey()
        except (Unreached, OSError) as error:
            self.complaint = str(error)
            self._n_failed += 1
            pause: float = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self._n_failed, 10))
            return pause * random.uniform(0.5, 1.0)  # noqa: S311 - no secret: guards shouldn't come together
        self.complaint, self._n_failed = "", 0
        return 0.0 if more else _FIRST_PAUSE

    def needed(self, digests: list[str]) -> set[str]:
        """Which of these messages must stay though their days are over; Unreached where nobody says it."""
        answer = self._post("/due", {"sha256": digests})
        try:
            said = shapes.table(answer, "due")
            if "keep" not in said:
                raise Unreached("due: the answer names nothing")
            return set(shapes.texts(said, "keep", "due"))
        except BadData as error:
            raise Unreached(f"due: {error}") from error

    def _tell(self) -> bool:
        """Send what waits; whether more of it does."""
        seen = self._folder.waiting(_BATCH)
        if seen:
            rows, sent = self._rows(seen)
            self._post("/sightings", {"sightings": rows})
            for each in sent:
                self._folder.told(each)
        if answers := self._folder.unanswered(_BATCH):
            self._post("/answers", {"answers": [each.to_json() for each in answers]})
            for answer in answers:
                self._folder.heard(answer)
        return len(seen) == _BATCH

    def _rows(self, seen: list[Sighting]) -> tuple[list[dict[str, Any]], list[Sighting]]:
        """As they are sent, with the messages that are to go along; as many as fit."""
        rows: list[dict[str, Any]] = []
        sent: list[Sighting] = []
        size = 0
        for each in seen:
            row = each.to_json()
            if each.raw:
                raw = self._raw(each)
                size += len(raw)
                if rows and size > _MOST_RAW:
                    break
                row["raw"] = bool(raw)
                row["content"] = base64.b64encode(raw).decode()
            rows.append(row)
            sent.append(each)
        return rows, sent

    def _raw(self, seen: Sighting) -> bytes:
        raw = self._raws(seen)
        return raw if len(raw) <= _MOST_RAW else b""

    def _held(self, seen: Sighting) -> bytes:
        try:
            return self._folder.held.raw(str(seen.place.get("held", "")))
        except Missing:
            return b""  # released or deleted since

    def _set_up(self) -> None:
        """Fetch profile, memory and rules where they changed."""
        known = self._folder.note("setup")
        head = {"If-None-Match": known["etag"]} if isinstance(known.get("etag"), str) else {}
        status, answer, etag = self._ask("/setup", head)
        if status == 304:
            return
        try:
            data = shapes.table(answer, "setup")
            self._take(data)
        except (BadData, BadProfile, BadMemory) as error:
            raise Unreached(f"setup: {error}") from error
        self._folder.keep_note("setup", {"etag": etag})
        self._changed()

    def _take(self, data: dict[str, Any]) -> None:
        book = RuleBook.from_json(data.get("rules"))
        if (profile := data.get("profile")) is not None:
            profiles.build(shapes.table(profile, "profile"))
            disk.write(self._folder.profile, json.dumps(profile).encode())
        store = data.get("store")
        if store is not None:
            self._fetch_store(shapes.text(shapes.table(store, "store"), "sha256", "store"))
        self._folder.keep_rules(book)

    def _fetch_store(self, digest: str) -> None:
        """The memory, where it isn't the one that is here; checked before it takes its place."""
        if self._folder.note("store").get("sha256") == digest and self._folder.memory.exists():
            return
        with tempfile.NamedTemporaryFile(dir=self._folder.state, prefix=".store-", suffix=".half") as file:
            made = sha256()
            with self._open("/store", {}) as answer:
                while piece := answer.read(1 << 20):
                    made.update(piece)
                    file.write(piece)
                    if file.tell() > _MOST_STORE:
                        raise Unreached("the store is too large")
            file.flush()
            if made.hexdigest() != digest:
                raise Unreached("the store isn't the one that was promised")
            try:
                with closing(Memory(file.name, is_read_only=True)):
                    pass
            except sqlite3.Error as error:
                raise Unreached(f"the store can't be read: {error}") from error
            new = self._folder.state / ".store.new"
            new.unlink(missing_ok=True)
            new.hardlink_to(file.name)
            disk.move(new, self._folder.memory)
        self._folder.keep_note("store", {"sha256": digest})

    def _obey(self) -> None:
        """Carry out the orders that are new, each once; a late answer is sent again. What failed is tried
        once more when the platform asks for it again."""
        _, answer, _ = self._ask("/orders", {})
        try:
            rows = shapes.rows(shapes.table(answer, "orders").get("orders"), "orders")
        except BadData as error:
            raise Unreached(f"orders: {error}") from error
        for n, row in enumerate(rows, 1):
            try:
                order = commands.from_json(row, f"order {n}")
            except BadData as error:
                self._refuse(row, error)
                continue
            before = self._folder.answer_to(order.id)
            if before and not (before.outcome == commands.FAILED and self._folder.is_heard(order.id)):
                self._folder.ask_again(order.id)
            else:
                self._folder.answer(self._carried(order))

    def _carried(self, order: Order) -> Answer:
        """What became of it. What a process that died had done already is done, not missing."""
        was_begun = self._folder.begin(order.id)
        answer = self._carry(order)
        if (
            was_begun
            and answer.outcome == commands.MISSING
            and order.deed in {commands.RELEASE, commands.DELETE}
        ):
            return Answer(order.id, commands.DONE, answer.text)
        return answer

    def _refuse(self, row: Any, error: BadData) -> None:
        try:
            name = shapes.identity(shapes.table(row, "order"), "id", "order")
        except BadData:
            raise Unreached(f"orders: {error}") from error
        self._folder.answer(Answer(name, commands.REFUSED, str(error)))

    # --- HTTP ----------------------------------------------------------------------------------
    def _ask(self, path: str, headers: dict[str, str]) -> tuple[int, Any, str]:
        """Status (200 or 304), the JSON and its ETag."""
        try:
            with self._open(path, headers) as answer:
                body = answer.read(_MOST_ANSWER + 1)
                etag = answer.headers.get("ETag", "")
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return 304, None, ""
            raise
        if len(body) > _MOST_ANSWER:
            raise Unreached(f"{path}: the answer is too long")
        try:
            return 200, json.loads(body), etag
        except (ValueError, RecursionError) as error:
            raise Unreached(f"{path}: the answer is no JSON") from error

    def _post(self, path: str, data: dict[str, Any]) -> Any:
        """The JSON that is answered, None where it is none."""
        with self._open(path, {"Content-Type": "application/json"}, json.dumps(data).encode()) as answer:
            body = answer.read(_MOST_ANSWER)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None

    def _open(self, path: str, headers: dict[str, str], body: bytes | None = None) -> Any:
        """The answer of the platform, to be closed; Unreached where there is none or it refuses."""
        asked = urllib.request.Request(  # noqa: S310 - https, or this machine
            f"{self._platform.url}{BASE}{path}",
            data=body,
            headers={**headers, "Authorization": f"Bearer {self._platform.token}", "Accept": "*/*"},
        )
        opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl.create_default_context()), _Straight()
        )
        try:
            return opener.open(asked, timeout=_PATIENCE)
        except urllib.error.HTTPError as error:
            if error.code == 304:
                raise
            with error:
                raise Unreached(f"{path}: {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreached(f"{path}: {getattr(error, 'reason', None) or error}") from error


class _Straight(urllib.request.HTTPRedirectHandler):
    """The token goes nowhere else than where it was meant to."""

    def redirect_request(self, *_: Any) -> None:
        """No redirection is followed."""
