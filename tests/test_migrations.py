"""One first migration for each app, written from the models by ``make migrations``."""

from tools import migrations


def test_they_are_as_the_models_make_them():
    wanted = {migrations.short(file): text for file, text in migrations.pages().items()}
    assert {migrations.short(file): file.read_text() for file in migrations.files()} == wanted, (
        "run `make migrations`"
    )
