"""Strangers who lead somewhere: what they call themselves, where one would sign in, and the near misses."""

import pytest

from mailguard.facts import Authentication, Bulk, Dmarc, Relation, sender_names
from mailguard.profile import Insider, Partner, Profile, Service
from tests.mailguard.maker import facts, fires, link, strength

TEAM = Profile(
    name="Valbrune en commun",
    domains=("valbrune.example",),
    insiders=(Insider("Alice Aubrac", ("alice@valbrune.example",)),),
    partners=(Partner("Imprimerie Lorne", ("imprimerie-lorne.example",)),),
    services=(Service("Nuage Sorgue", ("nuage-sorgue.example",)),),
)
NEW = Relation(has_history=True, n_known=200)
OLD = Relation(has_history=True, n_known=200, n_received=9, n_sent=4)
KNOWN = {"relation": OLD}
PROVEN = Authentication(dmarc=Dmarc(result="pass"))


def of(author, text="Hello.", link="", **values):
    values.setdefault("relation", NEW)
    return facts(text, author=author, links=(link,) if link else (), profile=TEAM, **values)


@pytest.mark.parametrize(
    ("author", "text", "link"),
    [
        (
            "Mail Desk <a@mail-desk.example>",
            "Three messages are held in quarantine.",
            "https://mail-desk.example/r",
        ),
        ("Copieur <scan@bruyere.example>", "Document numérisé, 3 pages.", "https://bruyere.example/s"),
        ("Marie <marie@bruyere.example>", "Votre messagerie sera transférée jeudi.", "https://t.example/s"),
    ],
)
def test_a_stranger_who_speaks_as_the_mail_system_is_seen(author, text, link):
    assert fires("mail_system_claimed", of(author, text, link))


def test_our_own_services_and_people_we_write_with_may_speak_of_mailboxes():
    text = "Your mailbox moves to the new server, it is full."
    assert not fires("mail_system_claimed", of("Alice <alice@valbrune.example>", text, "https://x.example/"))
    assert not fires("mail_system_claimed", of("Sorgue <a@nuage-sorgue.example>", text, "https://x.example/"))
    assert not fires(
        "mail_system_claimed", of("Bob <bob@b.example>", text, "https://x.example/", relation=OLD)
    )
    assert not fires("mail_system_claimed", of("Bob <bob@b.example>", text))


@pytest.mark.parametrize(
    "text",
    [
        "It opens once you have signed in with your work account.",
        "Please confirm your account to go on.",
        "L'accès se fait avec votre compte de messagerie.",
        "Identifiez-vous avec votre adresse professionnelle pour ouvrir la note.",
    ],
)
def test_a_strangers_page_to_sign_in_at_is_seen(text):
    assert strength("sign_in_asked", of("Eve <eve@bruyere.example>", text, "https://notes.example/n")) > 0.7


def test_a_service_may_ask_for_its_own_log_in_at_home_but_not_for_another_houses():
    own = of("Trellis <no-reply@trellis.example>", "Confirm your account.", "https://app.trellis.example/c")
    other = of(
        "Trellis <a@trellis.example>", "Sign in with your Google account.", "https://app.trellis.example/c"
    )
    assert strength("sign_in_asked", own) < 0.35 < strength("sign_in_asked", other)
    assert not fires(
        "sign_in_asked", of("Eve <eve@b.example>", "Confirm your account.", "https://nuage-sorgue.example/")
    )
    assert not fires(
        "sign_in_asked", of("Eve <eve@b.example>", "The bus was late.", "https://notes.example/n")
    )


def test_also_somebody_we_know_is_asked_why_another_houses_log_in_is_needed():
    text = "The portal takes your Microsoft account."
    assert fires("sign_in_asked", of("Bob <bob@b.example>", text, "https://portal.example/", relation=OLD))
    assert not fires("sign_in_asked", of("Bob <bob@b.example>", text, "https://www.b.example/", relation=OLD))


@pytest.mark.parametrize("domain", ["mail-notice.example", "voicemaildesk.example", "avis-colis.example"])
def test_a_name_made_of_service_words_is_nobodys(domain):
    assert sender_names.is_nameless(domain)
    assert fires("nameless_service", of(f"Notice <a@{domain}>", link=f"https://{domain}/x"))
    assert not fires("nameless_service", of(f"Notice <a@{domain}>"))


