"""Write and call: from the page to the representative's mailbox, and what is refused on the way."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.signups.public_forms import stamp
from hustings.site.representatives import actions, letter_text, likeness, throttle
from hustings.site.representatives.models import Appeal, AppealPage, ContactAttempt, Stand, Voice
from tests.cast.people import submissions
from tests.cast.site.representatives.fixtures import OWN_WORDS, confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    monkeypatch.setattr(stamp, "TOO_FAST", 0)


@pytest.fixture
def visit(client, site, appeal):
    page = AppealPage(title="Écrivez", slug="ecrivez", appeal=appeal, locale=site.locale)
    site.add_child(instance=page)

    def send(**answers):
        found = re.search(r'name="stamp" value="([^"]+)"', client.get("/fr/ecrivez/").content.decode())
        typed = {
            "given_name": "Charlie", "family_name": "Dupont", "email": "charlie@example.org",
            "postcode": "69100", "step": "1", "way": "letter", "points": ["0", "1"],
        }  # fmt: skip
        return client.post(f"/fr/appeals/{appeal.pk}/voices/", {"stamp": found[1], **typed, **answers})

    return send


def text_of(answer):
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", answer.content.decode(), re.DOTALL)
    return found[1].strip().replace("&#x27;", "'")


def link(message, end=""):
    return re.search(rf"https?://[^/]+(/\S+/appeals/voices/[^/\s]+/{end})\s", str(message.body))[1]


def test_a_letter_is_adapted_confirmed_and_leaves_in_its_writers_name(visit, chamber, client, run_tasks):
    first = visit()
    given = text_of(first)
    assert "Mp06 Roche" in first.content.decode() and "Mp01" not in first.content.decode()
    assert "trains roulent" in given and given.endswith("Charlie Dupont")
    two = {"step": "2", "to": [chamber["69-06"].pk], "about": "Trains", "text": given}
    again = visit(**two)
    html = again.content.decode()
    assert again.status_code == 422 and "encore notre texte" in html and "trains roulent" in text_of(again)
    assert 'value="charlie@example.org"' in html
    assert visit(**two | {"text": f"{given} {OWN_WORDS}"}).status_code == 302
    run_tasks()
    assert len(mail.outbox) == 1 and mail.outbox[0].to == ["charlie@example.org"]
    where = link(mail.outbox[0])
    assert client.get(where).status_code == 200 and not Person.objects.exists()
    assert client.post(where).status_code == client.post(where).status_code == 302
    assert actions.send_due() == 1 and actions.send_due() == 0
    run_tasks()
    run_tasks()
    _link, letter = mail.outbox
    campaign = Campaign.current()
    assert letter.to == ["mp06@chamber.example"]
    assert letter.reply_to == ["Charlie Dupont <charlie@example.org>"]
    assert letter.from_email.endswith(f"<{campaign.sender[1]}>") and "Charlie Dupont" in letter.from_email
    assert OWN_WORDS in letter.body and "Auto-Submitted" not in letter.extra_headers
    assert Person.objects.get().activities.filter(kind="appeal.wrote").count() == 1
    assert "Votre lettre est partie" in client.get(where).content.decode()
    assert visit(**two | {"text": f"{given} Une autre fois, je voudrais vous dire aussi bien autre chose."})
    run_tasks()
    again = link(mail.outbox[-1])
    client.post(again)
    html = client.get(again).content.decode()
    assert "Rien n’est parti cette fois" in html and "Votre lettre est partie" not in html
    assert actions.send_due() == 0


def test_nearly_the_letter_of_another_is_refused_and_the_texts_go_in_time(visit, appeal, chamber):
    confirmed(appeal, chamber["69-06"], "eve@example.org", text=f"{OWN_WORDS} Voilà.")
    ContactAttempt.objects.update(sent_at=timezone.now() - timedelta(days=31))
    Voice.objects.update(confirmed_at=timezone.now() - timedelta(days=31))
    actions.forget()
    assert Voice.objects.get().text == ""
    two = {"step": "2", "to": [chamber["69-06"].pk], "about": "Trains", "text": OWN_WORDS}
    html = visit(**two).content.decode()
    assert "presque la même lettre" in html and OWN_WORDS[:30] in html


def test_a_letter_may_be_sent_unchanged_once_its_writer_says_so(visit, chamber):
    two = {"step": "2", "to": [chamber["69-06"].pk], "about": "Trains", "text": text_of(visit())}
    html = visit(**two).content.decode()
    assert 'name="unchanged"' in html and "telle quelle" in html
    assert visit(**two, unchanged="yes").status_code == 302
    linked = two | {"text": f"{two['text']} https://spam.example", "unchanged": "yes"}
    assert visit(**linked).status_code == 422


def test_a_divided_commune_is_asked_and_somebody_nobody_represents_is_told(visit, chamber, seats):
    asked = visit(postcode="69001")
    assert asked.status_code == 422 and "Lyon – 01" in asked.content.decode()
    part = re.search(r'value="(\d+)"[^>]*><span>Lyon – 02', asked.content.decode())[1]
    html = visit(postcode="69001", commune=part).content.decode()
    assert "Mp02 Roche" in html and "Mp01 Roche" not in html
    assert visit(postcode="30000").status_code == 422


def test_calls_show_the_number_and_count_how_they_went(visit, appeal, chamber, client, run_tasks):
    html = visit(way="call").content.decode()
    assert 'href="tel:+33140000000"' in html and "Demandez des trains" in html
    one = chamber["69-06"].pk
    assert visit(way="call", step="2").status_code == 422
    assert visit(**{"way": "call", "step": "2", f"outcome_{one}": "promised"}).status_code == 302
    run_tasks()
    client.post(link(mail.outbox[0]))
    found = ContactAttempt.objects.get()
    assert (found.outcome, found.due_at) == ("promised", None) and found.counted_at
    assert actions.send_due() == 0
    assert Person.objects.get().activities.filter(kind="appeal.called").exists()


def test_their_own_program_sends_and_it_counts_once_they_say_so(visit, appeal, chamber, client, run_tasks):
    Appeal.objects.update(sending="own")
    answer = visit(step="2", to=[chamber["69-06"].pk], about="Trains & bus", text=OWN_WORDS)
    assert "mailto:mp06@chamber.example?subject=Trains%20%26%20bus&amp;body=" in answer.content.decode()
    run_tasks()
    client.post(link(mail.outbox[0]))
    assert ContactAttempt.objects.get().sent_at and actions.send_due() == 0 and len(mail.outbox) == 1


def test_a_letter_is_given_back_when_its_way_was_switched_off_meanwhile(visit, appeal, chamber, client):
    Appeal.objects.update(ways=["call"])
    two = {"step": "2", "to": [chamber["69-06"].pk], "about": "Trains <b>", "text": OWN_WORDS}
    where = f"/fr/appeals/{appeal.pk}/voices/"
    whole, without = visit(**two), client.post(where, {"way": "letter", **two})
    part = client.post(where, {"way": "letter", **two}, headers={"HX-Request": "true"})
    for answer in (whole, without, part):
        html = answer.content.decode()
        assert answer.status_code == 410 and OWN_WORDS[:40] in html and "Trains &lt;b&gt;" in html
        assert "plus possible. Rien" in html
    assert "<html" in whole.content.decode() and "<html" not in part.content.decode()
    bare = client.post(where).content.decode()
    assert "Il manque quelque chose" in bare and "<dl" not in bare
    assert not Voice.objects.exists()


def test_closed_meanwhile_gives_back_whom_and_what_they_chose(visit, appeal, chamber):
    roche = chamber["69-06"]
    two = {
        "step": "2",
        "to": [roche.pk, "9" * 30],
        "about": "Trains",
        "text": OWN_WORDS,
        "consent_email": "on",
    }
    call = {"step": "2", "way": "call", "to": [], f"outcome_{roche.pk}": "voicemail", "outcome_x": "reached"}
    visit()
    Appeal.objects.update(closes_at=timezone.now())
    [letter, called] = [
        re.search(r'<dl class="signed">(.*?)</dl>', visit(**sent).content.decode(), re.DOTALL)[1]
        for sent in [two, call]
    ]
    assert OWN_WORDS[:40] in letter and f"<dd>{roche.name}</dd>" in letter
    assert "<dd>69100</dd>" in letter and letter_text.points(appeal)[1].name in letter
    assert f"<dt>{roche.name}</dt><dd>J’ai laissé un message</dd>" in called
    assert not Voice.objects.exists()


@pytest.mark.parametrize("way", ["letter", "call"])
def test_what_is_wrong_or_to_be_known_stands_with_its_field(visit, way):
    typed = {"about": "Trains", "text": "Court.", "outcome_x": "promised"}
    html = visit(way=way, step="2", **typed).content.decode()
    told = re.search(r'<p class="errorlist" id="voice-to_error">', html)
    group = re.search(r'<fieldset class="choices" aria-describedby="voice-to_error">', html)
    assert told and group
    if way == "letter":
        assert re.search(r'name="to" value="\d+"\s+aria-invalid="true"', html)
        field = re.search(r'<textarea[^>]*aria-describedby="([^"]+)"', html)[1]
        assert field == "voice-text_helptext voice-text_error"
        assert all(f'id="{name}"' in html for name in field.split())
        assert "hx-post" not in html.replace("data-hx-post", "")


def test_not_me_removes_it_and_taking_back_stops_what_waits(visit, appeal, chamber, client, run_tasks):
    two = {"step": "2", "to": [chamber["69-06"].pk], "about": "T", "text": OWN_WORDS}
    visit(**two)
    run_tasks()
    where = link(mail.outbox[0], "not-me/")
    assert client.get(where).status_code == 200 and Voice.objects.exists()
    client.post(where)
    assert not Voice.objects.exists()
    visit(**two)
    run_tasks()
    assert not Voice.objects.exists() and len(mail.outbox) == 1
    kept = confirmed(appeal, chamber["69-06"], "eve@example.org")
    assert submissions.withdraw(kept) == 1 and actions.send_due() == 0
    kept.refresh_from_db()
    assert kept.text == "" and kept.withdrawn_at
    erasure_hooks.erase([kept.person_id], [])
    assert not Voice.objects.exists() and not ContactAttempt.objects.exists()


def test_a_pause_and_silence_hold_letters_back(appeal, chamber, monkeypatch, run_tasks, dora):
    confirmed(appeal, chamber["69-06"], "eve@example.org")
    actions.pause(appeal=appeal, is_paused=True, user=dora)
    assert actions.send_due() == 0
    actions.pause(appeal=appeal, is_paused=False, user=dora)
    assert actions.send_due() == 1
    until = timezone.now() + timedelta(hours=9)
    monkeypatch.setattr(throttle, "held_until", lambda one, now: until)
    mail.outbox.clear()
    run_tasks()
    assert not mail.outbox
    found = ContactAttempt.objects.get()
    assert (found.claimed_at, found.due_at) == (None, until)
    monkeypatch.undo()
    assert throttle.claim(chamber["69-06"].pk, lambda pk: None, until) == 1


def test_the_pace_of_an_hour_is_kept(appeal, chamber):
    for number in range(8):
        confirmed(appeal, chamber["69-06"], f"w{number}@example.org", text=f"{number} {OWN_WORDS}")
    Appeal.objects.update(per_hour=4)
    now, left = timezone.now(), []
    for minute in range(0, 125, 5):
        at = now + timedelta(minutes=minute)
        left += [at] * throttle.claim(chamber["69-06"].pk, lambda pk: None, at)
    assert len(left) == 8
    assert all(sum(at - timedelta(hours=1) < one <= at for one in left) <= 4 for at in left)


def test_likeness_takes_rows_of_words():
    assert likeness.share("one two three four", likeness.of_texts(["ONE, two; three four five"])) == 1
    assert likeness.share("one two nine four", likeness.of_texts(["one two three four"])) == 0
    assert likeness.share("two words", likeness.of_texts(["else"])) == 1


@pytest.mark.parametrize("chosen", [set(), {0}, {1}], ids=["nothing", "first", "second"])
def test_a_short_text_of_ours_is_ours_whatever_was_chosen(appeal, chosen):
    pieces = likeness.of_texts(letter_text.pieces(appeal, "Charlie Dupont"))
    for seed in "abcdefgh":
        text = letter_text.compose(appeal, chosen, seed, "Charlie Dupont")
        assert likeness.share(text, pieces) == 1, text
        assert likeness.share(f"{text} {OWN_WORDS}", pieces) < likeness.TOO_LIKE


def test_pieces_hold_all_that_a_text_is_made_of(appeal):
    pieces = likeness.of_texts(letter_text.pieces(appeal, "Charlie Dupont"))
    for seed in "abcdef":
        text = letter_text.compose(appeal, {0, 1}, seed, "Charlie Dupont")
        assert likeness.share(text, pieces) >= likeness.TOO_LIKE
        assert likeness.share(f"{text} {OWN_WORDS}", pieces) < likeness.TOO_LIKE


def test_hq_shows_figures_counts_and_answers(client, dora, appeal, chamber):
    confirmed(appeal, chamber["69-06"], "eve@example.org")
    client.force_login(dora)
    base = f"/hq/appeals/{appeal.pk}/"
    stand = {"side": "for", "note": "Will vote for it"}
    assert client.post(f"{base}answers/{chamber['69-06'].pk}/", stand).status_code == 302
    html = client.get(base).content.decode()
    assert "Will vote for it" in html and "Mp06 Roche" in html
    rows = b"".join(client.get(f"{base}counts/").streaming_content).decode().splitlines()
    assert rows[1].startswith("Mp06 Roche;") and "eve" not in "".join(rows)
    assert "Eve" in client.get(f"{base}voices/").content.decode() and Stand.objects.count() == 1
    typed = {
        "titles_fr": "Le train", "ways": ["call"], "sending": "server", "per_hour": "5", "kept_days": "3",
        "opens_at": "2026-11-01T10:00",
    }  # fmt: skip
    assert client.post("/hq/appeals/new/", typed).status_code == 422
    far = client.post("/hq/appeals/new/", {**typed, "offices": ["mp"], "opens_at": "0001-01-01T00:00"})
    assert far.status_code == 422 and "1900" in far.context["form"].errors["opens_at"][0]
    assert client.post("/hq/appeals/new/", {**typed, "offices": ["mp"]}).status_code == 302
