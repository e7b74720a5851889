"""An event with thousands of tickets, its doors, a server that can be killed, and a phone in Chromium."""

import os
import random
import subprocess
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import web_server
from benchmarks.checkin_doors import Door

TIMED = """async (codes) => {
  const [input, form, verdict] = ["#code", "[data-door-form]", "[data-door-verdict]"]
    .map((each) => document.querySelector(each));
  const took = [];
  for (const code of codes) {
    verdict.dataset.code = "";
    const began = performance.now();
    input.value = code;
    form.requestSubmit();
    while (!verdict.dataset.code) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (verdict.dataset.code !== "welcome") throw new Error(verdict.dataset.code);
    took.push(performance.now() - began);
  }
  return took;
}"""


class Server:
    """Real processes at one address."""

    def __init__(self) -> None:
        from tests.cast.cluster import processes

        self.port, self.process, self.n_kills = processes.port(), None, 0
        self.address = f"http://localhost:{self.port}"

    def serve(self) -> None:
        """Start it, unless it runs, and wait until it answers."""
        if self.process:
            return
        env = {**os.environ, "HUSTINGS_BASE_URL": self.address}
        self.process: subprocess.Popen[bytes] | None = web_server.start(
            self.port, env, "hustings.wsgi", threads=4
        )

    def processor(self) -> float:
        """Seconds of processor that its processes have used."""
        ticks, group = 0, self.process.pid if self.process else 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """kill -9, with its workers."""
        if self.process:
            web_server.kill(self.process)
            self.process, self.n_kills = None, self.n_kills + 1


class Hall:
    """One event."""

    def __init__(self, n_tickets: int, n_doors: int, server: Server) -> None:
        from django.utils import timezone

        from hustings.field.checkins import door_lists, door_streams, keys
        from hustings.field.events.models import Event, Shift
        from hustings.foundation.sync import actions

        self.server, now = server, timezone.now()
        self.event = Event(titles={"en": "Great meeting"}, starts_at=now, ends_at=now + timedelta(hours=3))
        self.event.fit()
        self.event.save()
        shift = self.event.shifts.first() or Shift.objects.create(event=self.event)
        _seats(shift, n_tickets)
        door_lists.issue(self.event)
        self.stream = door_streams.stream_of(self.event)
        keys.signing()
        self.rows = list(self.event.tickets.select_related("seat__shift__event").order_by("pk"))
        self.listed = _listed(self.rows)
        salt, known = bytes(self.event.door_plan.salt), keys.public()
        self.doors = []
        for number in range(n_doors):
            name = f"Door {number + 1}"
            ends_at = now + timedelta(hours=6)
            _handset, link = actions.hand_out(stream=self.stream, name=name, ends_at=ends_at, user=None)
            token = link.partition("#")[2]
            self.doors.append(Door(name, token, server.port, salt, known, self.event.pk, self.listed))

    def schedule(self, share: float, forged: int, lapsed: int) -> dict[str, list[str]]:
        """By door the codes that are shown there: all, some once more, and those that let nobody in."""
        from hustings.field.checkins import door_lists, tickets

        first = {
            row.pk: door_lists.text_of(row) if row.pk % 2 else tickets.short(row.number) for row in self.rows
        }
        again = [first[row.pk] for row in random.sample(self.rows, int(len(self.rows) * share))]
        shown = [*first.values(), *again, *self._forged(forged), *self._lapsed(lapsed)]
        random.shuffle(shown)
        queues: dict[str, list[str]] = {door.name: [] for door in self.doors}
        for text in shown:
            queues[random.choice(self.doors).name].append(text)
        return queues

    def _forged(self, n: int) -> list[str]:
        """Half with a changed digit, half signed by a key of somebody's own."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from hustings.field.checkins import door_lists, keys, tickets

        number, _private = keys.signing()
        own, found = Ed25519PrivateKey.generate(), []
        for row in self.rows[: n // 2]:
            text, at = door_lists.text_of(row), random.randrange(20, 128)
            digit = random.choice([each for each in tickets.DIGITS if each != text[at]])
            found.append(text[:at] + digit + text[at + 1 :])
        until = int(time.time()) + 3600
        for _ in range(n - n // 2):
            made = tickets.Ticket(self.event.pk, random.getrandbits(35), 9, until)
            found.append(tickets.encoded(made, number, own))
        return found

    def _lapsed(self, n: int) -> list[str]:
        from hustings.field.checkins import keys, tickets

        until = int(time.time()) - 3600
        made = (tickets.Ticket(self.event.pk, random.getrandbits(35), 1, until) for _ in range(n))
        return [tickets.encoded(each, *keys.signing()) for each in made]

    def verdicts_offline(self, n: int) -> list[float]:
        """Milliseconds from a typed code to its verdict, on a phone whose server was killed."""
        from django.utils import timezone

        from hustings.field.checkins import tickets
        from hustings.foundation.sync import actions
        from tests.browser import ONE, profile

        self.server.serve()
        browser = ONE.open()
        try:
            with profile(browser, self.server.address, seconds=120, width=360) as context:
                ends_at = timezone.now() + timedelta(hours=6)
                _handset, link = actions.hand_out(
                    stream=self.stream, name="Phone", ends_at=ends_at, user=None
                )
                page = context.new_page()
                page.goto(f"/phone/#{link.partition('#')[2]}")
                page.wait_for_url("**/phone/check-in/*")
                page.evaluate("navigator.serviceWorker.ready")
                page.wait_for_selector("body[data-ready=door]")
                self.server.kill()
                page.reload()
                page.wait_for_selector("body[data-ready=door]")
                codes = [tickets.short(row.number) for row in random.sample(self.rows, n)]
                took: list[float] = page.evaluate(TIMED, codes)
        finally:
            ONE.close()
        return took


def _seats(shift: Any, n: int) -> None:
    """Some come with a guest or two."""
    from django.utils import timezone

    from hustings.field.registrations.models import Registration, Seat

    now, made = timezone.now(), []
    for number in range(n):
        address = f"guest{shift.pk}-{number}@example.org"
        made.append(
            Registration(
                event=shift.event, address=address, key=address, mailbox=address, language="fr",
                source="bench", confirmed_at=now,
            )
        )  # fmt: skip
    Registration.objects.bulk_create(made, batch_size=500)
    rows = Registration.objects.filter(event=shift.event).order_by("pk")
    Seat.objects.bulk_create(
        [
            Seat(
                registration=row, shift=shift, mailbox=row.mailbox, n=random.choice([1, 1, 1, 2, 3]),
                position=at, asked_at=now, seated_at=now,
            )
            for at, row in enumerate(rows, 1)
        ],
        batch_size=500,
    )  # fmt: skip


def _listed(rows: Sequence[Any]) -> dict[str, Any]:
    from hustings.field.checkins.rules import Row

    return {row.key: Row(row.seat.n, 0) for row in rows}
