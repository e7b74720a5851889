"""The benchmark of mail: its shares, samples and wrapped newsletters are what they say."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.mail import collection, curves, newsletters
from mailguard.parse import parse

BODY = "Dear friend,\nOur campaign needs you today. [[URL REDACTED]]\nThank you, Ada"


def test_a_threshold_lets_at_most_its_share_of_honest_mail_be_flagged():
    honest = [float(number) for number in range(1000)]
    for share, flagged in ((0.01, 10), (0.001, 1), (0.0, 0)):
        assert curves.above(honest, curves.threshold(honest, share)) == flagged


def test_equal_scores_are_never_flagged_beyond_the_share():
    assert curves.above([1.0] * 50 + [0.0] * 50, curves.threshold([1.0] * 50 + [0.0] * 50, 0.1)) == 0


def test_a_cluster_counts_once_however_many_copies_it_has():
    caught = [("many", True)] * 9 + [("many", False), ("one", False)]
    assert curves.by_cluster(caught) == (0.9, 2)


def test_scores_that_tell_nothing_are_near_chance_and_perfect_ones_are_not():
    assert curves.auc([1.0, 1.0], [1.0, 1.0, 1.0]) == 0.5
    assert curves.auc([3.0, 2.0], [1.0, 0.0]) == 1.0
    assert curves.auc([2.0, 0.0], [1.0]) == 0.5


def test_a_sample_keeps_the_shares_of_the_sources():
    items = [
        collection.Item("ham", name, "0", Path(f"{name}{number}.eml"))
        for name, n in (("large", 900), ("small", 100))
        for number in range(n)
    ]
    chosen = collection.sample(items, 100)
    assert [sum(each.source == name for each in chosen) for name in ("large", "small")] == [90, 10]
    assert chosen == collection.sample(items[::-1], 100)


@pytest.mark.parametrize("style", newsletters.STYLES, ids=lambda style: style.name)
def test_a_newsletter_is_wrapped_as_its_style_says(style):
    for number in range(6):
        facts = parse(newsletters.wrap(BODY, number, style)).facts
        assert "needs you today" in facts.text
        assert "REDACTED" not in facts.text
        assert bool(facts.html) == (style.look != "text")
        assert bool(facts.bulk.unsubscribe) == bool(style.leave)
        assert facts.bulk.is_one_click == (style.leave == "one-click")
        counted = {link.organisation for link in facts.links if link.host} - {facts.author.organisation}
        assert bool(counted) == style.has_counter


def test_without_mail_it_says_what_is_needed():
    run = subprocess.run([sys.executable, "-m", "benchmarks.mail"], capture_output=True, text=True)
    assert run.returncode == 2
    assert "make bench-mail MAIL=folder" in run.stderr
    assert "index.tsv" in run.stderr
