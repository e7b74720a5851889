"""A process killed while it appends: what it wrote is not there, and what is sent again is there once."""

import os

import pytest
from django.db import connection

from hustings.foundation.sync import log
from hustings.foundation.sync.models import LoggedEntry
from tests import forking
from tests.cast.foundation.sync import tally
from tests.cast.foundation.sync.tally import entry

pytestmark = pytest.mark.both
KILLS, EACH = 3, 100


def database_url() -> str:
    """Where the tests' own database is, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    return f"postgres://{settings['USER']}@/{settings['NAME']}?host={host}"


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_leaves_nothing_half_done(transactional_db, stream, tmp_path):
    phone = tally.handset(stream)
    script = str(forking.ROOT / "tests/cast/foundation/sync/slow_writer.py")
    environment = os.environ | {
        "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "hustings.settings", "HUSTINGS_LOG_LEVEL": "WARNING",
        "PYTHONPATH": f"{forking.ROOT / 'src'}{os.pathsep}{forking.ROOT}",
    }  # fmt: skip
    for _kill in range(KILLS):
        process = forking.start([script, str(phone.pk)], environment)
        assert process.stdout.readline() == "written\n"
        process.kill()
        assert process.wait(60) < 0
        process.stdout.close()
        stream.refresh_from_db()
        assert stream.last_pos == 0 and not LoggedEntry.objects.exists()
        assert tally.state(stream, "door") is None
    batch = [entry(n) for n in range(1, EACH + 1)]
    for _try in range(2):
        assert sorted(log.append(phone, batch).positions.values()) == list(range(1, EACH + 1))
    assert tally.state(stream, "door")[0] == EACH
