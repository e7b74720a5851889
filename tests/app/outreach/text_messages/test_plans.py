"""A hundred thousand messages: what is asked while they leave reads an index, never all of them."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.outreach.text_messages import inbox, leases, progress, tasks, wire
from hustings.outreach.text_messages.gateways.port import Arrived, Receipt, Told
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage
from hustings.outreach.text_messages.people import hooks
from hustings.people.persons.models import Person
from tests.cast.outreach import texting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
N, PER_TEXT = 100_000, 10_000
COLUMNS = [
    "key", "kind", "text", "gateway", "person", "number", "body", "state", "reason", "said", "made_at",
    "due_at", "tries", "n_parts", "provider_id", "sent_at",
]  # fmt: skip


@pytest.fixture
def text(dora: Any, gateway: Gateway) -> TextBlast:
    """The last of ten texts; of each, a hundredth waits."""
    texts = [texting.blast(dora, gateway=gateway) for _n in range(N // PER_TEXT)]
    now, people = timezone.now(), bulk.reserve_ids(Person, PER_TEXT)
    Person.objects.bulk_create((Person(pk=pk) for pk in people), batch_size=500)
    bulk.insert(TextMessage, COLUMNS, (
        [
            uuid.UUID(int=n + 1), "text", texts[n // PER_TEXT].pk, gateway.pk, people[n % PER_TEXT],
            f"+3361{n:07}", "", "delivered" if n % 100 else "queued", "", "", now, now, 1, 1, f"id-{n}",
            now if n % 100 else None,
        ]
        for n in range(N)
    ))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return texts[-1]


def plans(deed: Callable[[], Any]) -> list[tuple[str, str]]:
    """Each question about messages that a deed asks, with its plan."""
    asked = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if re.match(r"(SELECT|UPDATE)\b.*\btext_messages_textmessage\b", sql, re.DOTALL) and not many:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        deed()
    found = []
    with connection.cursor() as cursor:
        for sql, params in asked:
            how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
            cursor.execute(f"{how} {sql}", params)
            found.append((sql, "\n".join(str(row[-1]) for row in cursor.fetchall())))
    return found


def test_nothing_reads_all_messages(dora, gateway, text, client, subtests):
    client.force_login(dora)
    now, row = timezone.now(), TextMessage.objects.filter(text=text)[0]
    carrier = uuid.uuid4()
    assert leases.take(gateway, carrier, now)
    person = texting.person("Ann", "06 12 34 56 10")
    deeds: dict[str, Callable[[], Any]] = {
        "claim": lambda: wire.claim(gateway, carrier, 50, now),
        "due": lambda: tasks._due(gateway).exists(),
        "progress": lambda: progress.of(text),
        "receipts": lambda: inbox.receive(
            gateway, [Receipt("delivered", row.key), Receipt("sent", None, "id-7")]
        ),
        "stop": lambda: inbox.take(
            gateway, Told(arrived=(Arrived("1", person.phones.get().number, "STOP"),))
        ),
        "a no": lambda: inbox.cancel(Q(person=person)),
        "timeline": lambda: list(hooks._sent(person)[:20]),
        "recipients": lambda: client.get(reverse("text_messages:text_recipients", args=[text.pk])),
    }
    for name, deed in deeds.items():
        found = plans(deed)
        assert found, name
        for sql, plan in found:
            whole = re.search(
                r"Seq Scan on text_messages_textmessage|SCAN text_messages_textmessage(?! USING)", plan
            )
            with subtests.test(name):
                assert not whole, f"{sql}\n{plan}"
