"""Colleagues comment on a letter before it leaves."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from hustings.foundation.accounts.roles import Role
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.audience import NOBODY
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import results as checks
from hustings.outreach.review import actions as review_actions
from hustings.outreach.review.comments import mentions, notifications, places, threads
from hustings.outreach.review.models import Comment, Mention
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("english")

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def draft(mailing) -> Mailing:
    """With a heading, and a part for some that holds a text."""
    inside = builder.block("only", {"segment": "1", "body": [builder.text("Only you")]})
    mailing.content = [builder.letter("Hello", builder.block("heading", "Come on Saturday"), inside)]
    mailing.save()
    mailing.save_revision(user=mailing.user)
    return mailing


def typed(mailing):
    return Mailing.objects.get(pk=mailing.pk).get_latest_revision_as_object()


def place(mailing, words: str):
    return next(each for each in places.of(typed(mailing)) if words in each.name)


def said(mailing, by, text="Too long", words="the whole mailing", **more) -> Comment:
    return review_actions.comment_on(
        mailing=mailing, user=by, text=text, block=place(mailing, words).key, **more
    )


def rewritten(mailing, change) -> None:
    """The letter saved again, with its blocks as ``change`` makes them of those that were there."""
    raw = [dict(each) for each in typed(mailing).content.get_prep_value()]
    raw[0]["value"] = raw[0]["value"] | {"body": change(raw[0]["value"]["body"])}
    made = typed(mailing)
    made.content = raw
    made.save_revision(user=mailing.user)


def test_a_comment_stays_with_its_block_and_says_when_that_is_gone(draft, carla, dora):
    assert [each.name for each in places.of(typed(draft))] == [
        "the whole mailing", "the whole message", "block 1 (Heading): Come on Saturday",
        "block 2 (Only for some)", "block 2.1 (Text): Only you",
    ]  # fmt: skip
    said(draft, carla, "Which Saturday?", "Heading")
    said(draft, carla, "Why only them?", "Only you")
    said(draft, dora)
    rewritten(draft, lambda body: [body[1], body[0] | {"value": "Come on Sunday"}])
    found = threads.groups(typed(draft), dora)
    assert [each.name for each in found] == [
        "the whole mailing",
        "any language · A, block 1.1 (Text): Only you",
        "any language · A, block 2 (Heading): Come on Sunday",
    ]
    rewritten(draft, lambda body: body[:1])
    last = threads.groups(typed(draft), dora)[-1]
    assert last.place is None and last.name == "any language · A, block 1 (Heading): Come on Saturday"
    with pytest.raises(mailings_refusals.Refused, match="was removed from the message"):
        review_actions.comment_on(mailing=draft, user=dora, text="x", block="gone")


def test_names_after_an_at_reach_colleagues_who_may_see_it(draft, carla, dora, alice, bob, run_tasks):
    """bob's role shows no mailing; who writes is not told of their own words."""
    text = "@carla <b>please</b>,\nand @bob and @Dora. me@alicent.example @Alicent"
    made = said(draft, dora, text, readers=[alice.pk, bob.pk])
    assert set(made.mentions.values_list("user", flat=True)) == {carla.pk, alice.pk}
    run_tasks()
    assert sorted(each.to[0] for each in mail.outbox) == ["alice@example.org", "carla@example.org"]
    assert text in mail.outbox[0].body and f"/comments/#comment-{made.pk}" in mail.outbox[0].body
    notifications.tell.call(made.mentions.first().pk)
    assert len(mail.outbox) == 2, "running it twice sends one letter"
    html = mentions.marked(made.text, [carla])
    assert html.startswith('<strong class="hq-mention">@carla</strong> &lt;b&gt;please&lt;/b&gt;,<br>and')
    assert [each.comment for each in threads.waiting_for(carla)] == [made]
    assert threads.waiting_for(bob) == []


def test_answers_tell_who_began_and_reading_or_resolving_takes_them_from_the_list(draft, carla, dora):
    first = said(draft, carla, "@dora is it true?")
    assert len(threads.waiting_for(dora)) == 1
    answered = review_actions.answer(comment=first, user=dora, text="It is")
    deeper = review_actions.answer(comment=answered, user=dora, text="Really")
    assert deeper.answers_to == first, "one level"
    assert not threads.waiting_for(dora), "who answers has read it"
    assert len(threads.waiting_for(carla)) == 2
    review_actions.read_comment(comment=answered, user=carla)
    assert not threads.waiting_for(carla)
    said(draft, dora, "@carla?")
    assert len(threads.waiting_for(carla)) == 1
    review_actions.resolve(comment=Comment.objects.last(), user=dora)
    assert not threads.waiting_for(carla)


