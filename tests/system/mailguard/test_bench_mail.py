"""The benchmark of mail: its shares, samples and wrapped newsletters are what they say."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.mail import collection, curves, names_server, newsletters, probes, signing
from mailguard import Engine
from mailguard.authentication.dns import Live, Static
from mailguard.message.parse import parse

BODY = "Dear friend,\nOur campaign needs you today. [[URL REDACTED]]\nThank you, Ada"


def test_a_threshold_lets_at_most_its_share_of_honest_mail_be_flagged():
    honest = [float(number) for number in range(1000)]
    for share, flagged in ((0.01, 10), (0.001, 1), (0.0, 0)):
        assert curves.above(honest, curves.threshold(honest, share)) == flagged


def test_a_sure_threshold_allows_for_luck_and_says_when_there_is_too_little_mail():
    honest = [float(number) for number in range(10_000)]
    assert (
        curves.at_most(10_000, 0.001, 0.95) == 4
    )  # five of them are as likely as 6.7 % where the share is 0.1 %
    assert curves.above(honest, curves.threshold(honest, 0.001, 0.95)) == 4
    assert curves.at_most(2_000, 0.001, 0.95) == -1
    assert curves.above(honest[:2_000], curves.threshold(honest[:2_000], 0.001, 0.95)) == 0


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


def test_what_is_signed_anew_is_proven_by_its_zone():
    raw = (
        b"Received: from a by b; Tue, 7 Mar 2023 14:02:11 +0100\n"
        b"DKIM-Signature: v=1; a=rsa-sha256; d=old.example;\n s=gone; h=from; bh=x; b=y\n"
        b"From: Alice <alice@valbrune.example>\nTo: bob@valbrune.example\nSubject: A  room\n"
        b"\nIt is  free. \n\n\n"
    )
    (found,), zone = signing.signed([raw])
    for resolver in (Static(zone), None):
        proof = Engine(resolver=resolver).analyse(*found).facts.authentication
        wanted = "pass" if resolver else "unknown"
        assert (proof.spf.result, proof.dmarc.result) == (wanted, wanted)
    assert b"old.example" not in found[0]
    facts = Engine(resolver=Static(zone)).analyse(*found).facts
    assert [(each.domain, each.result) for each in facts.authentication.dkim] == [
        ("valbrune.example", "pass")
    ]
    changed = found[0].replace(b"free", b"paid")
    assert (
        Engine(resolver=Static(zone)).analyse(changed, found[1]).facts.authentication.dkim[0].result == "fail"
    )


def test_the_names_server_answers_from_its_zone_and_knows_nothing_else():
    zone = {"mail.example.org": {"TXT": ["v=spf1 -all " + "x" * 300], "A": ["192.0.2.1"]}}
    with names_server.serving(zone) as port:
        ask = Live([f"127.0.0.1:{port}"]).lookup
        assert ask("mail.example.org", "TXT").byte_values == (b"v=spf1 -all " + b"x" * 300,)
        assert ask("mail.example.org", "A").texts == ("192.0.2.1",)
        assert ask("mail.example.org", "MX").status == "empty"
        assert ask("example.org", "A").status == "empty"
        assert ask("other.example", "A").status == "nxdomain"
    with names_server.serving(zone, knows_others=False) as port:
        assert Live([f"127.0.0.1:{port}"]).lookup("other.example", "A").status == "unknown"


def test_a_reduced_message_keeps_only_what_its_probe_names():
    raws = [
        b"X-Odd: 1\nFrom: Alice <a@valbrune.example>\nSubject: One\n\nBonjour\n",
        b"X-Odd: 22\nFrom: Mallory <m@rival.example>\nSubject: Two\n\nHello, hello, hello\n",
    ]
    pairs = [(raw, parse(raw).facts) for raw in raws]
    names = [probes.names_only(*pair) for pair in pairs]
    assert names[0] == names[1]
    assert b"X-Odd:" in names[0]
    assert probes.date_only(*pairs[0]) == probes.date_only(*pairs[1])
    assert len(parse(probes.length_only(*pairs[1])).facts.text.split()) == 3
