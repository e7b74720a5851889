"""People going through a sequence of five steps, beside the bare statements that the same rows take.

Their steps: a tag, a wait, a letter, a wait, another tag. Letters are said to have left as soon as they are
queued; what a worker takes to send them is ``bench_mailing.py``'s. The bare way has a table of the same
people, in which statements of the same batches write down who is past each step and where everybody is now.
It asks nobody whether they still want mails, puts no tag on and tells no timeline.
"""

import argparse
import datetime as dt
import sys
from pathlib import Path

from benchmarks import report

STEPS = 5


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--people", type=int, default=100_000)
    asked = words.parse_args()
    report.header("Sequences", people=asked.people, steps=STEPS)
    from benchmarks import bench_mailing

    bench_mailing.fill(asked.people)
    sequence = made()
    with report.stopwatch() as entering:
        enrol(sequence, asked.people)
    report.figure("enrolled", asked.people / entering(), "people/s")
    seconds, queries = gone_through(sequence)
    wanted = asked.people * STEPS
    from hustings.outreach.automations.models import Enrolment, Passage

    through = Enrolment.objects.filter(sequence=sequence, ending="through").count()
    assert through == asked.people, f"{through} came to the end"
    assert Passage.objects.count() == wanted
    bare_seconds = bare(asked.people)
    report.ratio("steps", wanted / seconds, wanted / bare_seconds, "steps/s")
    report.figure("queries a person, all five steps", queries / asked.people, "queries")


def made():  # type: ignore[no-untyped-def]
    """A sequence that runs."""
    from benchmarks import bench_mailing
    from hustings.outreach.automations.actions import sequences, steps
    from hustings.outreach.automations.flow import ROOT, Flow, Place
    from hustings.outreach.automations.models import Sequence, Trigger
    from hustings.outreach.emails.blocks import builder
    from hustings.outreach.mailings.models import Mailing
    from hustings.people.persons.models import Tag

    dora = bench_mailing.draft().sent_by
    sequence = Sequence.objects.create(name="Welcome", user=dora)
    first, last = (Tag.objects.create(name=name, key=name.lower()) for name in ("Greeted", "Knows us"))
    waits = {"value": {"n": 1, "unit": "days"}}
    for kind, what in [
        ("tag", {"tag": first}), ("wait", waits), ("letter", {}), ("wait", waits), ("tag", {"tag": last}),
    ]:  # fmt: skip
        standing = Flow.of(sequence).rows.get(ROOT, [])
        place = Place(ROOT, standing[-1].pk if standing else None)
        step = steps.add(sequence=sequence, place=place, kind=kind, what=what, user=dora)
        if kind == "letter":
            content = [builder.letter("Welcome, {{ name }}", builder.text("Good to have you with us."))]
            Mailing.objects.filter(pk=step.mailing_id).update(content=content)
    Trigger.objects.create(sequence=sequence, kind="consent")
    sequences.start(sequence=sequence, user=dora)
    sequence.refresh_from_db()
    return sequence


def enrol(sequence, n: int) -> None:  # type: ignore[no-untyped-def]
    """All of them, as a trigger would."""
    from django.db.models import DateTimeField, F, Value
    from django.utils import timezone

    from hustings.outreach.automations import enrolment as entering
    from hustings.people.persons.models import Person

    moment = Value(timezone.now(), output_field=DateTimeField())
    people = Person.objects.order_by("pk")[:n].values("pk")
    found = Person.objects.filter(pk__in=people).annotate(person=F("pk"), moment=moment)
    entering.bring(sequence, found, now=timezone.now())


def gone_through(sequence) -> tuple[float, int]:  # type: ignore[no-untyped-def]
    """Seconds of the engine alone, and its queries; a day passes at a time, letters leave once queued."""
    from django.db import connection
    from django.utils import timezone

    from hustings.outreach.automations import engine
    from hustings.outreach.automations.models import Enrolment
    from hustings.outreach.delivery.models import Delivery

    counts = {"queries": 0}

    def counting(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        counts["queries"] += 1
        return execute(sql, params, many, context)

    took, now = 0.0, timezone.now()
    for day in range(20):
        for round_ in range(2):
            with report.stopwatch() as seconds, connection.execute_wrapper(counting):
                engine.advance(now, seconds=3600)
            took += seconds()
            if day == round_ == 0:  # all wait for tomorrow
                explain(sequence)
            Delivery.objects.filter(state="queued").update(state="sent", sent_at=now)
        if not Enrolment.objects.open().filter(sequence=sequence).exists():
            return took, counts["queries"]
        now += dt.timedelta(days=1, minutes=1)
    raise AssertionError("they don't come to the end")


def bare(n: int) -> float:
    """Seconds for the same in SQL by hand."""
    from django.db import connection, transaction

    from hustings.outreach.automations import transitions

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, step integer, due_at integer)")
        cursor.execute("CREATE INDEX bare_due ON bare (step, due_at)")
        cursor.execute("CREATE TABLE bare_past (id integer, step integer, PRIMARY KEY (id, step))")
        cursor.execute("CREATE TABLE bare_letters (id integer PRIMARY KEY, state varchar(10))")
        cursor.executemany("INSERT INTO bare VALUES (%s, 0, 0)", [(key,) for key in range(n)])
        cursor.execute("ANALYZE")
        with report.stopwatch() as seconds:
            for step in range(STEPS):
                for start in range(0, n, transitions.BATCH):
                    batch = [start, start + transitions.BATCH]
                    with transaction.atomic():
                        cursor.execute(
                            f"INSERT INTO bare_past SELECT id, {step} FROM bare WHERE id >= %s AND id < %s",
                            batch,
                        )
                        if step == 2:
                            cursor.execute(
                                "INSERT INTO bare_letters SELECT id, 'queued' FROM bare"
                                " WHERE id >= %s AND id < %s", batch,
                            )  # fmt: skip
                        cursor.execute(
                            f"UPDATE bare SET step = {step + 1}, due_at = {step} WHERE id >= %s AND id < %s",
                            batch,
                        )
        for table in ("bare", "bare_past", "bare_letters"):
            cursor.execute(f"DROP TABLE {table}")
    return seconds()


def explain(sequence) -> None:  # type: ignore[no-untyped-def]
    """How the database finds those who are due, while people stand at all steps and go on over 30 days."""
    from django.db import connection, transaction
    from django.db.models import F
    from django.utils import timezone

    from hustings.outreach.automations import transitions
    from hustings.outreach.automations.models import Enrolment

    now, steps = timezone.now(), list(sequence.steps.order_by("position"))
    said = []

    def listening(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        said.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.cursor() as cursor:
        spread = Enrolment.objects.alias(turn=F("pk") % 30)
        for day in range(30):
            due_at = now + dt.timedelta(days=day - 3)
            spread.filter(turn=day).update(step=steps[day % STEPS], due_at=due_at)
        cursor.execute("ANALYZE automations_enrolment")
        with connection.execute_wrapper(listening):
            transitions.due(Enrolment.objects.open().filter(step=steps[1], due_at__lte=now))
        how = "EXPLAIN (COSTS OFF) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
        cursor.execute(how + said[-1][0], said[-1][1])
        rows = [str(row[-1]) for row in cursor.fetchall()]
        transaction.set_rollback(True)
    print("who is due at a step is found so:")
    for row in rows:
        print(f"    {row}")
    report.keep("plan of who is due", plan=rows)


if __name__ == "__main__":
    sys.argv[0] = str(Path(__file__).resolve())
    report.on_each_database(main)
