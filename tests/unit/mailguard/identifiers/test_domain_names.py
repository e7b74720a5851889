"""Names and who registered them."""

import pytest

from mailguard.identifiers import domain_names


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
    assert domain_names.organisation(host) == organisation


def test_the_label_that_people_know():
    assert domain_names.brand("www.example.co.uk") == "example"


def test_names_are_compared_in_one_form():
    assert domain_names.ascii_form("Café.example.") == "xn--caf-dma.example"
    assert domain_names.unicode_form("xn--caf-dma.example") == "café.example"
    assert domain_names.ascii_form("a..b é") == "a..b é"
