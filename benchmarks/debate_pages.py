"""Pages of a debate as large as that of 2007, for readers and for the team: milliseconds of the server."""

import os
import time
from collections.abc import Iterator
from typing import Any

from benchmarks import report

N = int(os.environ.get("HUSTINGS_BENCH_CONTRIBUTIONS", "0"))
RUNS = int(os.environ.get("HUSTINGS_BENCH_RUNS", "20"))
READERS, TEAM = 150, 300
TYPED = "Je propose de rouvrir les petites gares entre les villages, car les bus sont pleins le matin"


def measure() -> None:
    """Fill, publish, ask for each page as who is recognised."""
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks import debate_factory
    from hustings.deliberation.syntheses import actions

    settings.SECOND_FACTOR, settings.ALLOWED_HOSTS = "optional", ["*"]
    call_command("collectstatic", interactive=False, verbosity=0)
    report.header("A debate", contributions=N, votes=N * 1_000 // 135, runs=RUNS)
    debate = debate_factory.Factory(N).fill()
    with report.stopwatch() as seconds:
        actions.publish(synthesis=debate.synthesis)
    report.figure("a synthesis published", seconds(), "s")
    ask(debate)


def ask(debate: Any) -> None:
    """Each page some times over."""
    known = reader(debate)
    for name, path in _public(debate):
        timed(f"a reader, {name}", known, path, READERS)
    team = director()
    for name, path in _team(debate):
        timed(f"the team, {name}", team, path, TEAM)


def _public(debate: Any) -> Iterator[tuple[str, str]]:
    at, step = "/fr/consultations", debate.phase.pk
    pk, question, item = debate.consultation.pk, debate.questions[0].pk, debate.items[0]
    yield "consultations", f"{at}/"
    yield "consultation", f"{at}/{debate.consultation.path}"
    yield "step", f"{at}/steps/{step}/"
    for order in ("chance", "balanced", "newest", "discussed"):
        yield f"question, {order}", f"{at}/questions/{question}/?order={order}"
    yield "question, unread", f"{at}/questions/{question}/?unread=1"
    yield "question, near", f"{at}/questions/{question}/?near=1"
    yield "question, words", f"{at}/questions/{question}/?q=gares"
    yield "item", f"{at}/items/{item}/"
    yield "item with few votes", f"{at}/items/{debate.items[-5]}/"
    yield "arguments", f"{at}/items/{item}/arguments/for/"
    yield "search, frequent word", f"{at}/search/{pk}/?q=gares"
    yield "search, no such word", f"{at}/search/{pk}/?q=zygomatique"
    yield "similar", f"{at}/similar/{pk}/"
    yield "what became of mine", f"{at}/mine/{pk}/"
    yield "synthesis", f"{at}/steps/{debate.synthesis.phase_id}/"
    yield "answers", f"{at}/answers/{pk}/"
    yield "follow-up", f"{at}/follow-up/{pk}/"
    yield "local debates", f"{at}/local/{step}/"
    yield "bin", f"{at}/bin/{pk}/"
    yield "log", f"{at}/log/{pk}/"
    yield "rules", f"{at}/rules/{pk}/"
    yield "data", f"{at}/data/{pk}/"


def _team(debate: Any) -> Iterator[tuple[str, str]]:
    pk, at = debate.consultation.pk, "/hq/consultations"
    yield "list", f"{at}/"
    yield "record", f"{at}/{pk}/"
    yield "step", f"{at}/steps/{debate.phase.pk}/"
    yield "moderation", f"{at}/{pk}/moderation/"
    yield "participants", f"{at}/{pk}/participants/"
    yield "participants, search", f"{at}/{pk}/participants/?q=voix"
    yield "item", f"{at}/items/{debate.items[0]}/"
    yield "duplicates", f"{at}/{pk}/duplicates/"
    yield "groups", f"{at}/{pk}/duplicates/groups/"
    yield "papers", f"{at}/{pk}/papers/"
    yield "answers", f"/hq/syntheses/{pk}/"
    yield "items to answer", f"/hq/syntheses/{pk}/items/"
    yield "synthesis", f"/hq/syntheses/steps/{debate.synthesis.phase_id}/"
    yield "sentence", f"/hq/syntheses/sentences/{debate.synthesis.sentences.all()[0].pk}/"
    yield "coding", f"/hq/syntheses/{pk}/coding/"


def timed(name: str, client: Any, path: str, aim: float) -> None:
    """The first time, which may fill what a process keeps, and the 95th percentile of the others."""
    taken, worked = [], 0.0
    for nth in range(RUNS + 1):
        cpu, began = time.process_time(), time.perf_counter()
        answer = client.post(path, {"text": TYPED}) if "/similar/" in path else client.get(path)
        taken.append((time.perf_counter() - began) * 1_000)
        worked += (time.process_time() - cpu) * 1_000 if nth else 0
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
    first, *others = taken
    p95 = sorted(others)[len(others) * 95 // 100]
    words = f"{name}, {worked / RUNS:.0f} ms of processor, {first:.0f} ms at first: p95"
    report.figure(words, p95, "ms", at_most=aim)


def reader(debate: Any) -> Any:
    """The browser of somebody who wrote and voted."""
    from django.test import Client

    from hustings.deliberation.consultations.models import Participant
    from hustings.people.signups.actions import devices

    voice = Participant.objects.get(pk=debate.participants[0])
    client = Client(headers={"accept-language": "fr"})
    client.cookies["device"] = devices.remember(email=voice.person.emails.get())
    return client


def director() -> Any:
    """A browser of HQ that may see everything."""
    from django.test import Client

    from hustings.foundation.accounts.models import Grant, User
    from hustings.foundation.accounts.roles import Role

    made = User.objects.create_user(email="director@example.org")
    Grant.objects.create(user=made, role=Role.DIRECTOR)
    client = Client(headers={"accept-language": "en"})
    client.force_login(made)
    return client
