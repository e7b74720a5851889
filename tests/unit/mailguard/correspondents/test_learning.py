"""Old mail teaches whom to trust, and nobody who poses becomes trusted by it."""

import mailbox as mailboxes

import pytest

from mailguard.correspondents import Memory
from mailguard.correspondents.learning import learn, read, teaches
from mailguard.profile import Insider, Profile

PROFILE = Profile(
    domains=("valbrune.example",),
    insiders=(Insider("Nora Valbrune", ("nora@valbrune.example",)),),
    trusted_receivers=("mx.valbrune.example",),
)
HOP = "Received: from out.print.example (out.print.example [198.51.100.7]) by mx.valbrune.example; {date}\n"
DATE = "Thu, 05 Jan 2017 09:00:00 +0000"


def letter(author, number, *, to="nora@valbrune.example", result="", hop=True, extra=""):
    head = HOP.format(date=DATE) if hop else ""
    if result:
        head = f"Authentication-Results: mx.valbrune.example; {result}\n{head}"
    return (
        f"{head}From: {author}\nTo: {to}\nSubject: Posters\nDate: {DATE}\n{extra}"
        f"Message-ID: <{number}@print.example>\n\nThe posters are ready.\n"
    ).encode()


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / "memory.db") as opened:
        yield opened


def known(memory, author):
    return memory.relation(read(letter(author, "asked"), PROFILE))


def test_mbox_maildir_and_folders_are_learnt_and_sent_mail_is_ours(memory, tmp_path):
    mbox = tmp_path / "inbox.mbox"
    mbox.write_bytes(b"".join(b"From x\n" + letter("Charlie <c@print.example>", n) + b"\n" for n in range(3)))
    maildir = mailboxes.Maildir(tmp_path / "Maildir", create=True)
    maildir.add(letter("Dora <d@press.example>", 10))
    sent = tmp_path / "Sent"
    sent.mkdir()
    (sent / "1.eml").write_bytes(letter("Nora <n@elsewhere.example>", 20, to="c@print.example", hop=False))
    tally = learn([str(mbox), str(tmp_path / "Maildir"), str(sent)], memory, PROFILE)
    assert (tally.n_read, tally.n_learnt, tally.n_unreadable) == (5, 5, 0)
    charlie = known(memory, "Charlie <c@print.example>")
    assert (charlie.n_received, charlie.n_sent) == (3, 1)
    assert known(memory, "Dora <d@press.example>").n_received == 1


def test_learning_again_goes_on_where_it_stopped(memory, tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.eml").write_bytes(letter("Charlie <c@print.example>", number))

    def stop(tally):
        if tally.n_read == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        learn([str(tmp_path)], memory, PROFILE, progress=stop)
    tally = learn([str(tmp_path)], memory, PROFILE)
    assert (tally.n_known, tally.n_learnt) == (3, 2)
    assert known(memory, "Charlie <c@print.example>").n_received == 5


def test_what_proves_itself_counts_as_proven(memory, tmp_path):
    result = "dmarc=pass header.from=print.example; dkim=pass header.d=print.example"
    (tmp_path / "1.eml").write_bytes(letter("Charlie <c@print.example>", 1, result=result))
    learn([str(tmp_path)], memory, PROFILE)
    assert known(memory, "Charlie <c@print.example>").n_authenticated == 1


@pytest.mark.parametrize(
    "raw",
    [
        letter("Charlie <c@print.example>", 1, result="dmarc=fail header.from=print.example"),
        letter("Nora Valbrune <nora@valbrune.example>", 2, to="m@evil.example"),  # from outside, unproven
        letter("Nora Valbrune <nv2027@gmail.com>", 3),
        letter("Compta <c@va1brune.example>", 4),
        letter('"nora@valbrune.example" <m@evil.example>', 5),
        letter("Charlie <c@print.example>", 6, extra="X-Spam-Flag: YES\n"),
        letter("A <a@b.example>, B <b@c.example>", 7),
        letter("", 8),
    ],
)
def test_mail_that_poses_or_fails_teaches_no_trust(raw):
    assert not teaches(read(raw, PROFILE))


def test_ordinary_and_inside_mail_teaches():
    assert teaches(read(letter("Charlie <c@print.example>", 1), PROFILE))
    assert teaches(read(letter("Nora <nora@valbrune.example>", 1, hop=False), PROFILE))


def test_junk_is_noted_only(memory, tmp_path):
    junk = tmp_path / ".Courrier indésirable"
    (junk / "cur").mkdir(parents=True)
    (junk / "cur" / "1").write_bytes(letter("Mallory <m@evil.example>", 1))
    tally = learn([str(junk)], memory, PROFILE)
    assert (tally.n_noted, tally.n_learnt) == (1, 0)
    assert known(memory, "Mallory <m@evil.example>").n_received == 0


def test_what_cant_be_read_is_named_and_the_rest_learnt(memory, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.eml").write_bytes(letter("Charlie <c@print.example>", 1))
    named = []
    tally = learn(
        [str(tmp_path / "none"), str(tmp_path / "in")],
        memory,
        PROFILE,
        complain=lambda path, why: named.append(path),
    )
    assert tally.n_unreadable == 1 and tally.n_learnt == 1 and named == [str(tmp_path / "none")]


def test_any_bytes_are_survived(memory, tmp_path):
    for number, raw in enumerate(
        (b"", b"\0" * 999, b"From: \xff <\xff@\xff>\n\n", b"Message-ID: <\xff>\n\nx")
    ):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.eml").write_bytes(raw)
    tally = learn([str(tmp_path / "in")], memory, PROFILE)
    assert tally.n_unreadable == 2 and tally.n_read == tally.n_learnt + tally.n_noted + tally.n_known
