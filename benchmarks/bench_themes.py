"""Proposing themes of open answers: 10,000 read and grouped, beside scikit-learn alone on the same texts.

Ours reads the answers from the database, keeps stop words out, brings forms of a word together, tells how far
it is, finds groups in which an answer may stand twice, and writes a row for each proposal. The bare one
weighs words (TfidfVectorizer) and factorises (MiniBatchNMF) as they come, no more.
``HUSTINGS_BENCH_OPEN_ANSWERS`` says how many.
"""

import os
import random
from typing import Any

from benchmarks import report

N, WANTED = int(os.environ.get("HUSTINGS_BENCH_OPEN_ANSWERS", "10000")), 8
ABOUT = [
    "bus train gare ligne horaires arrêt piste cyclable vélo voiture parking route carrefour",
    "médecin hôpital urgences infirmière rendez-vous spécialiste pharmacie soins maison santé",
    "loyer logement appartement chauffage isolation propriétaire immeuble construire gare social",
    "école classe cantine élève professeur collège remplacement rentrée garderie crèche",
    "poubelle déchets propreté rue place trottoir rivière arbres parc bancs",
    "emploi usine commerce boutique artisan apprentissage salaire entreprise marché",
    "rents housing homes landlord insulation affordable build flat heating damp",
    "doctor hospital nurse appointment surgery waiting night emergency clinic",
]
FILL = "il faudrait plus de moins avec pour les dans notre ville depuis vraiment the more less of our".split()


def main() -> None:
    """Measure."""
    report.header("Themes of open answers", answers=N, groups=WANTED)
    question, texts = _prepare()
    from hustings.surveys import likeness, sorting
    from hustings.surveys.models import Group, Sorting, Suggestion

    likeness.groups(texts[:200], WANTED)  # the library is loaded
    with report.stopwatch() as seconds:
        _bare(texts)
    bare = seconds()
    asked = Sorting.objects.create(question=question, wanted=WANTED)
    with report.stopwatch() as seconds:
        sorting.run(asked.pk, lambda: None)
    ours = seconds()
    print(f"  {ours:.1f} s; {Group.objects.count()} groups of {Suggestion.objects.count()} proposals")
    report.ratio("answers grouped", N / ours, N / bare, "answers/s", aim=1 / 5)


def _prepare() -> tuple[Any, list[str]]:
    from django.utils import timezone

    from hustings.surveys.models import Answer, Question, Questionnaire, Response

    form = Questionnaire.objects.create(slug="bench", texts={"fr": {"title": "Bench"}}, is_survey=True)
    question = Question.objects.create(questionnaire=form, kind="long", texts={"fr": {"label": "Quoi ?"}})
    chance, now = random.Random(3), timezone.now()
    Response.objects.bulk_create(
        (
            Response(questionnaire=form, key=f"k{at}", language="fr", source="/", confirmed_at=now)
            for at in range(N)
        ),
        batch_size=1_000,
    )
    texts = [_text(chance) for _at in range(N)]
    keys = Response.objects.order_by("pk").values_list("pk", flat=True)
    Answer.objects.bulk_create(
        (Answer(response_id=pk, question=question, text=text) for pk, text in zip(keys, texts, strict=True)),
        batch_size=1_000,
    )
    return question, texts


def _text(chance: random.Random) -> str:
    """Twelve words or so, about one thing or two."""
    words: list[str] = []
    for about in chance.sample(ABOUT, chance.choice([1, 1, 1, 2])):
        words += chance.sample(about.split(), 4) + chance.sample(FILL, 6)
    chance.shuffle(words)
    return " ".join(words)


def _bare(texts: list[str]) -> None:
    from sklearn.decomposition import MiniBatchNMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer().fit_transform(texts)
    MiniBatchNMF(
        WANTED, batch_size=2_048, max_iter=20, tol=0, max_no_improvement=None, random_state=0
    ).fit_transform(rows)


if __name__ == "__main__":
    report.on_each_database(main)
