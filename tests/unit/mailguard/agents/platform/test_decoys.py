"""Decoy documents in mail: by their bytes, by their mark, and nothing else."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from mailguard import Engine, profile
from mailguard.agents.platform import decoys
from mailguard.profile import BadProfile

MARK = "0123456789abcdef0123456789abcdef"


def office(mark, body="Budget"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/core.xml", f"<p><dc:identifier>{mark}</dc:identifier></p>")
        archive.writestr("word/document.xml", f"<w:document>{body}</w:document>")
    return data.getvalue()


def mail(data, name="budget.docx"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "alice@valbrune.example", "x@else.example", "Budget"
    made.set_content("As promised.")
    if data:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def found(raw, *signs):
    engine = Engine(profile=profile.build({"decoy_files": list(signs)}) if signs else profile.build({}))
    return decoys.found(raw, engine.analyse(raw).facts)


def test_a_copy_is_known_by_its_bytes_and_saved_anew_by_its_mark():
    from hashlib import sha256

    whole = office(MARK)
    digest = sha256(whole).hexdigest()
    assert found(mail(whole), digest) == (digest,)
    assert found(mail(office(MARK, "Budget, saved anew")), digest, MARK) == (MARK,)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("budget.docx", whole)
    assert found(mail(zipped.getvalue(), "all.zip"), digest, MARK) == (digest,)
    wide = b"%PDF-1.7 /Keywords <" + MARK.encode("utf-16-be") + b"> %%EOF"
    assert found(mail(wide, "a.pdf"), MARK) == (MARK,)


def test_other_mail_is_none_of_it():
    other = office("f" * 32)
    assert found(mail(other), MARK) == () and found(mail(b""), MARK) == () and found(mail(other)) == ()
    assert found(mail(b"PK\x03\x04 no archive"), MARK) == ()
    with pytest.raises(BadProfile, match="neither a SHA-256 nor a mark"):
        profile.build({"decoy_files": ["short"]})
