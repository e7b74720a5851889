"""Made attacks: each family has what makes it one, is made again by the same seed, and can be read."""

import re
import tomllib

import pytest

from mailguard import files
from mailguard.corpus import attacks, campaign
from mailguard.facts import Facts
from mailguard.identifiers import domain_names, ibans
from mailguard.lookalikes import Watch
from mailguard.message.parse import parse
from mailguard.profile import build
from tools.modelling import mass

LANGUAGES = ("en", "fr")
PLACEHOLDER = re.compile(r"[{}]|<[^<>/]+/[^<>]*>|\b[a-z]+_[a-z]+\b")
PLACES = re.compile(r"\S+://\S+|\S+@\S+")
LOGINS = (
    "storage_share",
    "mail_portal",
    "mailbox_full",
    "password_expiry",
    "mfa_reset",
    "voicemail",
    "esignature",
)
POSES = (
    "urgent_payment",
    "gift_cards",
    "errand",
    "payroll_change",
    "data_request",
    "other_channel",
    "code_request",
)


@pytest.fixture(scope="module", params=LANGUAGES)
def victim(request):
    return campaign.make(request.param, 3)


def attack(family: str, victim: campaign.Campaign, seed: int = 0) -> Facts:
    return parse(attacks.make(family, victim.language, seed, victim)).facts


def many(family: str, victim: campaign.Campaign, n: int = 12) -> list[Facts]:
    return [attack(family, victim, seed) for seed in range(n)]


def test_a_campaign_is_made_again_and_its_profile_is_a_file(victim):
    assert campaign.make(victim.language, 3) == victim
    assert build(tomllib.loads(victim.toml())) == victim.profile()
    assert len(victim.staff) == 25
    assert len({person.address for person in victim.staff}) == 25
    for firm in victim.firms:
        assert ibans.find(firm.iban) == (firm.iban.replace(" ", ""),)


@pytest.mark.parametrize("family", attacks.FAMILIES)
def test_attacks_are_made_whole_differ_and_are_made_again(family, victim):
    made = [attacks.make(family, victim.language, seed, victim) for seed in range(20)]
    for seed, raw in enumerate(made[:4]):
        assert raw == attacks.make(family, victim.language, seed, victim)
    read = [parse(raw).facts for raw in made]
    assert len({(facts.subject, facts.text) for facts in read}) >= 19
    for facts in read[:8]:
        assert facts.author.address
        assert facts.sent_at
        assert facts.to
        words = PLACES.sub("", f"{facts.subject} {facts.text}")
        assert not PLACEHOLDER.search(words), words


def test_a_campaign_is_attacked_in_its_own_language(victim):
    other = "fr" if victim.language == "en" else "en"
    with pytest.raises(ValueError, match="speaks"):
        attacks.make("errand", other, 0, victim)


@pytest.mark.parametrize("family", LOGINS)
def test_a_false_notice_leads_to_a_page_that_is_not_ours(family, victim):
    for facts in many(family, victim):
        assert any(domain_names.organisation(link.host) != victim.domain for link in facts.links), facts.links


@pytest.mark.parametrize("family", ("storage_share", "mail_portal"))
def test_a_false_service_lies_on_a_host_with_our_name(family, victim):
    watch = Watch([victim.domain])
    hosts = {link.host for facts in many(family, victim) for link in facts.links if "://" in link.url}
    own = [host for host in hosts if watch.match(host)]
    assert len(own) > len(hosts) / 2, hosts


def test_a_false_provider_lies_on_a_host_with_its_word(victim):
    for facts in many("provider_portal", victim):
        assert victim.label not in facts.author.domain.replace("-", "")
        assert re.search(
            r"office|drive|share|outlook|microsoft|google|icloud|dropbox|docu|transfer", facts.author.domain
        )


@pytest.mark.parametrize("family", POSES)
def test_an_impostor_has_a_colleagues_name_and_answers_go_elsewhere(family, victim):
    names = {person.name: person for person in victim.staff}
    for facts in many(family, victim):
        person = names[facts.author.name]
        answers = facts.reply_to[0].address if facts.reply_to else facts.author.address
        assert answers not in {person.address, person.private}


