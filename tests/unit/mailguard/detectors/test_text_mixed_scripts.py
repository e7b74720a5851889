"""Words are written with look-alike letters from another alphabet."""

import pytest

from tests.cast.mailguard.maker import facts, fires


@pytest.mark.parametrize("text", ["Votre сompte est suspendu", "𝐕𝐞𝐫𝐢𝐟𝐲 your mailbox", "Раypal"])
def test_foreign_letters_that_look_like_ours_are_seen(text):
    assert fires("text_mixed_scripts", facts(text))


@pytest.mark.parametrize(
    "text", ["Привет из Киева", "Un été à Évreux, cœur léger", "Ωmega-3 and β-carotene", "№ 5"]
)
def test_other_alphabets_are_not_suspect(text):
    assert not fires("text_mixed_scripts", facts(text))
