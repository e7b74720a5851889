"""It urges you to open the attachment."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("pushes_attachment", "Open the attached file; the password is 2027."),
    ("pushes_attachment", "Ouvrez le fichier en pièce jointe et activez le contenu."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
