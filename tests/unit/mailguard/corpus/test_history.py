"""Made histories and honest letters: stable people, true threads, known accounts; a memory learns it."""

import re

import pytest

from mailguard import files
from mailguard.corpus import attacks, campaign, history, honest
from mailguard.correspondents import Memory, learning
from mailguard.engine import Engine
from mailguard.gather import gather
from mailguard.identifiers import ibans
from mailguard.message.parse import parse

LANGUAGES = ("en", "fr")
PLACEHOLDER = re.compile(r"[{}]|<[^<>/]+/[^<>]*>")


@pytest.fixture(scope="module", params=LANGUAGES)
def team(request):
    return campaign.make(request.param, 5)


@pytest.fixture(scope="module")
def engine(team, tmp_path_factory):
    memory = Memory(tmp_path_factory.mktemp("memory") / "m.db")
    with memory.batch():
        for raw in history.make(team).messages:
            memory.learn(learning.read(raw, team.profile()))
    yield Engine(profile=team.profile(), past=memory)
    memory.close()


@pytest.mark.parametrize("kind", honest.KINDS)
def test_an_honest_letter_is_made_whole_and_again(kind, team):
    for seed in range(6):
        raw = honest.make(kind, team.language, seed, team)
        if seed < 3:
            assert raw == honest.make(kind, team.language, seed, team)
        facts = parse(raw).facts
        assert facts.author.address
        assert facts.to[0].address.endswith("@" + team.domain)
        assert not PLACEHOLDER.search(f"{facts.subject} {facts.text}")


def test_honest_letters_differ(team):
    made = [honest.make("staff_note", team.language, seed, team) for seed in range(40)]
    assert len({parse(raw).facts.text for raw in made}) > 30


def test_a_campaign_is_written_to_in_its_own_language(team):
    other = "fr" if team.language == "en" else "en"
    with pytest.raises(ValueError, match="speaks"):
        honest.make("invoice", other, 0, team)


def test_an_honest_invoice_names_the_account_of_the_profile(team):
    known = {account for partner in team.profile().partners for account in partner.accounts}
    for seed in range(8):
        parsed = parse(honest.make("invoice", team.language, seed, team))
        part = next(part for part in parsed.facts.parts if part.path in parsed.payloads)
        (paper, *_) = files.examine(part.path, part.name, part.type, parsed.payloads[part.path])
        assert set(ibans.find(paper.text)) <= known
        assert set(ibans.of(parsed.facts)) <= known


def test_a_history_is_in_order_before_today_and_made_again(team):
    made = history.make(team)
    history._made.cache_clear()
    assert history.make(team) == made
    facts = [parse(raw).facts for raw in made.messages]
    moments = [each.sent_at for each in facts]
    assert len(facts) >= 400
    assert moments == sorted(moments)
    assert moments[-1] < team.today_at
    assert len({each.message_id for each in facts}) == len(facts)


def test_answers_in_a_history_name_what_they_answer(team):
    facts = [parse(raw).facts for raw in history.make(team).messages]
    ids = {each.message_id for each in facts}
    answers = [each for each in facts if each.references]
    assert len(answers) > 80
    assert all(set(each.references) <= ids for each in answers)


def test_the_memory_knows_the_team_and_its_partners_after_their_history(team, engine):
    for kind in ("staff_note", "quote", "hosting"):
        for seed in range(5):
            raw = honest.make(kind, team.language, seed, team)
            relation = gather(raw, profile=team.profile(), past=engine.past).relation
            assert relation.n_from_organisation > 0
            assert relation.client_known in (True, None)


def test_honest_letters_of_the_team_are_delivered(team, engine):
    for kind in ("staff_note", "staff_money", "invoice", "reminder"):
        for seed in range(5):
            verdict = engine.analyse(honest.make(kind, team.language, seed, team))
            assert verdict.action.name == "DELIVER", kind


def test_a_stolen_thread_answers_what_stands_in_the_history(team):
    ids = {parse(raw).facts.message_id for raw in history.make(team).messages}
    partners = {person.address for firm in team.firms for person in firm.people}
    for seed in range(6):
        facts = parse(attacks.make("thread_hijack_lookalike", team.language, seed, team)).facts
        assert set(facts.references) <= ids
        assert facts.references
        assert facts.quoted
        assert facts.author.address not in partners
        facts = parse(attacks.make("thread_hijack_compromised", team.language, seed, team)).facts
        assert set(facts.references) <= ids
        assert facts.author.address in partners


def test_a_forged_thread_answers_nothing_that_was_seen(team):
    ids = {parse(raw).facts.message_id for raw in history.make(team).messages}
    for seed in range(6):
        facts = parse(attacks.make("thread_forged", team.language, seed, team)).facts
        assert not set(facts.references) & ids
        assert any(team.who(role).name in facts.quoted for role in ("director", "candidate"))
