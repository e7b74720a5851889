"""Applying: begun by mail, written in drafts, sent in time, withdrawn; by the front door."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.networks.initiatives import actions, reminders
from hustings.networks.initiatives.models import Application, Attachment, CoApplicant, Letter, Round, State
from hustings.networks.initiatives.refusals import Late, NotDone, NotNow, TooManyFiles
from hustings.people.persons.models import Person
from hustings.people.signups.kinds import Closed
from mailguard.identifiers import addresses
from tests.cast.deliberation.consultations.visits import stamp_in
from tests.cast.networks.initiatives.fixtures import begun, handed, opened, paper, typed, written

pytestmark = pytest.mark.django_db(transaction=True)


def _page(row: Application, name: str = "application", *more: int) -> str:
    return reverse(f"initiatives:{name}", args=[row.link_token, *more])


def test_the_call_on_the_site_begins_an_application_that_the_link_in_the_mail_opens(
    client, site, mailoutbox, run_tasks
):
    round_ = opened()
    page = client.get("/en/calls/gardens/").content.decode()
    assert "Gardens" in page
    form = {"stamp": stamp_in(page), "title": "Bees", "given_name": "Ada", "email": "ada@example.org"}
    answer = client.post(f"/en/calls/rounds/{round_.pk}/applications/", form)
    assert answer.status_code == 302, answer.content.decode()
    run_tasks()
    row = Application.objects.get()
    assert (row.title, row.state, row.confirmed_at) == ("Bees", State.DRAFT, None)
    link = reverse("initiatives:link", args=[row.link_token])
    assert f"calls/links/{row.pk}." in mailoutbox[0].body
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    page = client.get(link, follow=True)
    assert "/calls/applications/" in page.redirect_chain[-1][0]
    assert "Bees" in page.content.decode()
    assert Person.objects.get().activities.filter(kind="initiatives.begun").exists()


def test_a_draft_is_saved_unfinished_and_sent_once_it_is_whole(client, mailoutbox, run_tasks):
    row = begun(opened())
    names = [each.name for each in row.round.questionnaire.questions.all()]
    answer = client.post(_page(row), {"title": "Bees", "go": "save", names[0]: "Why not"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.title, row.answers, row.state) == ("Bees", {names[0]: ["Why not"]}, State.DRAFT)
    answer = client.post(_page(row), {"title": "Bees", "go": "send", names[0]: "Why not"})
    assert answer.status_code == 422
    assert "Why not" in answer.content.decode()
    whole = {"title": "Bees", "summary": "S", "asked": "1200", "go": "send"} | dict.fromkeys(names, "Yes")
    assert client.post(_page(row), whole).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.number, row.asked) == (State.SENT, 1, 1200_00)
    run_tasks()
    assert [mail.to for mail in mailoutbox[-1:]] == [["ada@example.org"]]
    assert client.post(_page(row), whole | {"title": "More bees", "go": "save"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.number) == ("More bees", 1)


def test_more_than_a_project_may_get_is_refused_in_words(client):
    row = begun(opened(most_asked=1_000_00))
    answer = client.post(_page(row), {"title": "Bees", "asked": "1001", "go": "save"})
    assert answer.status_code == 422
    assert "1" in answer.content.decode()


def test_numbers_follow_one_another_in_a_round():
    round_ = opened()
    assert [handed(round_, f"p{n}@example.org").number for n in range(3)] == [1, 2, 3]


def test_after_the_deadline_those_who_began_have_some_minutes_and_others_none():
    round_ = opened()
    row = begun(round_)
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now() - timedelta(minutes=5), grace=15)
    Application.objects.filter(pk=row.pk).update(asked_at=timezone.now() - timedelta(hours=1))
    actions.write(application=row, values=written(row))
    assert actions.hand_in(application=row).state == State.SENT
    round_.refresh_from_db()
    with pytest.raises(Closed):
        typed(round_, "late@example.org")
    Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(Late):
        actions.write(application=row, values=written(row))


def test_a_file_is_kept_without_its_author_and_its_names_are_told(client):
    row = begun(opened())
    answer = client.post(_page(row, "files"), {"file": _upload(b"A plan by Ada Durand")})
    assert answer.status_code == 302
    one = Attachment.objects.get()
    assert one.names == ["Ada", "Ada Durand", "Durand"]
    assert "Durand" in client.get(_page(row)).content.decode()
    assert client.get(_page(row, "file", one.pk)).headers["Content-Disposition"].startswith("attachment")
    path = one.file.path
    assert client.post(_page(row, "file_removal", one.pk)).status_code == 302
    assert not Attachment.objects.exists()
    assert not Path(path).exists()


def _upload(data: bytes, name: str = "plan.txt"):
    return SimpleUploadedFile(name, data)


def test_a_file_that_runs_something_is_refused_and_said(client):
    row = begun(opened())
    answer = client.post(_page(row, "files"), {"file": _upload(b"MZ\x90\x00", "tool.exe")})
    assert answer.status_code == 422
    assert not Attachment.objects.exists()


def test_an_application_has_ten_files_at_most():
    row = begun(opened())
    for n in range(10):
        actions.add_file(application=row, file=paper(f"{n}.txt"))
    with pytest.raises(TooManyFiles):
        actions.add_file(application=row, file=paper("11.txt"))


def test_a_co_applicant_is_one_once_they_said_so_themselves(client, mailoutbox, run_tasks):
    row = begun(opened())
    who = {"given_name": "Bea", "family_name": "Roux", "email": "bea@example.org"}
    assert client.post(_page(row, "people"), who).status_code == 302
    run_tasks()
    bea = CoApplicant.objects.get()
    assert bea.confirmed_at is None
    assert mailoutbox[-1].to == ["bea@example.org"]
    assert client.post(_page(row, "people"), who).status_code == 422
    assert client.post(reverse("co_applicants:link", args=[bea.link_token])).status_code == 302
    bea.refresh_from_db()
    assert bea.person and bea.person.activities.filter(kind="initiatives.joined").exists()
    with pytest.raises(NotDone):
        actions.invite(coapplicant=CoApplicant(application=row, key=row.key))
    assert addresses.key_of("bea@example.org") == bea.key


def test_a_withdrawn_application_loses_its_files_and_opens_no_more(client):
    row = handed(opened())
    Attachment.objects.create(application=row, file="x.txt", name="x", ending="txt", size=1, sha256="0" * 64)
    assert client.post(reverse("initiatives:withdrawal", args=[row.link_token])).status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at
    assert not row.attachments.exists()
    assert client.post(_page(row), {"title": "x", "go": "save"}).status_code == 302
    assert not Application.objects.sent().exists()


def test_what_is_read_by_the_jury_can_be_changed_no_more():
    row = handed(opened())
    actions.screen(application=row, is_eligible=True)
    with pytest.raises(NotNow):
        actions.write(application=row, values=written(row))


def test_not_eligible_wants_a_reason():
    row = handed(opened())
    with pytest.raises(NotDone):
        actions.screen(application=row, is_eligible=False)
    reason = row.round.reasons.first()
    actions.screen(application=row, is_eligible=False, reasons=[reason])
    row.refresh_from_db()
    assert (row.state, list(row.reasons.all())) == (State.INELIGIBLE, [reason])
    actions.screen(application=row, is_eligible=True)
    assert not row.reasons.exists()


def test_those_who_still_write_are_reminded_once(mailoutbox, run_tasks):
    row = begun(opened(closes_at=timezone.now() + timedelta(hours=30)))
    handed(row.round, "done@example.org")
    run_tasks()
    mailoutbox.clear()
    reminders.remind()
    reminders.remind()
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]
    assert Letter.objects.filter(kind="deadline").count() == 1


def test_a_link_that_is_none_leads_to_a_page(client):
    assert client.get(reverse("initiatives:application", args=["1.x.y"])).status_code == 404


def test_a_new_round_begins_with_the_form_and_the_jury_of_the_last():
    round_ = opened(n_needed=2)
    question = round_.questionnaire.questions.first()
    Round.objects.filter(pk=round_.pk).update(hidden=[question.pk])
    made = actions.new_round(call=round_.call, name="Autumn")
    assert made.questionnaire_id != round_.questionnaire_id
    assert [str(each) for each in made.criteria.all()] == [str(each) for each in round_.criteria.all()]
    labels = [str(each) for each in made.questionnaire.questions.filter(pk__in=made.hidden)]
    assert (labels, made.n_needed, made.opens_at) == ([str(question)], 2, None)
