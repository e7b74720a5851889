"""The three engines side by side."""

import time
from collections.abc import Sequence

from benchmarks import report
from benchmarks.mail import collection, curves, judging, names_server, spear
from benchmarks.mail.collection import Item
from benchmarks.mail.peers import rspamd, spamassassin
from benchmarks.mail.peers.found import Found, Post, Result
from benchmarks.mail.settings import Settings
from mailguard import Engine, Envelope

_SPEAR = 100  # attacks shown to all three; SpamAssassin is slow


def run(settings: Settings) -> None:
    """Phish and honest mail of dev, and made attacks, none of which they learnt from."""
    phish, honest = _sample(settings)
    attacks = list(spear.attacks(settings.attacks))[:: max(1, spear.count(settings.attacks) // _SPEAR)]
    report.header("Beside peers", phish=len(phish), honest=len(honest), spear_phish=len(attacks))
    posts: list[Post] = [(item.raw(), Envelope()) for item in [*phish, *honest]]
    posts += [(attack.raw, Envelope()) for attack in attacks]
    found = {"mailguard": ours(posts)}
    if rspamd.is_installed():
        with (
            names_server.serving({}, knows_others=False) as port,
            rspamd.serving(port, is_local=True) as server,
        ):
            found["rspamd"] = server.check_all(posts, 2)
    if spamassassin.is_installed():
        with spamassassin.serving(settings.jobs) as assassin:
            found["SpamAssassin"] = assassin.check_all(posts, settings.jobs)
    for name in {"rspamd", "SpamAssassin"} - set(found):
        print(f"{name} is not installed: apt install rspamd spamassassin spamd")
    for name, one in found.items():
        _tell(name, one, len(phish), len(honest))


def _sample(settings: Settings) -> tuple[list[Item], list[Item]]:
    """A quarter phish, the rest honest mail by sources: the rarest share needs a thousand of it."""
    dev = collection.read(settings.mail, "dev")
    n_phish = settings.peers // 4
    phish = collection.sample([item for item in dev if item.label == "phish"], n_phish)
    honest = collection.sample([item for item in dev if item.label == "ham"], settings.peers - n_phish)
    return phish, honest


def ours(posts: Sequence[Post]) -> Found:
    """One process, without profile, history or network, as the peers are."""
    engine = Engine()
    engine.analyse(posts[0][0])
    began, used = time.perf_counter(), time.process_time()
    judged = [judging.judged(engine.analyse(raw)) for raw, _ in posts]
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    return Found([Result(each.score, each.is_flagged) for each in judged], wall, cpu, 0)


def _tell(name: str, found: Found, n_phish: int, n_honest: int) -> None:
    print()
    phish, rest = found.results[:n_phish], found.results[n_phish:]
    honest, attacks = rest[:n_honest], rest[n_honest:]
    report.share(f"{name}: phish caught at its default", sum(each.is_flagged for each in phish), n_phish)
    report.share(f"{name}: honest mail flagged", sum(each.is_flagged for each in honest), n_honest)
    for share in (0.001, 0.01):
        limit = curves.threshold([each.score for each in honest], share)
        caught = curves.above([each.score for each in phish], limit)
        report.share(f"{name}: phish caught at {share:.1%} false alarms", caught, n_phish)
    flagged = sum(each.is_flagged for each in attacks)
    report.share(f"{name}: spear-phish caught, without profile", flagged, len(attacks))
    report.figure(f"{name}: messages a second of one core", len(found.results) / found.cpu, "/s")