@pytest.mark.parametrize(
    "domain",
    ["lorne.example", "fm-littoral.example", "mail.example", "office.com", "quartier-sud.example"],
)
def test_a_name_with_one_word_of_its_own_is_somebodys(domain):
    assert not sender_names.is_nameless(domain)


@pytest.mark.parametrize(
    "link",
    [
        "https://sharepoint-north.example/f",
        "https://docs.o365-gate.example/f",
        "https://valbrune.portal-site.example/f",
        "https://login.bruyere.example/",
        "https://bruyere.example/valbrune/agenda",
        "https://teams-meet.example/j",
    ],
)
def test_a_borrowed_name_in_an_address_is_seen(link):
    assert fires("link_borrows_service", of("Eve <eve@stranger.example>", link=link))


@pytest.mark.parametrize(
    "link",
    [
        "https://valbrune.sharepoint.com/sites/team",
        "https://teams.microsoft.com/l/meetup-join/1",
        "https://cloud.stranger.example/s/1",
        "https://bruyere.example/news/valbrune-speaks",
        "https://nuage-sorgue.example/login",
    ],
)
def test_true_services_and_other_peoples_pages_borrow_nothing(link):
    assert not fires("link_borrows_service", of("Eve <eve@stranger.example>", link=link))


def test_a_strangers_folder_elsewhere_is_bait_and_a_page_of_their_own_is_none():
    text = "Here are the notes for your district."
    assert fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://drop.example/n"))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://www.bruyere.example/n"))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://www.theguardian.com/n"))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", "Bravo!", "https://drop.example/n"))
    left = Bulk(unsubscribe=("https://drop.example/u",))
    assert not fires("bait_link", of("Eve <eve@bruyere.example>", text, "https://drop.example/n", bulk=left))


def test_a_true_provider_is_no_stranger_while_it_is_proven():
    true = of("Dropbox <no-reply@dropbox.com>", authentication=PROVEN)
    failed = Authentication(dmarc=Dmarc(result="fail"), trusted="mx.valbrune.example")
    assert true.insight.strangeness == 0.0
    assert of("Dropbox <no-reply@dropbox.com>", authentication=failed).insight.strangeness > 0.0
    assert of("Eve <eve@stranger.example>").insight.strangeness == 1.0


def test_a_proven_provider_that_leads_to_itself_speaks_for_the_message():
    author = "Microsoft account team <no-reply@accountprotection.microsoft.com>"
    page = "https://account.live.com/activity"
    assert fires("provider_verified", of(author, link=page, authentication=PROVEN))
    assert not fires("provider_verified", of(author, link=page))
    assert not fires("provider_verified", of(author, link="https://bruyere.example/", authentication=PROVEN))
    assert not fires("provider_verified", of(author, link="https://1drv.ms/x/s", authentication=PROVEN))
    assert not fires("provider_verified", of("Eve <eve@gmail.com>", link=page, authentication=PROVEN))


def test_a_false_host_is_seen_in_mail_of_friends_too():
    def from_bob(link):
        return of("Bob <bob@corvisart.example>", "Here is the document.", link, relation=OLD)

    assert fires("false_host_from_friend", from_bob("https://1drv-share.example/s"))
    assert fires("false_host_from_friend", from_bob("https://transfert-fichiers.example/f"))
    assert not fires("false_host_from_friend", from_bob("https://we.tl/t-1"))
    assert not fires("false_host_from_friend", from_bob("https://files.corvisart.example/f"))
    assert not fires("false_host_from_friend", from_bob("https://gazette-du-val.example/f"))
    stranger = of("Eve <eve@bruyere.example>", "Here is the document.", "https://1drv-share.example/s")
    assert not fires("false_host_from_friend", stranger)


def test_a_house_with_service_words_behind_its_name_is_not_that_house():
    assert strength("brand_claimed", of("Eventbrite <a@eventbrite-tickets.example>")) > 0.7
    assert not fires("brand_claimed", of("Eventbrite <a@eventbrite.example>"))


