"""Who it says it is. The campaign of Nora Valbrune and everybody around it are invented."""

import pytest

from mailguard.facts import Authentication, Bulk, Dmarc, Envelope, Relation
from mailguard.profile import Insider, Partner, Profile, Service
from tests.mailguard.maker import facts, fires, mailbox, strength

PROFILE = Profile(
    name="Valbrune 2027",
    domains=("valbrune2027.example",),
    brands=("En Avant les Communes",),
    insiders=(
        Insider("Nora Valbrune", ("nora@valbrune2027.example",), ("n.valbrune@gmail.com",), role="candidate"),
        Insider("Émile Durand-Petit", ("emile@valbrune2027.example",), also=("Milou",), role="treasurer"),
        Insider("Bob Lefort", ("bob@valbrune2027.example",)),
    ),
    partners=(Partner("Imprimerie du Val", ("imprimerie-val.example",)),),
    services=(Service("Dons", ("dons-solidaires.example",)),),
    decoys=("claire.faux@valbrune2027.example",),
)
PASSED = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))
LIST = Bulk(list_id="talk.example.org", has_post=True)
FRIEND = Relation(has_history=True, n_known=900, n_received=20, n_sent=15, n_authenticated=20)


def made(author="Ada Stranger <ada@stranger.example>", text="", **values):
    return facts(text, author=author, **({"profile": PROFILE} | values))


