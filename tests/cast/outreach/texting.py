"""A gateway that is on, people who get texts, and what their phones got."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from hustings.foundation.webhooks import signing
from hustings.outreach.text_messages import vault
from hustings.outreach.text_messages.carrier import Carrier
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person, Purpose
from hustings.people.segments.models import Segment

PROCESS = Path(__file__).parent / "text_gateway.py"
EVERYBODY = {"match": "all", "criteria": [{"criterion": "born_on", "operator": "unknown"}]}
SECRET = signing.fresh()


@dataclass
class Fake:
    """The process: its address, and the messages that it has taken."""

    url: str
    log: Path

    @property
    def taken(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@contextmanager
def running(folder: Path, *more: str) -> Iterator[Fake]:
    """The fake gateway, for a while."""
    log = folder / "texts.log"
    log.touch()
    command = [sys.executable, str(PROCESS), str(log), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Fake(f"http://127.0.0.1:{process.stdout.readline().strip()}", log)
        finally:
            process.kill()


def gateway(fake: Fake | None, **values: Any) -> Gateway:
    """A gateway of the campaign's own that is on."""
    settings = {"url": fake.url if fake else "http://127.0.0.1:9", "sender": "Hustings"}
    about: dict[str, Any] = {"provider": "http", "name": "Ours", "per_second": 1_000, "settings": settings}
    made = Gateway.objects.create(**(about | values))
    keys = {"token": "s3cret", "webhook_secret": SECRET, "auth_token": "s3cret"}
    vault.keep(made, keys | {"application_secret": "s3cret", "consumer_key": "c0nsumer"})
    return made


def person(name: str, number: str, *, agrees: bool = True, **values: Any) -> Person:
    made = Person(**({"language": "en"} | values))
    made.rename(name, "Test")
    made.save()
    persons_actions.add_phone(person=made, number=number)
    if agrees:
        persons_actions.record_consent(person=made, purpose=Purpose.SMS, is_given=True, source="form")
    return made


def blast(user: Any, body: str = "Vote on Sunday!", **values: Any) -> TextBlast:
    """A draft to everybody."""
    segment, _is_new = Segment.objects.get_or_create(name="Everybody", defaults={"criteria": EVERYBODY})
    return TextBlast.objects.create(name="Sunday", segment=segment, body=body, user=user, **values)


def two_texts(people: Iterable[Person], user: Any) -> None:
    """Two texts that were sent: each of these people got both, one or none, or it failed."""
    road, people = gateway(None), list(people)
    for at in range(2):
        text = blast(user, queued_at=timezone.now())
        TextMessage.objects.bulk_create(
            TextMessage(
                key=uuid4(), text=text, gateway=road, person=each, number=f"+336123457{n:02}",
                state=["sent", "delivered", "failed", "skipped"][(n + at) % 4],
            )
            for n, each in enumerate(people)
            if (n + at) % 3
        )  # fmt: skip


def carry(row: Gateway, seconds: float = 30.0) -> Carrier:
    """One run of a carrier."""
    made = Carrier(Gateway.objects.get(pk=row.pk))
    made.run(seconds)
    return made


def uuid(n: int) -> UUID:
    """A key that is the same in each process."""
    return UUID(int=n + 1)


def signed(body: dict[str, Any], at: float) -> tuple[bytes, dict[str, str]]:
    """What our own gateway posts: the body, and headers as Django's test client takes them."""
    raw = json.dumps(body).encode()
    said = signing.headers([SECRET], "msg_1", int(at), raw)
    return raw, {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in said.items()}
