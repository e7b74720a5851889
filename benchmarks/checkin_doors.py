"""Doors that scan tickets with and without a network: what phones do, in Python and by the same rules."""

import http.client
import json
import random
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from hustings.field.checkins import door_lists, rules, tickets
from hustings.field.checkins.rules import Op, Row, Rules
from hustings.foundation.sync import causal

BATCH = 200
LOST = (OSError, http.client.HTTPException, ValueError)


@dataclass
class Door:
    """One phone: its list, its log, and what it has yet to send."""

    name: str
    token: str
    port: int
    salt: bytes
    keys: Any
    event: int
    listed: dict[str, Row]
    replica: uuid.UUID = field(default_factory=uuid.uuid4)
    n: int = 0
    cursor: int = 0
    cursor_id: str | None = None
    known: dict[str, list[Op]] = field(default_factory=dict)
    unsent: deque[dict[str, Any]] = field(default_factory=deque)
    noted: list[dict[str, Any]] = field(default_factory=list)
    verdicts: dict[str, int] = field(default_factory=dict)
    line: http.client.HTTPConnection | None = None
    n_cut: int = 0

    def scan(self, text: str) -> str:
        """Read, judge, and note whoever comes in; a helper lets in one in two who came before, too."""
        now = time.time()
        reading = tickets.read(text, event=self.event, keys=self.keys, now=now)
        key = door_lists.key_of(reading.number, self.salt) if reading.number else ""
        row, ops = self.listed.get(key), self.known.get(key, [])
        says = rules.judge(reading.code, reading.people, row, ops, Rules(windows=[(None, None)]), now)
        self.verdicts[says.code] = self.verdicts.get(says.code, 0) + 1
        if says.code == "welcome" or (says.code == "already" and random.random() < 0.5):
            self.note(key, "enter", says.people)
        return says.code

    def note(self, key: str, verb: str, people: int) -> None:
        self.n += 1
        ops = self.known.setdefault(key, [])
        made = {
            "id": str(uuid.uuid4()), "replica": str(self.replica), "n": self.n, "seen": causal.known(ops),
            "key": key, "verb": verb, "body": {"door": self.name, "people": people},
            "at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime())}+00:00",
        }  # fmt: skip
        ops.append(Op(made["id"], self.replica, self.n, made["seen"], verb, time.time(), self.name, people))
        self.unsent.append(made)
        self.noted.append(made)

    def send(self, size: int = BATCH) -> bool:
        """One batch; what was cut is sent again as it was. Whether more waits, or LOST is raised."""
        batch = [self.unsent[at] for at in range(min(size, len(self.unsent)))]
        said = self.ask(batch)
        for _ in batch:
            assert self.unsent.popleft()["id"] in said["positions"]
        for told in said["entries"]:
            self._hear(told)
        self.cursor = said["cursor"]
        if said["entries"]:
            self.cursor_id = said["entries"][-1]["id"]
        return bool(self.unsent or said["more"])

    def ask(self, batch: list[dict[str, Any]]) -> Any:
        """POST over a kept connection."""
        sent = {
            "cursor": self.cursor, "cursor_id": self.cursor_id, "entries": batch,
            "sent_at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime())}+00:00",
        }  # fmt: skip
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            self.line.request("POST", "/phone/sync/", json.dumps(sent), head)
            answer = self.line.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise http.client.HTTPException(f"{answer.status} {body[:200]!r}")
            return json.loads(body)
        except LOST:
            self.line.close()
            self.line = None
            raise

    def _hear(self, told: dict[str, Any]) -> None:
        if told["replica"] == str(self.replica):
            return
        op = Op(
            told["id"], uuid.UUID(told["replica"]), told["n"], told["seen"], told["verb"], time.time(),
            told["body"]["door"], told["body"]["people"],
        )  # fmt: skip
        self.known.setdefault(told["key"], []).append(op)
