"""Workers killed with ``kill -9`` as an import that started a sequence is undone: nobody is left in it."""

import random
import time
from pathlib import Path

import pytest

from tests.cast.cluster import processes
from tests.cast.people import nationbuilder
from tests.system.people.imports.test_import_kill import BEGIN, ON_POSTGRES, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
ROWS, SENT = 3_000, 40
TOLD = "SELECT last, state FROM persons_operation"
UNDO = (
    BEGIN
    + f"""
running.run_import(imported.pk)
imported.refresh_from_db()
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.changes.actions import operations
from hustings.people.persons.models import Person
sequence = Sequence.objects.create(name="Welcome", state="running")
letter = Mailing.objects.create(name="Hello", kind="step")
step = Step.objects.create(sequence=sequence, kind="letter", mailing=letter)
people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
Enrolment.objects.bulk_create(
    Enrolment(person_id=pk, sequence=sequence, step=step, operation=imported.operation) for pk in people
)
Delivery.objects.bulk_create(
    Delivery(person_id=pk, mailing=letter, state="sent" if n < {SENT} else "queued")
    for n, pk in enumerate(people)
)
imported.operation.choices["starts"] = [f"sequence:{{sequence.pk}}"]
imported.operation.save()
operations.undo(operation=imported.operation)
"""
)


@ON_POSTGRES
def test_killed_workers_leave_nobody_in_a_sequence(installation: Installation, tmp_path: Path) -> None:
    made = nationbuilder.make(ROWS, seed=7)
    path = tmp_path / "list.csv"
    path.write_bytes(made.data)
    installation.run(UNDO, str(path))
    assert installation.n("automations_enrolment") == installation.n("persons_person") == made.created
    chance, worker, seen = random.Random(3), None, []
    try:
        before = installation.ask(TOLD)[0]
        worker = processes.worker([], installation.env, tmp_path / "worker.log")
        processes.until(lambda: installation.ask(TOLD)[0] < before, 90, "a chunk")
        time.sleep(chance.uniform(0, 0.2))
        worker.kill()
        worker.wait()
        seen.append(installation.n("persons_person"))
        worker = processes.worker([], installation.env, tmp_path / "worker.log")
        processes.until(lambda: installation.ask(TOLD)[1] == "undone", 120, "the end")
    finally:
        if worker:
            worker.terminate()
            worker.wait(20)
    assert any(SENT < n < made.created for n in seen), f"no kill hit the undoing: {seen}"
    assert installation.n("persons_person") == installation.n("delivery_delivery") == SENT
    ended = installation.ask("SELECT count(*) FROM automations_enrolment WHERE ending = 'out'")
    assert installation.n("automations_enrolment") == ended[0] == SENT
    kept = installation.ask("SELECT count(*) FROM persons_activity WHERE kind = 'operation.kept'")
    assert kept[0] == SENT
