"""Everyday mail that is made: bulk mail and short notes among staff, in English and French."""

from benchmarks import report
from benchmarks.mail import judging
from benchmarks.mail.judging import Judged
from benchmarks.mail.settings import Settings
from mailguard.corpus import ham

FIRST = 10_000  # seeds below it are for training


def run(settings: Settings) -> None:
    """The share that is flagged, by kind and language."""
    print("\nEveryday mail, made; seeds apart from those of training")
    for kind in ham.KINDS:
        for language in ham.LANGUAGES:
            pieces = [(kind, language, FIRST + number) for number in range(settings.letters)]
            found = judging.each(_made, pieces, settings.jobs)
            name = f"everyday mail flagged, {kind}, {language}"
            report.share(name, judging.flagged(found), len(found), at_most=0.01)


def _made(piece: tuple[str, str, int]) -> Judged:
    return judging.judge(ham.make(*piece))
