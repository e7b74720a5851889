"""Answers to a form a second: the last step as a visitor sends it, beside a bare insert of the same rows.

Ours checks the stamp, each answer and the rates, looks for spam, counts the limit, and writes the response,
its answers, the sign-up and the task of its mail in one transaction. The bare one inserts a response with its
answers, no more. ``HUSTINGS_BENCH_ANSWERS`` says how many, each of three times.
"""

import os
import time
import zlib
from typing import Any

from benchmarks import report

N, ROUNDS = int(os.environ.get("HUSTINGS_BENCH_ANSWERS", "400")), 3


def main() -> None:
    """Measure."""
    report.header("Answers to forms", answers=N, rounds=ROUNDS)
    form, path, typed = _prepare()
    ours: list[float] = []
    bare: list[float] = []
    _ours(path, typed, "warm", 20)
    for number in range(ROUNDS):
        with report.stopwatch() as seconds:
            _ours(path, typed, f"r{number}", N)
        ours.append(N / seconds())
        with report.stopwatch() as seconds:
            _bare(form, f"b{number}", N)
        bare.append(N / seconds())
    report.ratio("answers", sorted(ours)[ROUNDS // 2], sorted(bare)[ROUNDS // 2], "answers/s", aim=1 / 5)


def _prepare() -> tuple[Any, str, dict[str, str]]:
    """A form of one step with three questions, and what is typed into it."""
    from django.utils import timezone

    from hustings.people.signups.public_forms.stamp import Stamp
    from hustings.site.forms import actions
    from hustings.site.forms.answering import steps
    from hustings.site.forms.models import Question, Questionnaire

    form = Questionnaire.objects.create(
        slug="bench", texts={"en": {"title": "Bench"}}, opens_at=timezone.now(), most=1_000_000
    )
    kinds = {"one": [{"en": "Red"}, {"en": "Blue"}], "scale": [], "short": []}
    asked = [
        actions.save_question(
            question=Question(questionnaire=form, kind=kind, texts={"en": {"label": kind}}), options=options
        )
        for kind, options in kinds.items()
    ]
    path = "/en/forms/bench/"
    held = Stamp(time.time() - 60, path, {}, key="bench")
    typed = {
        "stamp": str(held), "typed": steps.written({}), "at": "1", "given_name": "Charlie",
        asked[0].name: str(asked[0].options.all()[0].pk), asked[1].name: "3", asked[2].name: "Something",
    }  # fmt: skip
    return form, path, typed


def _ours(path: str, typed: dict[str, str], run: str, n: int) -> None:
    from django.test import RequestFactory
    from django.utils import translation

    from hustings.site.forms.models import Response
    from hustings.site.forms.views import public

    factory = RequestFactory()
    with translation.override("en"):
        for number in range(n):
            place = f"10.{zlib.crc32(run.encode()) % 250}.{number // 250}.{number % 250}"
            data = typed | {"email": f"c{number}@{run}.example"}
            answer = public.form(factory.post(path, data, REMOTE_ADDR=place), "bench")
            assert answer.status_code == 302, answer.status_code
    assert not Response.objects.exclude(aside_at=None).exists(), "none was held for spam"


def _bare(form: Any, run: str, n: int) -> None:
    from django.db import transaction

    from hustings.site.forms.models import Answer, Response

    questions = list(form.questions.prefetch_related("options"))
    option = questions[0].options.all()[0]
    for number in range(n):
        with transaction.atomic():
            made = Response.objects.create(
                questionnaire=form, key=f"{run}-{number}", language="en", source="/en/forms/bench/"
            )
            Answer.objects.bulk_create(
                [
                    Answer(response=made, question=questions[0], option=option),
                    Answer(response=made, question=questions[1], number=3),
                    Answer(response=made, question=questions[2], text="Something"),
                ]
            )


if __name__ == "__main__":
    report.on_each_database(main)
