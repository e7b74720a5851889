"""Invitations, cards and messages as files."""

import base64

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.files.examined import inside, outer

INVITATION = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
    'ORGANIZER;CN="Mallory: IT";X-A=b:mailto:mallory@evil.example\r\n'
    "SUMMARY:Budget\\, again\r\nDESCRIPTION:Sign in at https://evil.exa\r\n mple/meet first.\r\n"
    "ATTACH:https://evil.example/agenda.zip\r\nURL:https://evil.example/u\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def _details(file):
    return {trait.name: trait.detail for trait in file.traits}


def test_an_invitation_tells_who_invites_and_where_it_leads():
    file = outer("invite.ics", INVITATION.encode())
    assert _details(file) == {
        "calendar_method": "REQUEST",
        "calendar_organiser": "mallory@evil.example",
        "calendar_attachment": "https://evil.example/agenda.zip",
    }
    assert {link.url for link in file.links} == {
        "https://evil.example/meet",
        "https://evil.example/agenda.zip",
        "https://evil.example/u",
    }
    assert all(link.where == "calendar" for link in file.links)
    assert file.text.startswith("Budget, again")


def test_an_invitation_without_order_is_read_as_far_as_it_goes():
    file = outer("invite.ics", b"BEGIN:VCALENDAR\nORGANIZER\n:::\nORGANIZER:nobody\nMETHOD:publish\n;;;\x00")
    assert _details(file) == {"calendar_method": "PUBLISH"}


def test_a_card_tells_name_address_number_and_link():
    letters = base64.b64encode(makers.picture("https://evil.example/q")).decode()
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Alice Organiser\nitem1.EMAIL;TYPE=work:alice@evil.example\n"
        f"TEL:+33 1 00 00 00 00\nURL:https://evil.example/\nPHOTO;ENCODING=b;TYPE=PNG:{letters}\nEND:VCARD\n"
    )
    file = outer("alice.vcf", card.encode())
    found = _details(file)
    assert found["contact_name"] == "Alice Organiser"
    assert found["contact_address"] == "alice@evil.example"
    assert found["contact_phone"] == "+33 1 00 00 00 00"
    assert {link.where for link in file.links} == {"contact", "qr"}


def test_a_message_as_a_file_gives_its_words_links_and_attachments():
    letters = base64.encodebytes(makers.PROGRAM).decode()
    data = (
        "From: Mallory <mallory@evil.example>\nTo: bob@example.org\nSubject: =?utf-8?q?Arr=C3=AAt?=\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        "--x\nContent-Type: text/plain\n\nSee https://evil.example/a\n"
        '--x\nContent-Type: application/octet-stream; name="setup.exe"\nContent-Transfer-Encoding: base64\n\n'
        f"{letters}\n--x--\n"
    ).encode()
    assert outer("forwarded.eml", data).links[0].url == "https://evil.example/a"
    assert inside("a.zip", makers.zipped({"forwarded.eml": data}))["setup.exe"].kind == "pe"


def test_outlooks_message_gives_the_same():
    wide = "See https://evil.example/a".encode("utf-16-le")
    data = makers.compound(
        {
            "__properties_version1.0": b"\x00" * 32,
            "__substg1.0_0037001F": "Invoice".encode("utf-16-le"),
            "__substg1.0_1000001F": wide,
            "__attach_version1.0_#00000000/__substg1.0_37010102": makers.PROGRAM,
            "__attach_version1.0_#00000000/__substg1.0_3707001F": "setup.exe".encode("utf-16-le"),
        }
    )
    file = outer("forwarded.msg", data)
    assert file.kind == "msg"
    assert file.text == "Invoice See https://evil.example/a"
    assert file.links[0].host == "evil.example"
    assert inside("forwarded.msg", data)["setup.exe"].has("executable")


def test_outlooks_wrapping_gives_its_words_and_long_names():
    data = rare.winmail("a rather long name.docx", makers.document(text="Hello"))
    assert outer("winmail.dat", data).links[0].url == "https://evil.example/winmail"
    assert inside("winmail.dat", data)["a rather long name.docx"].text == "Hello"
