"""The demo in the language of who looks: filled in English, it holds no French but names and attacks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db.models import Count
from django.utils import translation
from wagtail.models import Site

from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections.models import Election
from hustings.outreach.automations.models import Sequence
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.review.models import Comment
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.imports.models import Import
from hustings.people.persons.models import (
    Affiliation,
    ConsentEntry,
    Field,
    Note,
    Organisation,
    Person,
    Tag,
    Topic,
    TopicAnswer,
)
from hustings.people.segments.models import SavedView, Segment
from hustings.security.decoys.models import Decoy, Document, Login
from hustings.security.incidents.models import Rule
from hustings.security.leaks.models import Case
from hustings.security.lookalikes.models import Watched
from hustings.shells.cli import demo as command
from hustings.shells.demo import fill, spoken
from hustings.site.forms.models import Answer, Question, Questionnaire, Theme
from hustings.site.petitions.models import Petition, Signature
from hustings.site.representatives.models import Appeal, Representative, Stand, Voice
from hustings.site.website.models import Tally

_ADDRESS = re.compile(r"https?://[^\s)\"]+|/(?:fr|en)/[^\s)\"]*|[\w-]+\.example\b")
_NAMES = re.compile(
    r"salle Rameau|\bcafés?\b|Grande Poste|Quais de la Fontaine|quai des Mariniers|\b[A-ZÀ-Ý][\w’-]+"
)
_FRENCH = re.compile(
    r"\b(?:la|les?|des|du|une?|est|vous|votre|nous|notre|avec|dans|sur|pas|qui|que|et|aux?|pour|chez)\b"
    r"|\b[ldn]’|\w*[à-ÿ]\w*"
)
COLUMNS: list[tuple[Any, str]] = [
    (Segment, "name"), (SavedView, "name"), (Tag, "name"), (Field, "label"), (Field, "help_text"),
    (Note, "body"), (Contact, "note"), (FollowUp, "what"), (Affiliation, "role"), (Organisation, "kind"),
    (ConsentEntry, "source"), (TopicAnswer, "source"), (Import, "options"),
    (Mailing, "name"), (Sequence, "name"), (Sequence, "note"), (Comment, "text"),
    (Election, "name"), (LocalGroup, "name"), (Questionnaire, "slug"), (Theme, "name"), (Answer, "text"),
    (Signature, "comment"), (Signature, "origin"), (Signature, "source"), (Voice, "text"),
    (Voice, "subject"), (Stand, "note"), (Representative, "source"), (Tally, "name"),
    (Rule, "reason"), (Watched, "note"), (Case, "name"), (Decoy, "post"), (Login, "place"),
    (Document, "title"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR, settings.LEAKS_FOLDER = tmp_path, tmp_path / "leaks"
    settings.MEDIA_ROOT = tmp_path / "media"
    for name, value in {"VAR": str(tmp_path), "DEMO": "1", "LANGUAGE": ""}.items():
        monkeypatch.setenv(f"HUSTINGS_{name}", value)
    return tmp_path


def french(text: object) -> list[str]:
    """Words of French in it, but names and addresses."""
    return _FRENCH.findall(_NAMES.sub("", _ADDRESS.sub("", str(text))))


def shown() -> Iterator[tuple[str, object]]:
    """What people read in HQ and on the English site."""
    for model, column in COLUMNS:
        for text in model.objects.order_by().values_list(column, flat=True).distinct():
            yield f"{model.__name__}.{column}", text
    for model in (Event, Petition, Appeal, Questionnaire, Topic, Question):
        for row in model.objects.all():
            yield model.__name__, row
    for mailing in Mailing.objects.all():
        yield f"letter of {mailing}", mailing.content.raw_data[0]


def test_words_of_french_are_told_from_names_and_english() -> None:
    assert french("Arrivés depuis un mois") and french("le wiki de l’équipe") and french("bénévole")
    assert not french("Rhône, by e-mail: [join](/fr/rejoindre/) in Nîmes, salle Rameau")


def test_an_english_demo_holds_no_french_and_stays_english(db: None, var: Path) -> None:
    fill.fill(lambda step: None, 60, "en")
    with translation.override("en"):
        found = {f"{where}: {text} {words}" for where, text in shown() if (words := french(text))}
    assert not found
    assert Campaign.current().language == "en" and fill.has_people()
    assert Site.objects.get().root_page.locale.language_code == "en"
    spoken_by = Person.objects.values_list("language").annotate(n=Count("pk")).order_by("-n")
    assert next(iter(spoken_by))[0] == "en"
    names = list(Mailing.objects.order_by("pk").values_list("name", flat=True))
    fill.fill(lambda step: None, 60, "en")
    assert list(Mailing.objects.order_by("pk").values_list("name", flat=True)) == names
    with pytest.raises(spoken.OtherLanguage):
        fill.fill(lambda step: None, 60)
    assert Mailing.objects.count() == len(names)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Start the demo; answer what it said and in which language it would be filled."""
    asked: list[str] = []
    monkeypatch.setattr(command, "_fill", lambda people, language, is_asked: asked.append(language))

    def start(*words: str, terminal: str = "en") -> tuple[Result, list[str]]:
        asked.clear()
        env = {"LANGUAGE": terminal, "HUSTINGS_LANGUAGE": ""}
        done = CliRunner().invoke(command.demo, ["--only-fill", *words], env=env)
        return done, asked

    return start


def test_the_first_start_takes_the_terminals_language_unless_one_is_named(started: Any) -> None:
    assert started(terminal="fr")[1] == ["fr"] and started()[1] == ["en"]
    assert started("--language", "fr")[1] == ["fr"]
    assert started("--language", "de")[0].exit_code == 2
    assert "'few' is not a valid whole number." in started("--people", "few")[0].output


def test_a_later_start_goes_on_in_the_language_of_the_first(started: Any, var: Path) -> None:
    spoken.keep(var, "en")
    assert started(terminal="fr")[1] == ["en"] == started("--language", "en")[1]
    done, asked = started("--language", "fr")
    assert done.exit_code == 1 and not asked
    assert (
        "is in English. Start it without --language, or choose another folder in HUSTINGS_VAR" in done.output
    )
