"""Call list of the demo's fictional campaign, with some evenings of calls."""

import random

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import pgettext

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.demo import Say
from hustings.outreach.calls import actions, filling
from hustings.outreach.calls.models import CallList
from hustings.people.contacts.models import Contact
from hustings.people.scripts import actions as scripts
from hustings.people.scripts.forms import EXAMPLE
from hustings.people.segments.models import Segment

N_CALLS = 40
WITH_A_PHONE = {"match": "all", "criteria": [{"criterion": "phone", "operator": "has"}]}
Outcome = Contact.Outcome
_OUTCOMES = [Outcome.REACHED] * 4 + [Outcome.NO_ANSWER] * 5 + [Outcome.LEFT_MESSAGE, Outcome.REFUSED]


@transaction.atomic
def fill(say: Say) -> None:
    """Open a list and call a few people; at night, as the law says, nobody."""
    if CallList.objects.exists() or not User.objects.exists():
        return
    rng = random.Random(31)  # noqa: S311 # play, not secrecy
    user = User.objects.order_by("pk")[0]
    texts = {}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = str(EXAMPLE)
    name = pgettext("demo", "Get out the vote")
    segment = Segment.objects.create(name=pgettext("demo", "People with a phone"), criteria=WITH_A_PHONE)
    made = actions.save_list(
        values={"name": name, "segment": segment, "script": scripts.save_script(name=name, texts=texts)},
        user=user,
    )
    filling.fill(made)
    actions.start_list(call_list=made)
    made.refresh_from_db()
    for _call in range(N_CALLS):
        if (held := actions.next_contact(call_list=made, user=user)) and held.claim:
            answers = {"q1": [rng.choice("112")]}
            outcome = rng.choice(_OUTCOMES)
            result = actions.Result(outcome, version=made.script.current, answers=answers)
            actions.record(claim=held.claim, user=user, result=result)
