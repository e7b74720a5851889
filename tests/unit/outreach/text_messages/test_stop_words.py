"""STOP, however it is typed."""

import pytest

from hustings.outreach.text_messages.stop_words import is_stop


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop", " Stop. ", "STOP!!!", "S T O P", "Arrêt", "ARRET", "arrêtez", "Arrete svp",
        "Stop svp", "ok stop", "stop au 36111", "STOP SMS", "Stop, please stop writing to me every day",
        "\uff33\uff34\uff2f\uff30", "« STOP »", "opt out", "Unsubscribe", "désabonnement", "CANCEL", "end",
        "Me désabonner merci", "stoP\n", "non merci, STOP",
    ],
)  # fmt: skip
def test_it_is_a_stop(text):
    assert is_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "Yes", "Oui !", "At which bus stop do we meet on Saturday?", "Je serai au bout de la rue",
        "I cannot come, can you cancel my seat", "end of the day is fine", "quit smoking is no part of it",
    ],
)  # fmt: skip
def test_it_is_none(text):
    assert not is_stop(text)
