"""Names and who registered them."""

import pytest

from mailguard import domains


@pytest.mark.parametrize(
    ("host", "organisation"),
    [
        ("www.example.co.uk", "example.co.uk"),
        ("mail.example.org.", "example.org"),
        ("example.org", "example.org"),
        ("co.uk", "co.uk"),
        ("xn--caf-dma.example.fr", "example.fr"),
        ("localhost", "localhost"),
        ("192.0.2.1", "192.0.2.1"),
        ("[2001:db8::1]", "[2001:db8::1]"),
        ("", ""),
    ],
)
def test_an_organisation_is_one_label_below_its_public_suffix(host, organisation):
    assert domains.organisation(host) == organisation


def test_the_label_that_people_know():
    assert domains.brand("www.example.co.uk") == "example"


def test_names_are_compared_in_one_form():
    assert domains.ascii_form("Café.example.") == "xn--caf-dma.example"
    assert domains.unicode_form("xn--caf-dma.example") == "café.example"
    assert domains.ascii_form("a..b é") == "a..b é"