def test_open_comments_warn_and_show_in_the_list_until_resolved(hq, draft, carla, dora):
    first = said(draft, carla, "One")
    said(draft, dora, "Two")
    review_actions.answer(comment=first, user=dora, text="No")

    def warned():
        [(_draft, found)] = checks.in_letters([typed(draft)], dora, NOBODY)
        return [(str(one.text), one.warns) for one in found if one.check == "comments"]

    assert warned() == [("2 comments are open.", True)]
    browser = hq(dora)
    assert "2 open comments" in browser.get(reverse("dispatch:mailings"), headers=ENGLISH).content.decode()
    editor = browser.get(reverse("mailing_writing:edit", args=[draft.pk]), headers=ENGLISH).content.decode()
    assert re.search(rf'href="/hq/mailings/{draft.pk}/comments/">2 open comments</a>', editor)
    assert "/comments/" not in browser.get(reverse("mailing_writing:add"), headers=ENGLISH).content.decode()
    review_actions.resolve(comment=first, user=dora)
    assert warned() == [("1 comment is open.", True)]
    review_actions.reopen(comment=first, user=carla)
    assert threads.n_open([draft]) == {draft.pk: 2}
    for each in Comment.objects.open():
        review_actions.resolve(comment=each, user=dora)
    assert warned() == []


def test_the_history_tells_of_comments_but_not_what_was_said(hq, draft, carla, dora):
    first = said(draft, carla, "A secret opinion", "Heading")
    review_actions.resolve(comment=first, user=dora)
    review_actions.reopen(comment=first, user=dora)
    review_actions.drop_comment(comment=first, user=carla)
    shown = hq(dora).get(reverse("mailing_writing:history", args=[draft.pk]), headers=ENGLISH)
    text = shown.content.decode()
    for words in ("Commented on:", "Resolved a comment on:", "Reopened", "Deleted their comment on:"):
        assert words in text
    assert "block 1 (Heading): Come on Saturday" in text and "secret" not in text
    kept = str(list(ModelLogEntry.objects.values_list("data", flat=True)))
    assert "secret" not in kept


def test_one_deletes_ones_own_and_answers_keep_their_place(draft, carla, dora):
    first = said(draft, carla, "@dora a slip")
    answered = review_actions.answer(comment=first, user=dora, text="I see")
    with pytest.raises(mailings_refusals.Refused, match="Only the author can delete a comment"):
        review_actions.drop_comment(comment=first, user=dora)
    review_actions.drop_comment(comment=first, user=carla)
    first.refresh_from_db()
    assert first.deleted_at and first.text == "" and not threads.waiting_for(dora)
    review_actions.drop_comment(comment=answered, user=dora)
    assert not Comment.objects.exists()


def test_who_may_resolve_and_what_is_refused(draft, carla, dora, alice, bob):
    first = said(draft, carla)
    for who in (alice, bob):  # alice may write only her own letters, bob may see none
        with pytest.raises(mailings_refusals.Refused):
            review_actions.resolve(comment=first, user=who)
    with pytest.raises(mailings_refusals.Refused, match="You don’t have permission to view mailings"):
        review_actions.comment_on(mailing=draft, user=bob, text="x")
    with pytest.raises(mailings_refusals.Refused, match="Enter a comment"):
        said(draft, dora, "  ")
    with pytest.raises(mailings_refusals.Refused, match="Shorten it to 2000"):
        said(draft, dora, "x" * 2_001)
    Mailing.objects.filter(pk=draft.pk).update(state="sent")
    with pytest.raises(
        mailings_refusals.Refused, match="This mailing has already been sent and can’t be changed any more"
    ):
        review_actions.answer(comment=first, user=dora, text="late")
    review_actions.drop_comment(comment=first, user=carla)  # one's own words stay one's own


