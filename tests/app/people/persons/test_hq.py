"""HQ's pages about people, from the front door."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Consent, Person, Tag
from hustings.people.privacy.actions import unlocks
from hustings.people.segments import actions as segments_actions
from hustings.people.segments import figures
from hustings.people.segments.models import Segment
from tests import addresses


@pytest.fixture(autouse=True)
def easy_second_factor(settings):
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def hq(alice):
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    return signed_in(alice)


def url(name: str, person: Person, *more: object) -> str:
    return addresses.people(name, args=[person.uid, *more])


def test_the_list_shows_only_those_one_may_see(hq, charlie):
    persons_actions.add_person(given_name="Far", family_name="Away", zone=Zone.objects.get(name="Nîmes"))
    page = hq.get(reverse("segments:list")).content.decode()
    assert "Charlie Dupont" in page
    assert "charlie@example.org" in page
    assert "Away" not in page
    assert "1 person" in page


@pytest.mark.parametrize("text", ["!!", "@", "🙂", "\0", "x" * 300, "%", "'", "\ufffd", "+"])
def test_a_search_for_what_is_no_name_finds_and_counts_nobody(hq, charlie, text):
    for name in ["list", "count"]:
        page = hq.get(addresses.people(name), {"q": text})
        assert page.status_code == 200
        assert "Charlie" not in page.content.decode()
        assert page.context["n"] == 0


@pytest.mark.parametrize("text", ["dup", "charlie@", "CHARLIE DUP"])
def test_one_finds_by_beginnings(hq, charlie, text):
    persons_actions.add_person(given_name="Zoé", zone=charlie.zone)
    page = hq.get(reverse("segments:list"), {"q": text}).content.decode()
    assert "Charlie Dupont" in page
    assert "Zoé" not in page


def test_the_list_pages_without_gap_or_repeat(hq, charlie, django_assert_max_num_queries):
    for n in range(120):
        persons_actions.add_person(given_name=f"P{n:03}", family_name="Same", zone=charlie.zone)
    hq.get(reverse("segments:list"))
    for order in ["newest", "name"]:
        seen, query = [], f"order={order}"
        while query:
            with django_assert_max_num_queries(30):
                response = hq.get(f"{reverse('segments:list')}?{query}")
            seen += [person.pk for person in response.context["rows"]]
            query = response.context["next"]
        assert len(seen) == len(set(seen)) == 121, order
    names = [Person.objects.get(pk=pk).name_key for pk in seen]
    assert names == sorted(names)


def test_the_list_filters(hq, charlie):
    persons_actions.tag(person=charlie, name="volunteer")
    persons_actions.record_consent(person=charlie, purpose="email", is_given=True, source="x")
    other = persons_actions.add_person(given_name="Other", zone=charlie.zone)
    segment = segments_actions.save_segment(
        name="s", criteria={"criteria": [{"criterion": "email", "operator": "has"}]}
    )
    tag = Tag.objects.get()
    for query in [{"tag": tag.pk}, {"consent": "email.yes"}, {"segment": segment.pk}]:
        rows = hq.get(reverse("segments:list"), query).context["rows"]
        assert rows == [charlie], query
    assert hq.get(reverse("segments:list"), {"consent": "email.never"}).context["rows"] == [other]
    assert len(hq.get(reverse("segments:list"), {"zone": "Lyon"}).context["rows"]) == 2
    assert hq.get(reverse("segments:list"), {"zone": "Atlantis"}).context["rows"] == []
    assert hq.get(reverse("segments:list"), {"tag": "9" * 40}).status_code == 200
    assert hq.get(reverse("segments:count"), {"tag": tag.pk}).content.decode().startswith("<span>1 person")


def test_a_broken_segment_shows_nobody_rather_than_everybody(hq, charlie):
    tag = persons_actions.the_tag(name="gone")
    criteria = {"criteria": [{"criterion": "tag", "operator": "is_not", "value": tag.pk}]}
    segment = segments_actions.save_segment(name="s", criteria=criteria)
    persons_actions.remove_tag(tag=tag)
    response = hq.get(reverse("segments:list"), {"segment": segment.pk})
    assert response.context["rows"] == []
    assert "no longer exists" in response.content.decode()
    assert "no longer exists" in hq.get(reverse("segments:segments")).content.decode()
    assert "no longer exists" in hq.get(reverse("segments:segment", args=[segment.pk])).content.decode()


def test_a_record_shows_all_and_hides_nothing_in_many_queries(hq, charlie, django_assert_max_num_queries):
    persons_actions.add_phone(person=charlie, number="0612345678")
    persons_actions.record_consent(
        person=charlie, purpose="email", is_given=True, source="page /fr/", text="Write to me."
    )
    for n in range(30):
        persons_actions.tag(person=charlie, name=f"tag {n}")
        persons_actions.add_note(person=charlie, body=f"<b>note {n}</b>")
    hq.get(reverse("segments:list"))
    with django_assert_max_num_queries(57):
        page = hq.get(url("record", charlie)).content.decode()
    for words in ["06 12 34 56 78", "Write to me.", "page /fr/", "tag 29", "&lt;b&gt;note 29", "Lyon"]:
        assert words in page


def test_others_records_are_not_there(hq, charlie):
    far = persons_actions.add_person(
        given_name="Far", email="far@example.org", zone=Zone.objects.get(name="Nîmes")
    )
    for name in ["record", "timeline", "edit", "erase"]:
        assert hq.get(url(name, far), follow=True).status_code == 404
    for name in ["emails", "phones", "addresses", "taggings", "notes", "consents"]:
        assert hq.post(url(name, far), {"name": "x", "body": "x"}, follow=True).status_code == 404
    assert hq.post(url("email_removal", far, far.emails.get().pk), follow=True).status_code == 404
    # an address of somebody else's is not reached through one's own record
    assert hq.post(url("email_removal", charlie, far.emails.get().pk), follow=True).status_code == 404
    assert far.emails.count() == 1


def test_deeds_are_done_and_refused_in_words(dora, charlie):
    hq = signed_in(dora)

    def post(deed, *more, **words):
        return hq.post(url(deed, charlie, *more), words, follow=True).content.decode()

    assert "was added" in post("emails", address="second@example.org")
    assert "is not an e-mail address" in post("emails", address="nonsense")
    assert "was added" in post("phones", number="06 12 34 56 78")
    assert "too short" in post("phones", number="0612")
    assert "was added" in post("addresses", lines="1 rue", postcode="69001", city="Lyon", country="fr")
    persons_actions.the_tag(name="Volunteer")
    assert "Tag “Volunteer” added" in post("taggings", name="Volunteer")
    assert "The note was saved" in post("notes", body="Met at the market")
    assert "The answer was saved" in post(
        "consents", purpose="phone", is_given="yes", source="market", text="May we call?"
    )
    assert Consent.objects.get(person=charlie).is_given
    assert "E-mails now go to" in post("email_first", charlie.emails.last().pk)
    for name, rows in [("email", charlie.emails), ("phone", charlie.phones), ("address", charlie.addresses)]:
        post(f"{name}_removal", rows.last().pk)
    post("tagging_removal", Tag.objects.get().pk)
    post("note_removal", charlie.notes.get().pk)
    assert (charlie.emails.count(), charlie.phones.count(), charlie.addresses.count()) == (1, 0, 0)
    assert (charlie.tags.count(), charlie.notes.count()) == (0, 0)


def test_the_timeline_filters_and_goes_on(hq, charlie):
    for n in range(30):
        persons_actions.tag(person=charlie, name=f"tag {n}")
    persons_actions.add_note(person=charlie, body="x")
    first = hq.get(url("timeline", charlie), {"group": "person"})
    assert "Note added" not in first.content.decode()
    older = hq.get(url("timeline", charlie), {"group": "person", "after": first.context["more"]})
    assert "Added" in older.content.decode()
    fragment = hq.get(url("timeline", charlie), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "Note added" in fragment


def test_a_person_is_added_only_where_one_may(hq, charlie):
    words = {"given_name": "New", "language": "fr", "email": "new@example.org", "source": "Market"}
    nowhere = hq.post(reverse("persons:add"), words)
    assert nowhere.status_code == 422
    far = hq.post(reverse("persons:add"), words | {"zone": "Nîmes"})
    assert "can&#x27;t change people in this territory" in far.content.decode()
    done = hq.post(reverse("persons:add"), words | {"zone": "Villeurbanne"})
    assert done.status_code == 302
    assert Person.objects.get(given_name="New").zone.name == "Villeurbanne"
    seen = {"zone": "Villeurbanne", "given_name": "Newer", "email": "charlie@example.org"}
    taken = hq.post(reverse("persons:add"), words | seen)
    assert "someone else" in taken.content.decode()


@pytest.mark.parametrize("source", ["", "   "])
def test_nobody_is_added_without_a_word_on_where_from(hq, charlie, source):
    words = {"given_name": "New", "language": "fr", "zone": "Lyon", "source": source}
    page = hq.post(reverse("persons:add"), words)
    assert page.status_code == 422
    assert "source" in page.context["form"].errors
    assert not Person.objects.filter(given_name="New").exists()


def test_an_erased_person_is_added_again_only_knowingly(dora, charlie):
    hq = signed_in(dora)
    zone = charlie.zone.name
    hq.post(url("erase", charlie), {"is_sure": "on"})
    assert not Person.objects.exists()
    words = {"language": "fr", "email": "charlie@example.org", "zone": zone, "source": "Market"}
    refused = hq.post(reverse("persons:add"), words).content.decode()
    assert "asked to be erased" in refused
    assert "is_own_wish" in refused
    hq.post(reverse("persons:add"), words | {"is_own_wish": "on"})
    assert Person.objects.count() == 1


def test_nobody_is_erased_without_a_yes(hq, charlie):
    assert hq.post(url("erase", charlie)).status_code == 422
    assert Person.objects.exists()


def test_editing_changes_columns_and_own_fields(hq, charlie):
    persons_actions.add_field(label="Shoe size", kind="number")
    persons_actions.add_field(label="Drives", kind="yes_no")
    form = hq.get(url("edit", charlie)).context["form"]
    words = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    words |= {"zone": "Lyon", "family_name": "Durand", "field-shoe-size": "42,5", "field-drives": "yes"}
    assert hq.post(url("edit", charlie), words).status_code == 302
    charlie.refresh_from_db()
    assert charlie.family_name == "Durand"
    assert {str(held) for held in charlie.field_values.all()} == {"42.5000", "True"}
    bad = hq.post(url("edit", charlie), words | {"field-shoe-size": "big"})
    assert bad.status_code == 422
    assert "is not a number" in bad.content.decode()
    page = hq.get(url("record", charlie)).content.decode()
    assert "Dupont → Durand" in page


def opened(hq, charlie) -> dict[str, str]:
    """What a browser holds that has just opened the form."""
    form = hq.get(url("edit", charlie)).context["form"]
    held = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    return held | {"zone": "Lyon", "seen": form.seen_written}


def test_a_form_opened_before_a_colleague_saved_undoes_nothing(hq, charlie):
    persons_actions.add_field(label="Shoe size", kind="number")
    mine, other = opened(hq, charlie), opened(hq, charlie)
    hq.post(url("edit", charlie), other | {"family_name": "Durand", "field-shoe-size": "42"})
    done = hq.post(url("edit", charlie), mine | {"given_name": "Charles", "source": "A meeting"}, follow=True)
    assert "Changes made by others meanwhile were kept: Family name, Shoe size." in done.content.decode()
    charlie.refresh_from_db()
    assert (charlie.name, charlie.source) == ("Charles Durand", "A meeting")
    assert [str(held) for held in charlie.field_values.all()] == ["42.0000"]


def test_what_two_changed_is_asked_about_once(hq, charlie):
    mine, other = opened(hq, charlie), opened(hq, charlie)
    hq.post(url("edit", charlie), other | {"family_name": "Durand", "born_on": "1980-02-13"})
    words = mine | {"family_name": "Dupond"}
    page = hq.post(url("edit", charlie), words)
    assert page.status_code == 422
    assert "Someone changed this to “Durand” meanwhile." in page.content.decode()
    charlie.refresh_from_db()
    assert charlie.family_name == "Durand"
    again = words | {"seen": page.context["form"].seen_written}
    assert hq.post(url("edit", charlie), again).status_code == 302
    charlie.refresh_from_db()
    assert (charlie.family_name, charlie.born_on) == ("Dupond", dt.date(1980, 2, 13))
    emptied = opened(hq, charlie)
    hq.post(url("edit", charlie), opened(hq, charlie) | {"born_on": ""})
    page = hq.post(url("edit", charlie), emptied | {"born_on": "1981-02-13"}).content.decode()
    assert "Someone emptied this field meanwhile." in page


def test_tags_and_fields_are_kept(hq, charlie, dora):
    signed_in(dora).post(reverse("persons:tags"), {"name": "Red"})
    tag = Tag.objects.get()
    assert "Red" in hq.get(reverse("persons:tags")).content.decode()
    for change in [{"name": "Scarlet", "is_listed": "on"}, {"remove": "yes"}]:
        assert hq.post(reverse("persons:tag", args=[tag.pk]), change).status_code == 403
    assert Tag.objects.get().name == "Red", "a local organiser changes no tag of everybody's"
    signed_in(dora).post(reverse("persons:tag", args=[tag.pk]), {"name": "Scarlet", "is_listed": "on"})
    assert Tag.objects.get().name == "Scarlet"
    signed_in(dora).post(reverse("persons:tag", args=[tag.pk]), {"remove": "yes"})
    assert not Tag.objects.exists()
    signed_in(dora).post(reverse("persons:fields"), {"label": "Dog", "kind": "text"})
    assert "Dog" in hq.get(reverse("persons:fields")).content.decode()
    again = signed_in(dora).post(reverse("persons:fields"), {"label": "dog", "kind": "text"})
    assert again.status_code == 422


def test_a_segment_is_built_by_buttons_alone(hq, charlie):
    persons_actions.tag(person=charlie, name="volunteer")
    tag = Tag.objects.get()
    build = reverse("segments:segment_add")
    assert "Complete the conditions" in hq.get(build).content.decode()
    words = {"name": "Volunteers", "match": "all", "c0-criterion": "tag"}
    page = hq.post(build, words | {"do": "update"}).content.decode()
    assert f'<option value="{tag.pk}"' in page
    words |= {"c0-operator": "is", "c0-value": str(tag.pk)}
    assert hq.post(build, words | {"do": "add"}).content.decode().count('hq-segment__row"') == 2
    words |= {"c1-criterion": "zone", "c1-operator": "inside", "c1-value": "Lyon"}
    page = hq.post(build, words | {"do": "preview"}).content.decode()
    assert "has the tag “volunteer”, and lives in Lyon" in page
    assert "<strong>1</strong> person" in page
    assert "Charlie Dupont" in page
    assert hq.post(build, words | {"do": "remove-0"}).content.decode().count('hq-segment__row"') == 1
    assert hq.post(build, words | {"do": "save"}).status_code == 302
    segment = Segment.objects.get()
    assert segment.criteria["criteria"][0] == {"criterion": "tag", "operator": "is", "value": tag.pk}
    page = hq.get(reverse("segments:segment", args=[segment.pk])).content.decode()
    assert "Lyon" in page
    assert hq.post(reverse("segments:segment_preview"), words).content.decode().count("Charlie") == 1
    hq.post(reverse("segments:segment_removal", args=[segment.pk]))
    assert not Segment.objects.exists()


def test_a_segment_with_a_fault_is_not_kept_and_says_why(hq, charlie):
    build = reverse("segments:segment_add")
    words = {
        "name": "x",
        "match": "all",
        "c0-criterion": "age",
        "c0-operator": "at_least",
        "c0-value": "old",
        "do": "save",
    }
    page = hq.post(build, words)
    assert page.status_code == 422
    assert "Enter a whole number" in page.content.decode()
    nameless = hq.post(build, words | {"name": " ", "c0-value": "18"})
    said = nameless.content.decode()
    assert said.count("Enter a name for the segment.") == 1, "beside the name alone"
    assert 'aria-describedby="name-problem"' in said
    assert not Segment.objects.exists()


def test_the_home_page_counts_people(hq, charlie):
    persons_actions.record_consent(person=charlie, purpose="email", is_given=True, source="x")
    page = hq.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 new people in your territory in 52 weeks" in page
    assert "chart__bar" in page


def test_those_without_the_right_are_told_so(mallory, charlie):
    client = signed_in(mallory)
    for name in ["list", "add", "tags", "fields", "segments", "segment_add", "count"]:
        assert client.get(addresses.people(name)).status_code in {302, 403}, name
    assert client.get(url("record", charlie)).status_code in {302, 403}


def test_weeks_are_counted_alike_for_a_director_and_within_territories(charlie, alice, dora):
    for n in range(40):
        person = persons_actions.add_person(given_name=f"P{n}", zone=charlie.zone)
        Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - dt.timedelta(days=n * 11))
    assert figures._by_week(alice) == figures._by_week(dora)
    assert 30 < sum(n for _week, n in figures._by_week(alice)) < 41


def test_a_new_criterion_is_not_called_wrong_before_somebody_asks_for_its_people(hq):
    build = reverse("segments:segment_add")
    assert "aria-invalid" not in hq.get(build).text
    chosen = {"name": "Teachers", "match": "all", "c0-criterion": "family_name", "c0-operator": "is"}
    assert "aria-invalid" not in hq.post(build, chosen | {"do": "update"}).text
    assert "aria-invalid" in hq.post(build, chosen | {"do": "save"}).text


@pytest.mark.parametrize("name", ["tags", "fields", "segments", "list"])
def test_an_empty_list_says_what_to_do_next(dora, name):
    assert "yet. " in signed_in(dora).get(addresses.people(name)).text
