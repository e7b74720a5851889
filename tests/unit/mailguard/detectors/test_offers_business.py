"""It is unsolicited advertising."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("offers_business", "We offer SEO and guest post packages."),
    ("offers_business", "Une opportunité d'investissement au rendement garanti."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
