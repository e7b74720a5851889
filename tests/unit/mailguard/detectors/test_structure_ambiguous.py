"""It is built so that different programs may see different messages."""

from mailguard.facts import Part
from tests.cast.mailguard.maker import facts, fires


def test_bytes_that_programs_read_differently_are_seen():
    assert fires("structure_ambiguous", facts(parts=(Part("1", problems=("encoding_twice",)),)))
    assert fires("structure_ambiguous", facts(problems=("from_twice",)))
    assert not fires("structure_ambiguous", facts(problems=("date_missing",)))
