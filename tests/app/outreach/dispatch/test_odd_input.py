"""What no browser sends, and somebody types into an address, is no error of ours."""

import pytest
from django.urls import reverse

from hustings.outreach.automations.actions import sequences
from hustings.outreach.mailings.models import Template
from hustings.outreach.review.models import Approval, Comment
from tests.cast.outreach.sequences import add

pytestmark = [pytest.mark.usefixtures("eased"), pytest.mark.both]


def test_nul_is_left_out_of_what_is_typed(hq, mailing, dora, carla):
    client, nul = hq(dora), "a\0b"
    comments = reverse("review:comments", args=[mailing.pk])
    client.post(comments, {"text": nul})
    first = Comment.objects.get()
    client.post(reverse("review:comment_answers", args=[mailing.pk, first.pk]), {"text": nul})
    assert set(Comment.objects.values_list("text", flat=True)) == {"ab"}
    client.post(reverse("dispatch:keep", args=[mailing.pk]), {"name": nul})
    assert Template.objects.get().name == "ab"
    client.post(reverse("review:approval_request", args=[mailing.pk]), {"note": nul})
    hq(carla).post(reverse("review:approval", args=[mailing.pk]), {"comment": nul})
    asked = Approval.objects.get()
    assert (asked.note, asked.comment, asked.verdict) == ("ab", "ab", "sent_back")


def test_nul_is_left_out_of_a_domain_that_is_looked_for(hq, mailing, dora):
    path = reverse("bounces:returns", args=[mailing.pk])
    assert hq(dora).get(path, {"domain": "a\0.example"}).status_code == 200


def test_nul_is_left_out_of_a_note_on_a_sequence_and_of_a_domain(hq, campaign, dora, carla):
    made = sequences.make(name="Welcome", user=dora)
    add(made, "letter")
    client = hq(dora)
    client.post(reverse("automations:sequence_approval", args=[made.pk]), {"note": "a\0b"})
    assert Approval.objects.get().note == "ab"
    sent = {"domain": "a\0.example", "hour": "2026-01-01T10:00+00:00"}
    assert client.post(reverse("bounces:take_back"), sent).status_code == 302


def test_numbers_that_are_none_lead_nowhere(hq, campaign, dora, settings, tmp_path):
    begun = hq(dora).post(reverse("dispatch:begin"), {"template": "9" * 5_000})
    assert begun.status_code == 404
    made = sequences.make(name="Welcome", user=dora)
    settings.DEMO, settings.EMAIL_FILE_PATH = True, str(tmp_path)
    for number in ["9" * 5_000, "²", "-1"]:
        for path in [reverse("automations:sequence_people", args=[made.pk]), reverse("delivery:inbox")]:
            assert hq(dora).get(path, {"step": number, "p": number}).status_code == 200, path
