"""A search for duplicates, merging and a retirement, killed with ``kill -9`` inside a chunk and run again."""

import json
from pathlib import Path

import pytest

from tests.system.people.imports.test_import_kill import ON_POSTGRES, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
PAIRS, OLD = 70, 300  # two chunks of merges; on SQLite two chunks of people to erase
SCRIPT = """
import datetime as dt, json, os, signal, sys
import django
django.setup()
from django.db import connection, connections
from django.utils import timezone
from hustings.people.persons.models import *
from hustings.foundation.accounts.models import Grant, User
from hustings.people.privacy import consent_ledger as ledger
from hustings.people.persons.actions import consents
from hustings.people.duplicates.actions import duplicates, merges as merging
from hustings.people.privacy.actions import retention
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.privacy.models import RetentionRule, Retirement
from hustings.people.changes.operations import run as running

PAIRS, OLD = map(int, sys.argv[1:3])
now = timezone.now()


def killed(operation, table, at):
    '''Run it in a process of its own that dies inside the chunk of its n-th write to the table.'''
    connections.close_all()
    child = os.fork()
    if not child:
        n = 0

        def count(execute, sql, *more):
            nonlocal n
            result = execute(sql, *more)
            n += sql.startswith(table)
            if n >= at:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        with connection.execute_wrapper(count):
            running.run_operation(operation.pk)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, (table, status)
    operation.refresh_from_db()
    seen = (operation.state, operation.n_done)
    for _twice in range(2):  # as when two workers get it
        running.run_operation(operation.pk)
    operation.refresh_from_db()
    assert operation.state == "done", operation.problem
    return [*seen, operation.n_done, operation.counts]


def word(n):
    return "".join(chr(97 + n // 26**place % 26) for place in range(3)) * 2


def make(n, given, mailbox, at, born, phone):
    person = Person(created_at=at, updated_at=at, born_on=born)
    person.rename(given, word(n) + "ard")
    return person, mailbox, phone


rows = []
for n in range(PAIRS):
    born, phone = dt.date(1950 + n % 40, 1 + n % 12, 1 + n % 28), f"+336123{n:05}"
    rows.append(make(n, "Jo" + word(n), f"jo.{word(n)}@gmail.com", now, born, phone))
    rows.append(make(n, "Jo" + word(n), f"jo{word(n)}@googlemail.com", now, born, phone))
long_ago = now - dt.timedelta(days=900)
rows += [
    make(1000 + n * 7, "Old" + word(n * 3), f"old{n}@example.org", long_ago, None, None) for n in range(OLD)
]
people = Person.objects.bulk_create(person for person, *_more in rows)
Email.objects.bulk_create(Email(person=p, address=a, key=a) for (_p, a, _n), p in zip(rows, people))
Phone.objects.bulk_create(Phone(person=p, number=n) for (_p, _a, n), p in zip(rows, people) if n)
for person in people[:3] + people[-3:]:
    consents.record_consent(person=person, purpose=Purpose.EMAIL, is_given=True, source="page", text="Yes.")

dora = User.objects.create_user("dora@example.org", "x")
Grant.objects.create(user=dora, role="director")
told = {}
told["search"] = killed(duplicates.search(), 'INSERT INTO "duplicates_duplicate"', 2)
told["pairs"] = Duplicate.objects.open().filter(certainty="sure").count()
told["merge"] = killed(merging.merge_sure(user=dora), 'INSERT INTO "duplicates_merge"', 60)
told["merges"] = [Merge.objects.count(), Person.objects.count(), Email.objects.count(), Phone.objects.count(),
                  Activity.objects.filter(kind="merge.merged").count()]
rule = retention.save_rule(rule=RetentionRule(
    name="Old", since="known", days=365, spares_consenting=False, is_active=True, notice_days=1))
retention.announce()
Retirement.objects.update(due_on=timezone.localdate())
(operation,) = retention.begin_due()
told["erase"] = killed(operation, 'DELETE FROM "persons_person"', 2 if connection.vendor == "sqlite" else 1)
told["left"] = [Person.objects.count(), Email.objects.count(), Erasure.objects.count(),
                Erasure.objects.values("fingerprint").distinct().count(), ConsentEntry.objects.count()]
proof = ledger.prove()
assert proof.fault is None, proof
print(json.dumps(told))
"""


@ON_POSTGRES
def test_what_was_killed_inside_a_chunk_is_done_once_and_whole(
    installation: Installation, tmp_path: Path
) -> None:
    told = json.loads(installation.run(SCRIPT, str(PAIRS), str(OLD)))
    n_people = 2 * PAIRS + OLD
    assert told["search"][0] == "running" and told["search"][2] == n_people
    assert told["pairs"] == PAIRS
    assert told["merge"] == ["running", 50, PAIRS, {"merged": PAIRS}], "the first fifty stood"
    assert told["merges"] == [PAIRS, PAIRS + OLD, n_people, PAIRS, PAIRS]
    behind = 250 if installation.kind == "sqlite" else 0
    assert told["erase"] == ["running", behind, OLD, {"erased": OLD}]
    assert told["left"] == [PAIRS, 2 * PAIRS, OLD, OLD, 3]