def test_the_page_adds_answers_and_refuses_without_losing_words(hq, draft, carla, dora, bob):
    browser, url = hq(dora), reverse("review:comments", args=[draft.pk])
    key = place(draft, "Heading").key
    answer = browser.post(url, {"block": key, "text": "Say <i>where</i>", "to": [carla.pk, "x", "9" * 30]})
    made = Comment.objects.get()
    assert answer["Location"] == f"{url}#comment-{made.pk}" and made.mentions.get().user == carla
    page = browser.get(url, headers=ENGLISH).content.decode()
    assert "Say &lt;i&gt;where&lt;/i&gt;" in page and "For Carla" in page
    lost = browser.post(url, {"block": "gone", "text": "Keep me"}, headers=ENGLISH)
    assert lost.status_code == 422 and "Keep me</textarea>" in lost.content.decode()
    deed = [draft.pk, made.pk]
    browser.post(reverse("review:comment_answers", args=deed), {"text": "There"})
    browser.post(reverse("review:comment_resolution", args=deed), {"do": "resolve"})
    assert not Comment.objects.open().exists() and made.answers.count() == 1
    assert "Resolved by Dora" in browser.get(url, headers=ENGLISH).content.decode()
    assert browser.post(reverse("review:comment_removal", args=[draft.pk, 10**30])).status_code == 404
    made.resolved_at = None
    made.save()
    browser = hq(carla)
    assert "Comments for you" in browser.get("/hq/", headers=ENGLISH).content.decode()
    browser.post(reverse("review:comment_reading", args=deed), {"from": "home"})
    assert "Comments for you" not in browser.get("/hq/", headers=ENGLISH).content.decode()
    assert hq(bob).get(url).status_code in {302, 403}


def test_the_page_asks_the_same_of_many_comments(hq, draft, carla, dora, django_assert_max_num_queries):
    browser, url = hq(dora), reverse("review:comments", args=[draft.pk])
    Comment.objects.bulk_create(
        Comment(mailing=draft, user=carla, text=f"@dora {n}", made_at=timezone.now()) for n in range(40)
    )
    Mention.objects.bulk_create(Mention(comment=each, user=dora) for each in Comment.objects.all())
    with django_assert_max_num_queries(60):
        assert browser.get(url).status_code == 200


def test_who_leaves_the_team_leaves_words_without_a_name(draft, carla, dora):
    """As with mailings and approvals that they wrote."""
    said(draft, carla, "@dora hello")
    said(draft, dora, "@carla hello")
    carla.is_active = False
    carla.save()
    assert Mention.objects.count() == 2 and carla not in mentions.who_see()
    carla.delete()
    assert Comment.objects.filter(user=None).count() == 1
    assert not Mention.objects.filter(comment__user=dora).exists()


def test_places_are_named_as_french_is_written_and_words_stay_whole(mailing):
    mailing.content = [builder.letter("Bonjour", builder.text("Venez **samedi**, tous"))]
    mailing.save()
    mailing.save_revision(user=mailing.user)
    with translation.override("fr"):
        assert "(Texte)\xa0: Venez samedi, tous" in [each.name for each in places.of(typed(mailing))][-1]


def test_a_name_in_letters_that_fold_otherwise_is_no_mistake(db):
    ali = user("ali", Role.COMMUNICATIONS)
    assert mentions.named("@Al\u0131 and @AL\u0130", [ali]) == set()
    assert mentions.named("@Ali, look", [ali]) == {ali}


def test_an_answer_offers_who_takes_part_and_no_whole_team(draft, dora, hq):
    team = [user(f"helper{n}", Role.COMMUNICATIONS) for n in range(12)]
    for _n in range(3):
        review_actions.comment_on(mailing=draft, user=team[0], text="Look", readers=[team[1].pk, dora.pk])
    html = hq(dora).get(reverse("review:comments", args=[draft.pk])).content.decode()
    offered = [html.count(f'name="to" value="{each.pk}"') for each in team]
    assert offered == [1, 4] + [1] * 10, (
        "the whole team once, for a new comment; who was meant in each thread"
    )


def test_what_a_removed_colleague_said_is_deleted_by_who_may_change_the_letter(draft, dora, hq):
    gone, other = user("gone", Role.COMMUNICATIONS), user("emil", Role.COMMUNICATIONS)
    left = review_actions.comment_on(mailing=draft, user=gone, text="Forgotten words")
    with (
        pytest.raises(mailings_refusals.Refused, match="Only the author can delete a comment"),
        translation.override("en"),
    ):
        review_actions.drop_comment(comment=left, user=dora)
    client = hq(dora)
    page = reverse("review:comments", args=[draft.pk])
    removal = reverse("review:comment_removal", args=[draft.pk, left.pk])
    assert removal not in client.get(page).content.decode()
    gone.is_active = False
    gone.save()
    local = user("local")
    with pytest.raises(mailings_refusals.Refused):
        review_actions.drop_comment(comment=left, user=local)
    assert removal in client.get(page).content.decode()
    client.post(removal)
    assert not Comment.objects.filter(pk=left.pk).exists()
    entry = ModelLogEntry.objects.filter(action="mailing.comment_deleted").get()
    assert entry.user == dora
    nobodys = review_actions.comment_on(mailing=draft, user=other, text="x")
    Comment.objects.filter(pk=nobodys.pk).update(user=None)
    review_actions.drop_comment(comment=nobodys, user=dora)
