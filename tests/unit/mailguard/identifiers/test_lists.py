"""The lists that ship with the engine."""

import pytest

from mailguard.identifiers import lists


@pytest.mark.parametrize(
    ("name", "host", "entry"),
    [
        ("shorteners", "bit.ly", "bit.ly"),
        ("free_mail", "gmail.com", "gmail.com"),
        ("subdomain_hosts", "login.example.blogspot.com", "blogspot.com"),
        ("shorteners", "notbit.ly", ""),
        ("odd_suffixes", "example.zip", "zip"),
    ],
)
def test_a_host_is_found_under_its_entry(name, host, entry):
    assert lists.match(name, host) == entry


def test_the_most_visited_domain_comes_first():
    ranks = lists.ranks()
    assert ranks["google.com"] == 1
    assert len(ranks) == 50_000


def test_no_list_holds_an_address_or_an_empty_line():
    for path in lists._FOLDER.glob("*.txt"):
        assert not [each for each in path.read_text().splitlines() if not each or "/" in each or " " in each]
