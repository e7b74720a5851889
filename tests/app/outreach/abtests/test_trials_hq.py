"""Tests of versions in HQ: set up before sending, watched, decided by hand."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import todos
from hustings.outreach.abtests import actions, rule, summary
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.rule import Arm
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import desk as preflight_desk
from hustings.outreach.preflight import fingerprints as preflight_fingerprints
from hustings.outreach.preflight import registry as preflight_registry
from tests.app.outreach.abtests import test_trials
from tests.app.outreach.abtests.test_trials import begin, enlarge, visits
from tests.app.outreach.delivery.test_delivery import queue
from tests.cast.outreach.fixtures import letters
from tests.conftest import user

pytestmark = pytest.mark.usefixtures("english")
readers, versions = test_trials.readers, test_trials.versions
SAID = {
    "size": 10,
    "unit": "people",
    "measure": "unsubscribed",
    "hours": 5,
    "chooser": "hand",
    "otherwise": "best",
}


@pytest.fixture
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def page(client, mailing):
    return client.get(f"/hq/mailings/{mailing.pk}/")


def edited(client, mailing, **said):
    """The answer of the editor to what is said of the test of a mailing with three versions."""
    letters_ = [
        {"language": "", "version": each, "subject": f"Subject {each}", "subject_b": "", "preheader": ""}
        | {"body": streamfield([("text", rich_text("<p>x</p>"))])}
        for each in mailing.versions
    ]
    fields = {"name": "x", "segment": mailing.segment_id, "topic": ""}
    fields |= {"content": streamfield([("letter", each) for each in letters_])}
    words = nested_form_data(fields) | {"test-asked": "yes"} | {f"test-{name}": n for name, n in said.items()}
    return client.post(
        reverse("mailing_writing:edit", args=[mailing.pk]), words | ({"is_tested": "on"} if said else {})
    )


def findings(mailing, dora):
    return [one.text for one in preflight_registry.at_once(preflight_desk.Desk(mailing, dora))]


def test_a_test_is_offered_where_there_are_several_versions(client, mailing, versions, dora):
    client.force_login(dora)
    ABTest.objects.all().delete()
    assert any("several versions" in text for text in findings(versions, dora))
    shown = page(client, versions).content.decode()
    assert "Set up an A/B test" in shown and "Subject C" in shown, "they stand side by side"
    assert f"/hq/mailings/writing/edit/{versions.pk}/#test" in shown
    assert "% of recipients" in client.get(f"/hq/mailings/writing/edit/{versions.pk}/").content.decode()
    edited(client, versions, **SAID)
    assert ABTest.objects.get().set_up == SAID
    assert not any("several versions" in text for text in findings(versions, dora))
    shown = re.sub(r"\s+", " ", page(client, versions).content.decode())
    for words in [
        "Edit A/B test",
        "Test group, at random: 10 recipients.",
        "Winner: fewest unsubscribes, after 5 hours at most.",
        "Each of the 3 versions goes to 3 recipients",
    ]:
        assert words in shown, words
    edited(client, versions)
    assert not ABTest.objects.exists()
    Mailing.objects.update(content=letters("One", "x"), live=False, latest_revision=None)
    assert "A/B test" not in page(client, versions).content.decode().split('id="mailing-before"')[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 0},
        {"size": 101, "unit": "percent"},
        {"measure": "opened"},
        {"hours": 0},
        {"hours": 10_000},
        {"chooser": "x"},
    ],
)
def test_what_makes_no_sense_is_refused(client, versions, dora, wrong):
    client.force_login(dora)
    before = ABTest.objects.get().set_up
    assert "Correct the A/B test." in edited(client, versions, **SAID | wrong).content.decode()
    assert ABTest.objects.get().set_up == before


def test_a_change_of_the_test_is_looked_at_before_it_is_sent(versions):
    before = preflight_fingerprints.seen(versions)
    ABTest.objects.update(size=3)
    assert preflight_fingerprints.seen(versions) != before


def test_a_measure_that_is_switched_off_holds_a_draft_up(versions, dora, campaign):
    campaign.measure_clicks = "nothing"
    campaign.save()
    assert any(
        "The data used to pick the winner is no longer tracked." in text for text in findings(versions, dora)
    )


def test_a_copy_is_tested_likewise(client, versions, dora):
    client.force_login(dora)
    client.post(f"/hq/mailings/{versions.pk}/copy/")
    copied = Mailing.objects.exclude(pk=versions.pk).get()
    assert copied.trial.set_up == versions.trial.set_up


def test_the_page_tells_how_it_stands_and_the_button_sends_one_to_the_others(client, versions, dora):
    queue(versions, dora)
    begin(versions)
    enlarge(versions, A=1_000, B=1_000, C=1_000)
    visits(versions, A=40, B=220, C=50)
    client.force_login(dora)
    told = page(client, versions).content.decode()
    for words_ in [
        "Version B leads with 22.0\N{NO-BREAK SPACE}%",
        "This is a clear win (at most 1 in",
        "30 recipients are waiting",
        "Subject B",
        "Send B to the others",
    ]:
        assert words_ in told, words_
    assert "chart__range" in told
    response = client.post(f"/hq/mailings/{versions.pk}/versions/choice/", {"version": "C"}, follow=True)
    told = response.content.decode()
    assert "Version C is being sent to the others" in told
    assert "Version C won on" in told
    assert "Send B to the others" not in told
    assert (ABTest.objects.get().winner, ABTest.objects.get().decided_by) == ("C", dora)


def test_who_may_only_look_can_not_choose(client, versions, dora):
    queue(versions, dora)
    auditor = user("aud", Role.AUDITOR)
    client.force_login(auditor)
    told = page(client, versions)
    assert told.status_code == 200
    assert "to the others" not in told.content.decode()
    assert client.post(f"/hq/mailings/{versions.pk}/versions/choice/", {"version": "A"}).status_code == 403
    assert ABTest.objects.get().winner == ""


def test_the_figures_come_as_a_table(client, versions, dora):
    queue(versions, dora)
    begin(versions)
    visits(versions, B=2)
    client.force_login(dora)
    response = client.get(f"/hq/mailings/{versions.pk}/versions/figures.csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["version"] for row in rows] == ["A", "B", "C"]
    assert (rows[1]["subject"], rows[1]["letters"], rows[1]["clicks_least"]) == ("Subject B", "10", "2")
    assert float(rows[1]["rate_least"]) < float(rows[1]["rate"]) == 0.2 < float(rows[1]["rate_most"])


def test_the_dashboard_asks_for_a_choice_once_the_time_is_up(versions, dora):
    queue(versions, dora)
    begin(versions, timedelta(hours=25))
    assert not [deed for deed in todos.due(dora) if "Choose the winner for “" in deed.text]
    test_trials.look(versions)
    assert [deed for deed in todos.due(dora) if "Choose the winner for “" in deed.text and deed.is_urgent]
    actions.choose_version(mailing=versions, user=dora, version="A")
    assert not [deed for deed in todos.due(dora) if "Choose the winner for “" in deed.text]


def test_the_progress_says_who_is_kept_back(client, versions, dora):
    queue(versions, dora)
    client.force_login(dora)
    told = client.get(f"/hq/mailings/{versions.pk}/progress/").content.decode()
    assert "waiting for the winner" in told
    assert "0 of 60" in told


def test_the_page_asks_no_more_of_the_database_for_more_readers(
    client, versions, dora, django_assert_max_num_queries
):
    queue(versions, dora)
    begin(versions)
    client.force_login(dora)
    page(client, versions)
    with django_assert_max_num_queries(75):
        page(client, versions)


def test_people_see_the_subject_that_they_got(versions, dora):
    from hustings.outreach.delivery.records import _letters

    queue(versions, dora)
    row = Delivery.objects.filter(version="C").select_related("person").first()
    Delivery.objects.filter(pk=row.pk).update(sent_at=timezone.now(), state="sent")
    assert _letters(row.person)[0][0] == "Subject C"


# --- Words -------------------------------------------------------------------------------------
class Found:
    """A reading without a database."""

    repeats = 1

    def __init__(self, *counts, trial=None):
        self.arms = [Arm(name, n, x) for name, (n, x) in zip("ABC", counts, strict=False)]
        self.verdict = rule.judge(self.arms)
        self.trial = trial or ABTest(begun_at=timezone.now())
        self.measure = test_trials.measures.CLICKS
        self.n_open = 0

    def arm(self, name):
        return next(arm for arm in self.arms if arm.name == name)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(100, 0), (100, 0)], ["No data to compare"]),
        ([(1_000, 30), (1_000, 30)], ["No version leads", "may be chance", "too similar"]),
        ([(5_000, 190), (5_000, 150)], ["Version A leads with 3.8", "more clicks are needed"]),
        (
            [(5_000, 200), (5_000, 150)],
            ["No clear winner yet", "1 in 20", "For the 1,000 people still waiting"],
        ),
        ([(5_000, 250), (5_000, 150)], ["This is a clear win", "A brings 1."]),
    ],
)  # fmt: skip
def test_what_is_said_of_the_figures(counts, said):
    told = " ".join(summary.sentences(Found(*counts), 1_000))
    for part in said:
        assert part in told, told


def test_what_can_be_found_out_is_told_beforehand():
    trial = ABTest(size=10, unit="percent")
    assert "too few" in summary.prospects(trial, 600, 2, 1)
    told = summary.prospects(ABTest(size=10, unit="percent"), 100_000, 2, 1)
    assert "each of the 2 versions goes to 5,000 recipients" in told.lower()
    assert "1.5 times" in told or "1.75 times" in told
