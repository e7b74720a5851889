"""A process killed while it appends: what it wrote is not there, and what is sent again is there once."""

import pytest

from hustings.foundation.sync import log
from hustings.foundation.sync.models import LoggedEntry
from tests.cast.foundation.sync import processes, tally
from tests.cast.foundation.sync.tally import entry

pytestmark = pytest.mark.both
KILLS, EACH = 3, 100


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_leaves_nothing_half_done(transactional_db, stream, tmp_path):
    phone = tally.handset(stream)
    for _kill in range(KILLS):
        process = processes.start("slow_writer.py", str(phone.pk), var=tmp_path)
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
