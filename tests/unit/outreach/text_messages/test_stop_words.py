"""STOP, however it is typed."""

import pytest

from hustings.outreach.text_messages.stop_words import is_stop


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop", " Stop. ", "STOP!!!", "S T O P", "Arrêt", "ARRET", "arrêtez", "Arrete svp",
        "Stop svp", "ok stop", "stop au 36111", "STOP SMS", "Stop, please stop writing to me every day",
        "\uff33\uff34\uff2f\uff30", "« STOP »", "opt out", "Unsubscribe", "désabonnement", "CANCEL", "end",
        "Me désabonner merci", "stoP\n", "non merci, STOP", "stopper", "STOP MERCI", "stop please", "Cessez",
        "Cessez de m’écrire", "remove me", "Please remove me from your list", "unsubscribe me",
        "ne plus recevoir", "Je souhaite ne plus recevoir vos SMS", "Je ne veux plus recevoir de messages",
        "Ne m’écrivez plus", "ne m'envoyez plus rien svp", "Plus de SMS merci", "Retirez-moi de votre liste",
        "Don’t text me again please", "no more texts", "take me off this list", "not interested, stop",
        "Supprimez mon numéro de vos fichiers", "Laissez-moi tranquille",
        "arrêtez, ça suffit maintenant, merci",
    ],
)  # fmt: skip
def test_it_is_a_stop(text):
    assert is_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "Yes", "Oui !", "At which bus stop do we meet on Saturday?", "Je serai au bout de la rue",
        "I cannot come, can you cancel my seat", "end of the day is fine", "quit smoking is no part of it",
        "don't stop the good work", "Don’t stop!", "never stop", "le bus stop", "N’arrêtez pas",
        "Ne pas stopper",
        "the next stop", "stop by tomorrow", "Arrêt de bus Foch", "Cessez-le-feu maintenant !", "auto-stop",
        "Don't remove me please", "Rendez-vous à l’arrêt", "On ne va pas cesser de se battre",
        "How do I cancel?", "Vous me contactez plus tard ?", "Je voudrais plus de messages sur l’eau",
        "I would like to receive more messages", "Merci de me contacter plus tard",
    ],
)  # fmt: skip
def test_it_is_none(text):
    assert not is_stop(text)
