"""Parts that a text takes."""

import pytest

from hustings.outreach.text_messages import parts


@pytest.mark.parametrize(
    ("text", "n_parts", "left"),
    [
        ("", 0, 160),
        ("a" * 160, 1, 0),
        ("a" * 161, 2, 145),
        ("€" * 80, 1, 0),
        ("€" * 81, 2, 143),  # 76 signs of two septets fit into 153: none is cut
        ("a" * 459, 3, 0),
        ("ê" * 70, 1, 0),
        ("ê" * 71, 2, 63),
        ("é" * 160, 1, 0),
        ("😀" * 35, 1, 0),
        ("😀" * 36, 2, 61),  # 33 pairs fit into 67
    ],
)
def test_a_text_is_counted_as_networks_do(text, n_parts, left):
    found = parts.size(text)
    assert (found.n_parts, found.left) == (n_parts, left)


def test_the_signs_that_cost_are_named_and_those_of_print_are_made_plain():
    assert parts.size("À bientôt").costly == ("À", "ô")
    said = parts.plain("« L’été… » – ‘oui’\u00a0!")
    assert said == "\"L'été...\" - 'oui' !"
    assert parts.size(said).costly == ()
