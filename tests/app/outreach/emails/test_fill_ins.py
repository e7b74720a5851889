"""What a template or another program left in a text is found; words of people are not."""

import pytest

from hustings.outreach.emails import fill_ins


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Dear *|FNAME|*,</p>", ["*|FNAME|*"]),
        ("<p>Dear |<i>FNAME</i>|,</p>", ["|FNAME|"]),
        ("<p>[NAME], come to XXX</p>", ["[NAME]", "XXX"]),
        ("<p>[[Your text]]</p>", ["[[Your text]]"]),
        ("<p>On [Saturday] the SNCF | RATP strike, Louis XX</p>", []),
    ],
)
def test_what_was_left_to_write_is_found(text: str, found: list[str]) -> None:
    assert fill_ins.left(text) == found
