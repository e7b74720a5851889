"""Letters of a mailing: who gets which."""

from wagtail.models import Revision

from hustings.outreach.dispatch import actions
from hustings.outreach.emails import composition
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from tests.cast.outreach.fixtures import reader


def read(mailing, language, version="A", first="fr"):
    found = mailing.letter_for(language, version, first)
    return found and found["subject"]


def test_each_reader_gets_the_letter_of_their_language():
    french, english, any_ = (
        builder.letter(f"for {language or 'any'}", language=language) for language in ("fr", "en", "")
    )
    assert read(Mailing(content=[]), "fr") is None
    assert read(Mailing(content=[french, english]), "en") == "for en"
    assert read(Mailing(content=[english, any_]), "fr") == "for any"
    assert read(Mailing(content=[english, french]), "de") == "for fr"
    assert read(Mailing(content=[english]), "fr") == "for en"
    second = builder.letter("second", language="en", version="B")
    assert read(Mailing(content=[french, english, second]), "en", "B") == "second"


def test_the_frame_speaks_the_language_of_the_letter(campaign):
    mailing = Mailing(content=[builder.letter("Hello", builder.text("x"), language="en")])
    made = composition.compose(*mailing.letters(), language="fr", campaign=campaign)
    assert any("Unsubscribe" in str(piece) for piece in made.html)
    assert not any("Se désinscrire" in str(piece) for piece in made.html)


def test_what_leaves_is_what_was_typed_last_and_revisions_bring_nothing_else_back(mailing, dora):
    old = mailing.save_revision(user=dora)
    mailing.content = [builder.letter("New", builder.text("x"))]
    mailing.save_revision(user=dora)
    assert Mailing.objects.get().subject == "Hello {{ given_name }}"
    reader("ann")
    actions.send(mailing=Mailing.objects.get(), user=dora)
    sent = Mailing.objects.get()
    assert (sent.subject, sent.state, sent.live) == ("New", "queueing", True)
    again = Revision.objects.get(pk=old.pk).as_object()
    assert (again.subject, again.state, again.sent_by) == ("Hello {{ given_name }}", "queueing", dora)
    assert again.criteria == sent.criteria
