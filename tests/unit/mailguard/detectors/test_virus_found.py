"""The virus scanner found malware."""

import pytest

from mailguard.facts.scan import Scan
from tests.cast.mailguard.detectors.scan import found
from tests.cast.mailguard.maker import facts, fires, strength


def test_what_a_scanner_knows_is_named_with_the_file_that_it_lies_in():
    assert fires("virus_found", found("Win.Test.Harmless-1", "fax.doc"))
    assert strength("virus_found", found("Win.Test.Harmless-1")) == 1.0


@pytest.mark.parametrize("name", ["PUA.Win.Packer.Harmless", "Heuristics.Phishing.Email.Harmless"])
def test_what_it_guesses_counts_less(name):
    assert 0 < strength("virus_found", found(name)) < 0.5


@pytest.mark.parametrize("state", ["", "clean", "large", "slow", "down", "failed"])
def test_where_it_found_nothing_nothing_is_said(state):
    assert not fires("virus_found", facts(scan=Scan(state)))
