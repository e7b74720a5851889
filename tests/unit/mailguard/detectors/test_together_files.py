"""The detectors that look at attachments: real files that must be noticed, and near misses that must not."""

import pytest

from mailguard.corpus.writers import locks as lockers
from mailguard.facts import Bulk
from tests.cast.mailguard.detectors.files import CALENDAR, SEARCH, _made
from tests.cast.mailguard.maker import facts, fires

NAMES = [
    "calendar_attachment",
    "calendar_link",
    "calendar_stranger",
    "file_bomb",
    "file_dde",
    "file_disguised",
    "file_disk_image",
    "file_document_link",
    "file_encrypted_with_password",
    "file_executable",
    "file_exploit",
    "file_html",
    "file_html_form",
    "file_html_smuggling",
    "file_macro",
    "file_nested",
    "file_object",
    "file_onenote",
    "file_pdf_active",
    "file_pdf_link",
    "file_qr",
    "file_remote_template",
    "file_script",
    "file_shortcut",
    "file_svg_active",
    "file_unreadable",
]


def test_a_locked_file_without_a_password_in_the_message_is_another_matter():
    made = _made("a.zip", lockers.old(b"Valbrune7"), "The file you asked for.")
    assert fires("file_encrypted", made) == ["a.zip is password-protected."]
    assert not fires("file_encrypted_with_password", made)


def test_a_list_of_developers_may_send_pages_and_invitations():
    bulk = Bulk(has_post=True)
    assert not fires("file_html", _made("report.html", SEARCH, bulk=bulk))
    assert not fires("calendar_stranger", _made("a.ics", CALENDAR % (b"x@evil.example", b"", b""), bulk=bulk))


@pytest.mark.parametrize("detector", sorted(set(NAMES) | {"file_encrypted", "contact_changed"}))
def test_no_file_no_finding(detector):
    assert not fires(detector, facts("No file here."))
