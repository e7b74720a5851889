"""What counts as a typing error, in French and English, and what votes must not be carried over."""

import pytest

from hustings.deliberation.wording.typos import Refusal, refusal


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Les communnes paient.", "Les communes paient."),
        ("Les élèves sont acueillis à l'école.", "Les élèves sont accueillis à l’école."),
        ("Le gouvernemnet décide.", "Le gouvernement décide."),
        ("L'Etat paie", "L’État paie"),
        ("le développment durabel", "le développement durable"),
        ("parceque c'est utile", "parce que c’est utile"),
        ("The comittee decides.", "The committee decides."),
        ("the Goverment of towns", "the government of towns"),
        ('He said "yes" - twice', "He said “yes” – twice"),
        ("un  espace de trop", "un espace de trop"),
        ("oeuvre", "œuvre"),
    ],
)
def test_a_typing_error(old: str, new: str) -> None:
    assert refusal(old, new) is None
    assert refusal(new, old) is None


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("paie 10 euros", "paie 100 euros", Refusal.NUMBERS),
        ("paie 1,5 euro", "paie 15 euros", Refusal.NUMBERS),
        ("paie dix euros", "paie six euros", Refusal.NUMBERS),
        ("pays 10 %", "pays 10 €", Refusal.NUMBERS),
        ("l'article II", "l'article 2", Refusal.NUMBERS),
        ("Le maire décide.", "Le maire ne décide.", Refusal.NEGATION),
        ("Le maire n'a la main", "Le maire a la main", Refusal.NEGATION),
        ("avec pas", "avec", Refusal.NEGATION),
        ("The mayor is not heard.", "The mayor is now heard.", Refusal.NEGATION),
        ("It doesn't apply", "It does apply", Refusal.NEGATION),
        ("It can't apply", "It can apply", Refusal.NEGATION),
        ("une mesure possible", "une mesure impossible", Refusal.NEGATION),
        ("a just lawful rule", "a just unlawful rule", Refusal.NEGATION),
        ("il peut décider", "il doit décider", Refusal.MEANING),
        ("the mayor may sign", "the mayor must sign", Refusal.MEANING),
        ("le maire ou la région", "le maire où la région", Refusal.MEANING),
        ("towns and regions", "towns or regions", Refusal.MEANING),
        ("la loi", "la foi", Refusal.WORDS),
        ("les communes", "les petites communes", Refusal.WORDS),
        ("le droit de vivre", "le droit de vibrer", Refusal.WORDS),
        ("Let us eat, children", "Let us eat children", Refusal.MARKS),
        ("Is it so?", "Is it so.", Refusal.MARKS),
        ("comunes regoins devloppement", "communes régions développement", Refusal.LETTERS),
    ],
)
def test_more_than_a_typing_error(old: str, new: str, why: Refusal) -> None:
    assert refusal(old, new) is why
