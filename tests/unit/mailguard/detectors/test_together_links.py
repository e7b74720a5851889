"""The detectors that look at where links lead: what fires, and the near miss that must not."""

import pytest

from tests.cast.mailguard.maker import facts, fires

NAMES = [
    "link_address",
    "link_disguised",
    "link_file_host",
    "link_free_host",
    "link_login_words",
    "link_odd_suffix",
    "link_redirector",
    "link_script",
    "link_shortener",
    "link_text_elsewhere",
    "link_to_program",
    "link_unlike_sender",
    "login_relay",
    "oauth_consent",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_link_no_finding(name):
    assert not fires(name, facts("No link here."))
