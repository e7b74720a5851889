"""PDF: what opening or clicking does."""

import io

import pikepdf
import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.files.examined import inside, outer, traits

LURE = rare.pdf(page=rare.pdf_link(b"https://evil.example/login"), words=b"Open the shared document")
ACTIVE = [
    ("pdf_script", rare.pdf(root=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")),
    ("pdf_auto", rare.pdf(root=b"/OpenAction << /S /URI /URI (https://evil.example/) >>")),
    ("pdf_launch", rare.pdf(root=b"/OpenAction << /S /Launch /F (cmd.exe) >>")),
    ("pdf_submit", rare.pdf(
        b"<< /FT /Btn /T (go) /A << /S /SubmitForm /F (https://evil.example/s) >> >>",
        root=b"/AcroForm << /Fields [5 0 R] >>")),
    ("asks_password", rare.pdf(b"<< /FT /Tx /T (p) /Ff 8192 >>", root=b"/AcroForm << /Fields [5 0 R] >>")),
    ("pdf_form", rare.pdf(b"<< /FT /Tx /T (name) >>", root=b"/AcroForm << /Fields [5 0 R] >>")),
]  # fmt: skip


def test_a_plain_letter_has_no_traits_and_gives_its_words():
    file = outer("letter.pdf", rare.pdf(words=b"Dear Bob"))
    assert (file.kind, file.traits, file.text) == ("pdf", (), "Dear Bob")


@pytest.mark.parametrize(("trait", "data"), ACTIVE, ids=[trait for trait, _ in ACTIVE])
def test_what_acts_is_noticed(trait, data):
    assert trait in traits("a.pdf", data)


def test_one_link_and_few_words_are_a_lure():
    file = outer("a.pdf", LURE)
    assert file.has("lure")
    assert file.links[0].url == "https://evil.example/login"


def test_a_long_text_with_a_link_is_none():
    words = b"\n".join(b"we meet on day %d" % n for n in range(50))
    data = rare.pdf(page=rare.pdf_link(b"https://example.org/"), words=words)
    assert traits("a.pdf", data) == set()


def test_a_place_for_a_signature_is_no_form():
    data = rare.pdf(b"<< /FT /Sig /T (sign) >>", root=b"/AcroForm << /Fields [5 0 R] >>")
    assert traits("a.pdf", data) == set()


def test_a_jump_to_a_page_on_opening_is_no_action():
    assert traits("a.pdf", rare.pdf(root=b"/OpenAction [3 0 R /Fit]")) == set()


def test_codes_on_pages_are_read():
    file = outer("a.pdf", rare.pdf_of_pictures(makers.picture("https://evil.example/q")))
    assert [(link.url, link.where) for link in file.links] == [("https://evil.example/q", "qr")]


def _locked(password):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(LURE)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="another"))
    return out.getvalue()


def test_a_locked_one_opens_with_the_password_of_the_message():
    data = _locked("Valbrune7")
    assert {"encrypted", "opened", "lure"} <= traits("a.pdf", data, "Mot de passe : Valbrune7")
    assert traits("a.pdf", data, "Voici le fichier.") == {"encrypted"}


def test_one_that_only_forbids_printing_is_not_locked():
    assert "encrypted" not in traits("a.pdf", _locked(""))


def test_attached_files_are_looked_at():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(rare.pdf())) as pdf:
        pdf.attachments["setup.exe"] = makers.PROGRAM
        pdf.save(out)
    assert inside("a.pdf", out.getvalue())["setup.exe"].has("executable")


def test_a_broken_one_is_unread_or_partial_never_clean():
    assert {"unread", "partial"} & traits("a.pdf", b"%PDF-1.7\n" + b"\x00broken" * 50)
