"""Documents of receipts: their text, language and marks, the same bytes each time."""

import io

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from hustings.foundation.lib.fields.uploaded_pictures import written_anew
from hustings.money.donations import actions as donations
from hustings.money.receipts import actions
from hustings.money.receipts.documents import pdf
from tests.cast.money.donations.fixtures import facts, give
from tests.cast.money.receipts.fixtures import given, issue, series

pytestmark = [pytest.mark.django_db]


def text_of(content):
    """The text of all pages, as a reader of screens finds it."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def picture():
    """A signature as somebody uploads it."""
    held = io.BytesIO()
    Image.new("RGB", (300, 90), "navy").save(held, "PNG")
    return written_anew(ContentFile(held.getvalue(), name="signature.png"))


def receipt(fund, person, **values):
    """A receipt with the authority’s number, its donor of many accents."""
    rows = given(fund)
    about = {"given_name": "Élodie", "family_name": "Łukasiewicz-Şahin Ωμέγα", "street": "3, rue de l’Église"}
    give(fund, person, 1_234_50, donor=facts(**about), **values)
    return issue(rows)[-1]


def test_a_receipt_says_what_the_law_wants_in_the_donors_language(fund, charlie):
    charlie.language = "fr"
    charlie.save()
    row = receipt(fund, charlie)
    text = text_of(pdf.render(row)).replace("\u00a0", " ").replace("\r\n", " ")
    for words in (
        "P0041", "Élodie Łukasiewicz-Şahin Ωμέγα", "3, rue de l’Église", "69001 Lyon, France", "Grace Hopper",
        "1 234,50 €", "carte", "au titre du 3 de l’article 200", row.code, "Signature du donateur",
    ):  # fmt: skip
        assert words in text, words
    assert "DUPLICATA" not in text


def test_the_document_names_its_language_title_and_fonts(fund, charlie):
    row = receipt(fund, charlie)
    found = pikepdf.open(io.BytesIO(pdf.render(row)))
    assert str(found.Root.Lang) == charlie.language
    assert str(found.docinfo["/Title"]).endswith("P0041") and str(found.docinfo["/Subject"]) == row.code
    assert found.Root.ViewerPreferences.DisplayDocTitle
    page = found.pages[0]
    assert [round(float(size)) for size in page.mediabox] == [0, 0, 595, 842]
    fonts = [font for font in page.Resources.Font.values() if "DejaVu" in str(font.BaseFont)]
    assert fonts and all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)


def test_the_same_facts_give_the_same_bytes_also_after_details_change(fund, charlie):
    row = receipt(fund, charlie)
    first = pdf.render(row)
    donations.correct_donor(donor=charlie.donor_facts.get(), values={"street": "elsewhere"})
    fund.books.agent = "Ada Lovelace"
    fund.books.save()
    assert pdf.render(type(row).objects.get(pk=row.pk)) == first
    assert len(first) < 150_000


def test_the_first_document_is_the_receipt_and_later_ones_are_duplicates(fund, charlie):
    row = receipt(fund, charlie)
    first, second, third = (actions.hand_out(receipt=row) for _n in range(3))
    assert "DUPLICATE" not in text_of(first) and "DUPLICATE" in text_of(second)
    assert second == third and row.prints.count() == 3


def test_a_void_receipt_says_so(fund, charlie):
    row = receipt(fund, charlie)
    actions.void(receipt=row, why="mistake")
    assert "VOID" in text_of(actions.hand_out(receipt=row))


def test_a_signature_stays_with_its_receipts(fund, charlie):
    rows = given(fund)
    actions.sign(series=rows, picture=picture())
    give(fund, charlie, 50_00)
    signed = issue(rows)[0]
    actions.unsign(series=rows)
    give(fund, charlie, 50_00)
    plain = issue(rows)[1]
    for row, n in ((signed, 1), (plain, 0)):
        with pikepdf.open(io.BytesIO(pdf.render(row))) as found:
            assert len(found.pages[0].get_images()) == n


def test_many_payments_go_on_on_the_next_page(party, charlie):
    rows = series(party, span="year")
    last = timezone.localdate().replace(year=timezone.localdate().year - 1, month=3, day=2)
    for _n in range(70):
        give(party, charlie, 10_00, on=last)
    content = pdf.render(issue(rows)[0])
    assert len(pypdfium2.PdfDocument(content)) == 2
    assert text_of(content).count("€10.00") == 70 and "€700.00" in text_of(content)


def test_where_ours_only_confirms_no_word_of_tax_law_stands_on_it(party, charlie):
    rows = series(party)
    give(party, charlie, 50_00)
    text = text_of(pdf.render(issue(rows)[0])).replace("\r\n", " ")
    assert "Confirmation of payment no. R000001" in text and "article 200" not in text
