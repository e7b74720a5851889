"""Words that look whole and are not."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.i18n import mark
from mailguard.signals import Evidence, detector, found

_HOW_SURE = {"zero_width": 0.8, "table_letters": 1.0, "bidi_override": 1.0, "encoded_letters": 0.6}
_SAYS = {
    "zero_width": mark("There are invisible characters between the letters."),
    "table_letters": mark("Words are built from table cells."),
    "bidi_override": mark("The direction of the text is reversed."),
    "encoded_letters": mark("Plain letters are written as number codes."),
}


@detector
def html_broken_words(facts: Facts) -> Iterator[Evidence]:
    """Words are split or disguised so that filters can't read them."""
    for html in facts.html:
        for trait in html.traits:
            if trait.name in _HOW_SURE:
                yield found(_SAYS[trait.name], _HOW_SURE[trait.name])