LONG = "Nora Valbrune will speak on Friday in the town hall of our village, come early"
BOB = "Bob Lefort <bob@valbrune2027.example>"
FIRING = [
    ("lookalike_sender", made("Nora <nora@valbrune2O27.example>")),
    ("lookalike_sender", made("Nora <nora@mail-valbrune2027.fr>")),
    ("lookalike_sender", made("X <x@portal-office.fr>", profile=Profile())),
    ("lookalike_sender", made(reply_to="compta@imprimerie-va1.example")),
    ("lookalike_sender", made(return_path="bounce@valbrune-2027.example")),
    ("lookalike_link", made(links=("https://onedrive-valbrune2027.fr/login",))),
    ("lookalike_link", made(links=("https://accounts-office.fr/",), profile=Profile())),
    ("brand_claimed", made("Valbrune 2027 <info@elsewhere.example>")),
    ("brand_claimed", made("En Avant les Communes <x@gmail.com>")),
    ("brand_claimed", made("Microsoft 365 Team <a@b.example>", profile=Profile())),
    ("brand_claimed", made("M1crosoft <a@b.example>", profile=Profile())),
    ("brand_claimed", made("La Poste <suivi@b.example>", profile=Profile())),
    ("brand_claimed", made("Orange Support <a@b.example>", profile=Profile())),
    ("brand_claimed", made("Starbucks Team <a@b.example>", profile=Profile())),
    ("insider_name_elsewhere", made("Nora Valbrune <nv2027@gmail.com>")),
    ("insider_name_elsewhere", made("VALBRUNE Nora <a@b.example>")),
    ("insider_name_elsewhere", made("Emile Durand Petit <a@b.example>")),
    ("insider_name_elsewhere", made("Nora Va1brune <a@b.example>")),
    ("insider_name_elsewhere", made("Nora Valbrunne <a@b.example>")),
    ("insider_name_elsewhere", made("N. Valbrune <a@b.example>")),
    ("insider_name_elsewhere", made("Nоra Valbrune <a@b.example>")),  # a Cyrillic о
    ("insider_name_elsewhere", made('"Nora Valbrune (candidate)" <a@b.example>')),
    ("insider_name_elsewhere", made("Nora Valbrune via Secure Share <a@b.example>")),
    ("insider_name_elsewhere", made("Dr Nora Valbrune - Campaign <a@b.example>")),
    ("insider_name_elsewhere", made("Milou <a@b.example>")),
    ("insider_signature", made(text="Please settle this today.\n\nNora Valbrune\nCandidate")),
    ("insider_signature", made(text="Peux-tu régler cela ?\n\nÉmile Durand-Petit, trésorier")),
    (
        "insider_signature",
        made(text="Settle this.\n\nNora Valbrune,\nCandidate", to="ada@valbrune2027.example"),
    ),
    ("insider_signature", made(text="Nora Valbrune,")),
    ("role_claimed", made("Campaign Treasurer <pay@gmail.com>", profile=Profile())),
    ("role_claimed", made("Support informatique <x@b.example>", profile=Profile())),
    ("role_claimed", made("IT Help Desk <x@b.example>", profile=Profile())),
    ("role_claimed", made("Directrice de campagne <x@b.example>", profile=Profile())),
    ("name_hides_address", made('"nora@valbrune2027.example" <x@b.example>')),
    ("local_part_mimics", made("N <nora.valbrune.campaign@gmail.com>")),
    ("local_part_mimics", made("N <nvalbrune2027@gmail.com>")),
    ("local_part_mimics", made("Bob <bob@valbrune2027.example>", reply_to="bob.lefort77@outlook.com")),
    ("reply_to_elsewhere", made(reply_to="desk@elsewhere.example")),
    ("reply_to_insider_lookalike", made(reply_to="Nora Valbrune <office@b.example>")),
    ("reply_to_insider_lookalike", made("Nora <nora@valbrune2027.example>", reply_to="desk@gmail.com")),
    ("decoy_touched", made(to="claire.faux@valbrune2027.example")),
    ("decoy_touched", made(text="Forward this to Claire.Faux@valbrune2027.example")),
    ("decoy_touched", made(envelope=Envelope(rcpt_to=("claire.faux@valbrune2027.example",)))),
    ("recipient_odd", made(to="")),
    ("recipient_odd", made("A <a@b.example>", to="a@b.example")),
    ("subject_fake_reply", made(subject="Re: your invoice")),
    ("subject_fake_reply", made(subject="RE : facture")),
    ("subject_fake_reply", made(subject="TR: Liste des donateurs")),
    ("partner_claimed", made("Imprimerie du Val <facture@gmail.com>")),
    ("partner_claimed", made(text="Merci.\n\nCharlie Leroux\nImprimerie du Val")),
    ("role_claimed", made("Webmail <x@b.example>", profile=Profile())),
    ("role_claimed", made("IT Security <x@b.example>", profile=Profile())),
]
SILENT = [
    ("reply_to_elsewhere", made(reply_to="desk@mail.stranger.example")),  # of the same organisation
    ("reply_to_elsewhere", made(reply_to="talk@lists.example", bulk=LIST)),
    ("partner_claimed", made("Imprimerie du Val <facture@imprimerie-val.example>")),
    ("partner_claimed", made("Bob <bob@valbrune2027.example>", text="Vu avec\nImprimerie du Val")),
    ("partner_claimed", made(text="L'imprimerie du village est fermée.")),
    ("role_claimed", made("Mail Chimp Support <x@chimp.example>", profile=Profile())),
    ("lookalike_sender", made("Nora <nora@mail.valbrune2027.example>")),
    ("lookalike_sender", made("Charlie <charlie@imprimerie-val.example>")),
    ("lookalike_sender", made("Ada <ada@valley-brunch.example>")),
    ("lookalike_link", made(links=("https://www.valbrune2027.example/", "https://www.office.com/"))),
    ("lookalike_link", made(links=("https://office-furniture.example/",))),
    ("brand_claimed", made("Valbrune 2027 <news@valbrune2027.example>")),
    ("brand_claimed", made("Microsoft 365 <no-reply@microsoft.com>")),
    ("brand_claimed", made("Amélie Poste <amelie@b.example>")),
    ("brand_claimed", made("Starbucks <news@starbucks.example>")),
    ("brand_claimed", made("Head Office <a@b.example>")),
    ("brand_claimed", made("Orange County Democrats <a@b.example>")),
    ("insider_name_elsewhere", made("Nora Valbrune <nora@valbrune2027.example>")),
    ("insider_name_elsewhere", made("Nora Valbrune <n.valbrune@gmail.com>")),
    ("insider_name_elsewhere", made("Nora Fontaine <nora@b.example>")),
    ("insider_name_elsewhere", made("Bob <bob@b.example>")),
    ("insider_name_elsewhere", made("N. Martin <n@b.example>")),
    ("insider_name_elsewhere", made("Emilie Durand <e@b.example>")),
    ("insider_signature", made("Nora Valbrune <nora@valbrune2027.example>", text="Merci.\n\nNora Valbrune")),
    ("insider_signature", made(text=f"Nora Valbrune,\n\n{LONG}\n\nThe shop")),
    ("insider_signature", made(text=f"The shop\nNora Valbrune,\n{LONG}", to="nora@valbrune2027.example")),
    ("insider_signature", made(text=f"Nora Valbrune\n\n{LONG}", to="nora@valbrune2027.example")),
    (
        "insider_signature",
        made(text=f"{LONG}\n\nAda"),
    ),
    ("insider_signature", made(text="Thanks.\n\nBob")),
    ("role_claimed", made("Émile <treasurer@valbrune2027.example>")),
    ("role_claimed", made("Printworks Support Team <help@printworks.example>", profile=Profile())),
    ("role_claimed", made("Candida Martin <candida@b.example>", profile=Profile())),
    ("name_hides_address", made('"ada@stranger.example" <ada@stranger.example>')),
    ("local_part_mimics", made("Nora <n.valbrune@gmail.com>")),
    ("local_part_mimics", made("Noah <noah.valois@gmail.com>")),
    (
        "reply_to_insider_lookalike",
        made("Nora <nora@valbrune2027.example>", reply_to=BOB),
    ),
    ("decoy_touched", made(text="Claire wrote to me.")),
    ("recipient_odd", made()),
    ("recipient_odd", made("A <a@b.example>", to="a@b.example", envelope=Envelope(rcpt_to=("a@b.example",)))),
    ("recipient_odd", made(to="", bulk=LIST)),
    ("subject_fake_reply", made(subject="Re: posters", references=("<1@b.example>",))),
    ("subject_fake_reply", made(subject="Reading list")),
    ("subject_fake_reply", made(subject="Fwd: posters", quoted="From: charlie@b.example")),
    ("subject_fake_reply", made(subject="Request: a room")),
]


