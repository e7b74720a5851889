"""Assignment of versions: by chance, evenly, repeatable.

In SQL, by sets: readers in the order of language, large mailbox and a digest of the seed and their number;
every so-manieth joins, versions take turns.
"""

import random
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from hustings.outreach.abtests.models import ABTest
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import VersionVisits

_LARGE, _MOST = 50, 20  # a mailbox with a fiftieth of the readers is large; so many at most are told apart
_DOMAIN = {"postgresql": "lower(split_part(chosen, '@', 2))"}
_DOMAIN_ELSE = "lower(substr(chosen, instr(chosen, '@') + 1))"


def begin(mailing: Mailing) -> None:
    """Write down, when a mailing is sent, which versions are tested."""
    versions = mailing.versions
    trial = ABTest.objects.filter(mailing=mailing)
    if len(versions) < 2:
        trial.delete()
    elif trial.update(versions="".join(versions), seed=secrets.token_hex(16)):
        VersionVisits.objects.bulk_create(VersionVisits(mailing=mailing, version=each) for each in versions)


def forget(mailing: Mailing) -> None:
    """The mailing becomes a draft again: how its versions are tested stays set up."""
    VersionVisits.objects.filter(mailing=mailing).delete()
    ABTest.objects.filter(mailing=mailing).update(versions="", seed="")


def of(mailing: Mailing) -> ABTest | None:
    return ABTest.objects.filter(mailing=mailing).exclude(versions="").first()


def undecided(mailing: int) -> str:
    """The versions of a test that is not decided yet."""
    found = ABTest.objects.filter(pk=mailing, decided_at=None).values_list("versions", flat=True)
    return found.first() or ""


def assigner(mailing: Mailing) -> Callable[[Any, str, int], None] | None:
    """Deals the versions of a mailing among a table of readers; None where none are tested."""
    trial = of(mailing)
    return partial(deal, trial=trial) if trial else None


def deal(cursor: Any, table: str, n: int, trial: ABTest) -> None:
    """Give a table of ``n`` readers (found, chosen, zone_id, language) a column: a version, or nothing."""
    vendor = cursor.db.vendor
    size, k = trial.sample_of(n), len(trial.versions)
    chance = random.Random(trial.seed)  # noqa: S311 - to be made again; the seed itself is a secret
    domain = _DOMAIN.get(vendor, _DOMAIN_ELSE)
    cursor.execute(  # names of ours and parameters, here and below
        f"SELECT {domain} FROM {table} GROUP BY 1 HAVING count(*) >= %s ORDER BY count(*) DESC LIMIT {_MOST}",  # noqa: S608
        [max(n // _LARGE, k)],
    )
    large = [row[0] for row in cursor.fetchall()]
    marks = ", ".join(["%s"] * len(large)) or "''"
    shift, turn = chance.randrange(n), chance.randrange(k)
    step = f"((at * {size} + {shift}) / {n})"
    before = f"(((at - 1) * {size} + {shift}) / {n})"
    version = f"substr('{trial.versions}', CAST(({step} + {turn}) %% {k} AS integer) + 1, 1)"
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE {table}_dealt AS
        SELECT found, chosen, zone_id, CASE WHEN {step} > {before} THEN {version} ELSE '' END AS version
        FROM (SELECT found, chosen, zone_id, row_number() OVER (
            ORDER BY language, CASE WHEN {domain} IN ({marks}) THEN {domain} ELSE '' END, md5(found || %s)
        ) AS at FROM {table}) AS shuffled
        """,  # noqa: S608
        [*large, f":{trial.seed}"],
    )
    cursor.execute(f"DROP TABLE {table}")
    cursor.execute(f"ALTER TABLE {table}_dealt RENAME TO {table}")
