"""The author's name is disguised to deceive filters."""

from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires


def test_a_name_that_is_not_written_as_it_looks_is_told():
    assert fires("name_disguised", made("Nora <n@b.example>", problems=("name_turned",)))
    assert fires("name_disguised", made("Nora <n@b.example>", problems=("name_invisible",)))
    assert not fires("name_disguised", made("Nora <n@b.example>"))