def test_a_suppliers_change_of_account_names_a_valid_new_account(victim):
    known = {firm.iban.replace(" ", "") for firm in victim.firms}
    for family in ("bank_change_lookalike", "bank_change_compromised"):
        for facts in many(family, victim):
            found = ibans.of(facts)
            assert found
            assert not known & set(found)


def test_a_broken_in_supplier_writes_from_the_true_mailbox_with_another_program(victim):
    people = {person.address: person for firm in victim.firms for person in firm.people}
    for facts in many("bank_change_compromised", victim):
        person = people[facts.author.address]
        assert all(hop.ip != person.ip for hop in facts.hops)


def test_consent_is_asked_on_the_providers_true_page(victim):
    for facts in many("oauth_consent", victim):
        hosts = {link.host for link in facts.links}
        assert hosts & {"login.microsoftonline.com", "accounts.google.com"}
        assert any("client_id=" in link.url and "redirect_uri=" in link.url for link in facts.links)


def test_a_device_code_stands_beside_the_providers_true_page(victim):
    for facts in many("device_code", victim):
        assert any(link.host in {"microsoft.com", "login.microsoftonline.com"} for link in facts.links)
        assert re.search(r"\b[B-DF-HJ-NP-TV-XZ2-9]{9}\b", facts.text)


def test_a_decoy_is_written_to(victim):
    for facts in many("decoy_touched", victim):
        assert facts.to[0].address in victim.decoys


def test_answers_to_a_forged_colleague_go_to_a_free_mailbox(victim):
    for facts in many("reply_to_swap", victim):
        assert facts.author.domain == victim.domain
        assert facts.reply_to[0].domain != victim.domain


@pytest.mark.parametrize("language", LANGUAGES)
def test_mass_phishing_has_many_themes_and_is_made_again(language):
    assert len(mass.themes(language)) >= 30
    for theme in mass.themes(language):
        made = [mass.generic(theme, language, seed) for seed in range(6)]
        assert made[:2] == [mass.generic(theme, language, seed) for seed in range(2)]
        assert len(set(made)) == 6
        for raw in made:
            facts = parse(raw).facts
            assert facts.author.address
            assert facts.links or facts.reply_to
            words = PLACES.sub("", f"{facts.subject} {facts.text}")
            assert not PLACEHOLDER.search(words.replace(facts.to[0].address, "")), words


CARRIED = {
    "qr_picture": {"qr"},
    "qr_document": {"qr"},
    "pdf_link": {"lure"},
    "html_attachment": {"asks_password"},
    "html_smuggling": {"smuggling"},
    "macro_document": {"macro_auto"},
    "encrypted_zip": {"encrypted", "opened"},
    "disk_image": {"disk_image"},
    "shortcut": {"shortcut_command"},
    "support_tool": {"executable", "script", "script_suspicious"},
    "volunteer_cv": {"macro_auto", "encrypted", "disk_image", "redirect", "scripted"},
}


def carried(family: str, victim: campaign.Campaign, seed: int) -> set[str]:
    parsed = parse(attacks.make(family, victim.language, seed, victim))
    found = set()
    for part in parsed.facts.parts:
        if part.path in parsed.payloads:
            data, words = parsed.payloads[part.path], parsed.facts.text
            for file in files.examine(part.path, part.name, part.type, data, words=words):
                found |= {trait.name for trait in file.traits}
    return found


@pytest.mark.parametrize("family", CARRIED)
def test_a_file_is_of_the_kind_that_its_family_is_named_for(family, victim):
    for seed in range(4):
        assert carried(family, victim, seed) & CARRIED[family], seed


def test_the_text_tells_the_password_that_opens_the_archive(victim):
    for seed in range(4):
        assert "opened" in carried("encrypted_zip", victim, seed)


def test_an_invitation_has_a_link_and_an_organiser_who_is_not_ours(victim):
    for seed in range(4):
        raw = attacks.make("calendar_invitation", victim.language, seed, victim)
        event = next(text for text in parse(raw).payloads.values() if b"BEGIN:VEVENT" in text)
        assert b"METHOD:REQUEST" in event
        assert re.search(rb"LOCATION:https://", event)
        organiser = re.search(rb"ORGANIZER;.*mailto:(\S+)", event)[1].decode()
        assert organiser not in {person.address for person in victim.staff}
