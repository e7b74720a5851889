"""An unknown sender's address or link has only generic words such as mail or notice."""

import pytest

from mailguard.facts import File, sender_names
from tests.cast.mailguard.detectors.baits import of
from tests.cast.mailguard.detectors.office_life import of as of_office_life
from tests.cast.mailguard.maker import fires


@pytest.mark.parametrize("domain", ["mail-notice.example", "voicemaildesk.example", "avis-colis.example"])
def test_a_name_made_of_service_words_is_nobodys(domain):
    assert sender_names.is_nameless(domain)
    assert fires("nameless_service", of(f"Notice <a@{domain}>", link=f"https://{domain}/x"))
    assert not fires("nameless_service", of(f"Notice <a@{domain}>"))


def test_sound_that_a_telephone_sends_leads_nowhere():
    author = "Line <notify@phone-service.example>"
    sound, page = (
        File(name, name, "x/y", kind=kind) for name, kind in (("a.mp3", "audio"), ("a.html", "html"))
    )
    assert not fires("nameless_service", of_office_life("New message, 0:31", author, files=(sound,)))
    assert fires("nameless_service", of_office_life("New message, 0:31", author, files=(page,)))
