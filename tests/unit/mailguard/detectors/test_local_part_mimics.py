"""The address uses the name of a team member or the campaign, but isn't theirs."""

import pytest

from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("local_part_mimics", made("N <nora.valbrune.campaign@gmail.com>")),
    ("local_part_mimics", made("N <nvalbrune2027@gmail.com>")),
    ("local_part_mimics", made("Bob <bob@valbrune2027.example>", reply_to="bob.lefort77@outlook.com")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("local_part_mimics", made("Nora <n.valbrune@gmail.com>")),
    ("local_part_mimics", made("Noah <noah.valois@gmail.com>")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