@pytest.mark.parametrize(("name", "message"), FIRING, ids=lambda each: each if isinstance(each, str) else "")
def test_it_fires(name, message):
    assert fires(name, message)


@pytest.mark.parametrize(("name", "message"), SILENT, ids=lambda each: each if isinstance(each, str) else "")
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_a_stranger_at_a_free_mailbox_is_doubted_more_than_an_acquaintance():
    stranger = made("Nora Valbrune <nv@gmail.com>")
    friend = made("Nora Valbrune <nv@gmail.com>", authentication=PASSED, relation=FRIEND)
    notice = made("Nora Valbrune <notify@linkedin.com>", authentication=PASSED)
    doubts = [strength("insider_name_elsewhere", each) for each in (stranger, friend, notice)]
    assert doubts == sorted(doubts, reverse=True) and doubts[0] == 1.0 and doubts[1] <= 0.3


def test_a_nickname_alone_weighs_less_than_the_whole_name():
    assert strength("insider_name_elsewhere", made("Milou <a@b.example>")) < strength(
        "insider_name_elsewhere", made("Émile Durand-Petit <a@b.example>")
    )


def test_a_sender_line_in_a_colleagues_name_counts_too():
    assert fires("insider_name_elsewhere", made(sender=mailbox("Nora Valbrune <x@b.example>")))


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("insider_verified", "Nora Valbrune <nora@valbrune2027.example>"),
        ("insider_verified", "Nora <n.valbrune@gmail.com>"),
        ("partner_verified", "Charlie <charlie@imprimerie-val.example>"),
        ("partner_verified", "Dons <recu@mail.dons-solidaires.example>"),
    ],
)
def test_those_we_know_are_known_by_proof_only(name, author):
    assert fires(name, made(author, authentication=PASSED))
    assert not fires(name, made(author))
    assert not fires(name, made(authentication=PASSED))


def test_a_private_mailbox_proves_less_than_a_work_one():
    work, private = "Nora <nora@valbrune2027.example>", "Nora <n.valbrune@gmail.com>"
    assert strength("insider_verified", made(private, authentication=PASSED)) < strength(
        "insider_verified", made(work, authentication=PASSED)
    )


def test_a_name_that_is_not_written_as_it_looks_is_told():
    assert fires("name_disguised", made("Nora <n@b.example>", problems=("name_turned",)))
    assert fires("name_disguised", made("Nora <n@b.example>", problems=("name_invisible",)))
    assert not fires("name_disguised", made("Nora <n@b.example>"))
