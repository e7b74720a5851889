"""What it costs that versions of a letter are tested, in queueing and in sending: a part of bench_mailing.py.

The same letter to the same people, clicks counted in both: once as one version, once dealt by chance as two
and as five, to all of them; and as two to a fifth of them, the others kept back (queueing alone).
"""

import argparse

from benchmarks import bench_mailing as bench
from benchmarks import report
from hustings.mailing import delivery_queue

LETTERS = "ABCDE"


def run(asked: argparse.Namespace) -> None:
    """The better of two, in turns."""
    from hustings.campaigns.models import Campaign

    campaign = Campaign.current()
    campaign.measure_clicks = "totals"
    campaign.save()
    queued: dict[str, float] = {}
    sent: dict[str, float] = {}
    ways = {
        "one version": (1, 100),
        "two versions": (2, 100),
        "five versions": (5, 100),
        "two, to 20 %": (2, 20),
    }
    for _turn in range(2):
        for name, (versions, percent) in ways.items():
            mailing = made(asked.kilobytes, versions, percent)
            rate, n = queue(mailing)
            queued[name] = max(queued.get(name, 0.0), rate)
            if percent == 100:
                rate = send(mailing, n, asked)
                sent[name] = max(sent.get(name, 0.0), rate)
            mailing.deliveries.all()._raw_delete(mailing.deliveries.db)
    for name in list(ways)[1:]:
        report.ratio(f"queue, {name} by one", queued[name], queued["one version"], "rows/s")
    for name in list(sent)[1:]:
        report.ratio(f"send, {name} by one", sent[name], sent["one version"], "letters/s")


def made(kilobytes: int, versions: int, percent: int):  # type: ignore[no-untyped-def]
    """A mailing of so many versions, ready to be queued."""
    from hustings.campaigns.models import Campaign
    from hustings.mailing import letter
    from hustings.mailing.measuring import plans
    from hustings.mailing.models import Trial
    from hustings.mailing.trials import dealing

    mailing = bench.draft(kilobytes, n_links=2)
    if versions > 1:
        said = mailing.content.raw_data[0]
        mailing.content = [
            (said["type"], {**said["value"], "version": each, "subject": f"Tonight, {each}"})
            for each in LETTERS[:versions]
        ]
        mailing.save()
        mailing.refresh_from_db()
        Trial.objects.create(mailing=mailing, size=percent, measure="clicks")
        dealing.begin(mailing)
        assert dealing.of(mailing), mailing.versions
    plans.begin(mailing, letter.survey(mailing).targets, Campaign.current())
    return bench.let_go(mailing)


def queue(mailing) -> tuple[float, int]:  # type: ignore[no-untyped-def]
    """Rows a second, and how many."""

    with report.stopwatch() as seconds:
        n = sum(delivery_queue.queue(mailing))
    return n / seconds(), n


def send(mailing, n: int, asked: argparse.Namespace) -> float:  # type: ignore[no-untyped-def]
    """Letters a second, by one worker."""
    from django.utils import timezone

    from hustings.mailing.models import Mailing

    Mailing.objects.filter(pk=mailing.pk).update(state="sending", queued_at=timezone.now())
    took = bench.together("worker", str(mailing.pk), asked.connections, 1, asked.kilobytes)
    left = mailing.deliveries.exclude(state="sent").count()
    assert not left, f"{left} letters were not handed over"
    return n / took