def test_a_receipt_of_a_shop_we_just_met_weighs_less_than_a_page_elsewhere():
    text = "Thank you for your gift. View your document here."
    home = of(
        "Secours du Vallon <no-reply@secoursduvallon.example>", text, "https://secoursduvallon.example/r"
    )
    away = of("Secours du Vallon <no-reply@secoursduvallon.example>", text, "https://r.bruyere.example/r")
    assert strength("lure_from_stranger", home) < 0.4 < strength("lure_from_stranger", away)


def test_a_new_service_may_speak_of_the_account_that_one_has_there():
    text = "Your account is ready. Log in to create your first pad."
    page = "https://app.penfoldpads.example/login"
    assert strength("sign_in_asked", of("Penfold Pads <hello@penfoldpads.example>", text, page)) < 0.3
    assert strength("sign_in_asked", of("Account Team <hello@penfoldpads.example>", text, page)) > 0.7


def test_what_was_said_of_one_message_is_not_said_of_the_next():
    assert of("Eve <eve@stranger.example>").insight.strangeness == 1.0
    assert of("Alice <alice@valbrune.example>").insight.strangeness == 0.0
    assert of("Eve <eve@stranger.example>", link="https://a.example/").insight.ends[0][1] == "a.example"
    assert of("Eve <eve@stranger.example>").insight.ends == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("To read the file press Windows and R, then Ctrl and V, then Enter.", 0.6),
        ("Pour lire le dossier : touche Windows et R, puis Ctrl et V.", 0.6),
        ("Your parcel is held at the depot: the address is incomplete. Pay 2.10 EUR.", 0.4),
        ("Votre paquet est retenu en douane, réglez 2,10 €.", 0.4),
        ("We thank you with 25 euro, paid to your card; its number is the last question.", 0.6),
        ("Les 25 € sont versés sur votre carte, demandée à la fin.", 0.6),
    ],
)
def test_commands_to_paste_tolls_on_parcels_and_cards_asked_are_a_bait_even_at_home(text, sure):
    made = of("Bruyère <info@bruyere.example>", text, "https://bruyere.example/p")
    assert strength("lure_from_stranger", made) >= sure


def test_a_parcel_on_its_way_is_news():
    made = of("Bruyère <info@bruyere.example>", "Your parcel comes on Friday.", "https://bruyere.example/p")
    assert strength("lure_from_stranger", made) < 0.3


@pytest.mark.parametrize("query", ["?sso=microsoft", "?id=7&login=google"])
def test_an_address_that_names_another_houses_log_in_asks_for_it(query):
    made = of("Ines <ines@bruyere.example>", "Her profile:", f"https://bruyere.example/p{query}")
    assert strength("sign_in_asked", made) >= 0.8


def test_a_program_that_many_run_signs_with_its_name_at_home_only():
    author, text = "Mastodon <notifications@tilleul.example>", "3 new followers. See them"
    assert not fires("brand_claimed", of(author, text, "https://tilleul.example/n", authentication=PROVEN))
    assert fires("brand_claimed", of(author, text, "https://evil.example/n", authentication=PROVEN))


def test_who_asks_whether_a_link_is_false_disarms_it_first():
    text = "I didn't click, is it real? Sign in with your work account: hxxps://mail-access[.]example/x"
    asked = link("https://mail-access.example/x", "hxxps://mail-access[.]example/x", where="text")
    alice = "Alice Aubrac <alice@valbrune.example>"
    for name in ("bait_from_friend", "false_host_from_friend"):
        assert not fires(name, facts(text, author=alice, links=(asked,), profile=TEAM, relation=OLD))
        assert fires(name, of(alice, text, "https://mail-access.example/x", relation=OLD))


def test_a_services_unproven_notice_that_leads_elsewhere_is_surely_not_its_own():
    failed = Authentication(dmarc=Dmarc("fail", "zoom.us", "none"))
    away, home = (
        of("Zoom <no-reply@zoom.us>", "Meeting deleted.", each, authentication=failed)
        for each in ("https://bin-sorgue.example/r", "https://zoom.us/r")
    )
    assert strength("dmarc_failed", away) > strength("dmarc_failed", home)
