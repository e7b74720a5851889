"""It asks you to open a shared document or a message elsewhere."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("lures_to_document", "Nora has shared a document with you: view the document."),
    ("lures_to_document", "Un collègue a partagé un fichier. Consultez le document sécurisé."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
