"""Clicks by people and machines, told apart: a log whose truth is known, played through the site's own door.

Each request goes to the address that its letter holds; what is older than fifteen seconds is folded each
minute of the log, as the worker does. Then the range of clicks and of people is held against the truth, and
against what somebody would say who counts every request. A log of our own making says how well the rules
hold against the kinds of machine in it, and nothing of how frequent these are in the world.

    python -m benchmarks.bench_clicks --write FILE --letters 5000 --seed 7   # write another log
    python -m benchmarks.bench_clicks --log FILE                             # play it
"""

import argparse
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks import clicks_log, report
from benchmarks.clicks_log import Row


def main() -> None:
    """Measure."""
    asked = said()
    head, rows = clicks_log.read(asked.log)
    by = Counter(row[4] for row in rows)
    report.header(
        "Clicks", letters=head["letters"], requests=len(rows), people=by["person"], machines=by["machine"]
    )
    for clicks, words in (("unless", "each reader's own links"), ("totals", "links shared by all")):
        with report.stopwatch() as seconds:
            mailing = played(head, rows, clicks)
        told(mailing, rows, words, knows_people=clicks == "unless")
        report.figure(f"played, {words}", len(rows) / seconds(), "requests/s")


def said() -> argparse.Namespace:
    """What is asked for."""
    words = argparse.ArgumentParser()
    words.add_argument("--log", type=Path, default=Path(__file__).with_name("clicks.log"))
    words.add_argument("--write", type=Path, help="write a log instead of playing one")
    words.add_argument("--letters", type=int, default=2_000, help="of the log that is written")
    words.add_argument("--seed", type=int, default=20270411)
    return words.parse_args()


def played(head, rows: list[Row], clicks: str):  # type: ignore[no-untyped-def]
    """The mailing, with all counted."""
    from django.utils import timezone

    from benchmarks import bench_mailing
    from hustings.foundation.campaigns.models import Campaign
    from hustings.outreach.delivery.models import Delivery
    from hustings.outreach.emails import composition
    from hustings.outreach.tracking import plans
    from hustings.people.persons.models import Person

    campaign = Campaign.current()
    campaign.measure_clicks = clicks
    campaign.save()
    if Person.objects.count() < head["letters"]:
        bench_mailing.fill(head["letters"])
    mailing = bench_mailing.draft(n_links=head["links"])
    plans.begin(mailing, composition.survey(mailing).targets, campaign)
    bench_mailing.rows(mailing, head["letters"])
    began = timezone.now() - timedelta(days=10)
    mailing.deliveries.update(state="sent", sent_at=began)
    keys = list(Delivery.objects.filter(mailing=mailing).order_by("pk").values_list("pk", flat=True))
    _play(mailing.pk, head, rows, began, keys if clicks == "unless" else [])
    return mailing


def _play(mailing: int, head, rows: list[Row], began: datetime, keys: list[int]) -> None:  # type: ignore[no-untyped-def]
    from django.test import Client
    from django.utils import timezone

    from hustings.outreach.emails import tracking_urls
    from hustings.outreach.tracking import aggregation
    from hustings.outreach.tracking.models import TrackingEvent

    client = Client()
    shared = tracking_urls.make(mailing)
    folds_at = began + timedelta(minutes=1)
    for number, after, link, caller, _by in rows:
        at = began + timedelta(seconds=after)
        if at >= folds_at:
            aggregation.fold(timezone.now() - folds_at + aggregation.SETTLE)
            folds_at = at + timedelta(seconds=60 - (at - began).total_seconds() % 60)
        token = tracking_urls.make(mailing, keys[number]) if keys else shared
        says = dict(head["callers"][caller])
        how = says.pop("method", "GET").lower()
        where = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"  # each reader's own network
        answer = getattr(client, how)(
            f"/m/c/{link}/{token}", headers=says, REMOTE_ADDR=where, HTTP_HOST="localhost"
        )
        assert answer.status_code == 302, answer.status_code
        TrackingEvent.objects.filter(pk=TrackingEvent.objects.latest("pk").pk).update(at=at)
    aggregation.fold()


def told(mailing, rows: list[Row], words: str, *, knows_people: bool) -> None:  # type: ignore[no-untyped-def]
    """How far the range is from the truth."""
    from hustings.outreach.tracking.models import Measure

    measure = Measure.objects.get(pk=mailing.pk)
    true = sum(row[4] == "person" for row in rows)
    naive = sum(row[2] > 0 for row in rows)
    error(f"clicks, {words}", true, (measure.n_sure_clicks or 0, measure.n_clicks), naive)
    if knows_people:
        true = len({row[0] for row in rows if row[4] == "person"})
        naive = len({row[0] for row in rows if row[2] > 0})
        error(f"people, {words}", true, (measure.n_sure_clicked or 0, measure.n_clicked), naive)


def error(name: str, true: int, found: tuple[int, int], naive: int) -> None:
    """Nothing where the truth lies within; else how far outside, as a share of it."""
    low, high = found
    outside = max(low - true, true - high, 0)
    print(f"{name}: truly {true:,}; between {low:,} and {high:,}; all requests would say {naive:,}")
    report.share("  truth outside the range by", outside, true)
    report.share("  width of the range", high - low, true)
    report.share("  middle of the range beside the truth", abs((low + high) / 2 - true), true)
    report.share("  all requests beside the truth", abs(naive - true), true)
    report.keep(name, true=true, low=low, high=high, naive=naive)


if __name__ == "__main__":
    sys.argv[0] = str(Path(__file__).resolve())
    asked = said()
    if asked.write:
        clicks_log.write(asked.write, asked.letters, asked.seed)
    else:
        report.on_each_database(main)
