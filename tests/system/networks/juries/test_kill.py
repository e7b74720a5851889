"""A worker killed while it sends the letters of a round: each applicant gets theirs."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hustings.foundation.jobs.models import OnceRecord
from hustings.networks.initiatives import letters, tasks
from hustings.networks.initiatives.models import Application, Letter
from tests.cast.networks import killing
from tests.cast.networks.initiatives.fixtures import opened
from tests.cast.networks.initiatives.rounds import eligible
from tests.waiting import until

pytestmark = pytest.mark.both
KILLS, N = 2, 8
SEND = "from hustings.networks.initiatives import tasks; tasks.send_round.call({})"


@pytest.mark.django_db(transaction=True)
def test_killed_workers_forget_no_letter(
    transactional_db: None, tmp_path: Path, settings: Any, run_tasks: Callable[[], int]
) -> None:
    round_ = opened()
    eligible(round_, N)
    Application.objects.update(state="accepted")
    run_tasks()
    mail.outbox.clear()
    letters.tell_all(list(Application.objects.values_list("pk", flat=True)), "decision")
    unsent = Letter.objects.filter(kind="decision", mailed_at=None)
    for _n in range(KILLS):
        n = unsent.count()
        process = killing.start(SEND.format(round_.pk), tmp_path, 'UPDATE "initiatives_letter"', 0.5)
        until(lambda n=n: unsent.count() < n - 1, "two more letters")  # type: ignore[misc]
        killing.kill(process)
    assert unsent.exists()
    OnceRecord.objects.update(until=timezone.now())  # four minutes later
    tasks.send_round.call(round_.pk)
    tasks.send_round.call(round_.pk)
    texts = "".join(path.read_text() for path in (tmp_path / "mails").iterdir())
    got = Counter(each.to[0] for each in mail.outbox)
    for at in range(N):
        got[f"p{at}@people{at}.example"] += texts.count(f"To: p{at}@people{at}.example")
    assert len(got) == N and all(got.values()), "nobody is forgotten"
    assert sum(got.values()) <= N + KILLS and not unsent.exists(), "and at most one twice for each kill"
