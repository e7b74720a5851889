"""Corner codes: what they carry, and what is no code of ours."""

from hypothesis import given
from hypothesis import strategies as st

from hustings.field.walk_sheets.paper import codes

PAGES = st.builds(codes.Page, st.integers(0, 10**9), st.integers(0, 9999), st.integers(1, 99))


@given(PAGES, st.sampled_from(codes.CORNERS), st.text(min_size=1))
def test_a_code_comes_back_as_it_was_written(page, corner, word):
    read = codes.told(codes.text(page, corner, word))
    assert read is not None
    assert (read.page, read.corner) == (page, corner)
    assert read.is_of(word)


def test_a_sheet_with_the_same_numbers_from_elsewhere_is_told_apart():
    read = codes.told(codes.text(codes.Page(12, 3, 1), "A", "theirs"))
    assert read is not None and not read.is_of("ours")


def test_other_codes_are_none_of_ours():
    for words in ("https://example.org/", "12.3.1.E.ABCD", "12.3.1.A.abcd", "12.3.1.A.ABCD\n", ""):
        assert codes.told(words) is None


@given(PAGES)
def test_a_code_always_finds_room_in_its_squares(page):
    assert len(codes.squares(codes.text(page, "D", "word"))) == 25
