"""The index of words of all versions, kept by the database as they are written.

SQLite has a table of FTS5 that triggers fill, PostgreSQL an index over words folded by a function. Both see
words without capitals and accents. Whatever writes a version, even in bulk, writes its words in
the same transaction. A later migration that rebuilds the table on SQLite must run the statements again.
"""

from hustings.deliberation.consultations.word_search import JOINED, VECTOR, WORDS
from hustings.foundation.lib.migration_sql import Statements
from hustings.foundation.lib.text.text_folding import folded

LONGEST = 100_000  # characters of a text: PostgreSQL refuses an index entry of a megabyte


def _spelt_out(column: str) -> str:
    """Letters that stand for two, written as two."""
    for letter, both in JOINED.items():
        column = f"replace({column}, '{letter}', '{both}')"
    return column


def _read(row: str) -> str:
    return _spelt_out(f"{row}title || ' ' || {row}text")


def _folded() -> str:
    """The words as PostgreSQL sees them: single letters bare, ASCII's marks as spaces."""
    letters = [
        letter
        for letter in map(chr, range(0xC0, 0x250))
        if len(folded(letter)) == 1 and folded(letter).isascii()
    ]
    marks = "".join(mark for mark in map(chr, range(0x21, 0x7F)) if not mark.isalnum()) + "’"
    before = "".join(letters) + marks.replace("'", "''")
    after = "".join(folded(letter) for letter in letters) + " " * len(marks)
    words = _spelt_out(f"left(normalize(title || ' ' || text), {LONGEST})")
    return f"lower(translate({words}, '{before}', '{after}'))"


OPERATIONS = [
    Statements(
        sqlite=[
            f"CREATE VIEW {WORDS}_read AS SELECT id, {_read('')} AS words FROM {{Version}}",
            f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, content='{WORDS}_read', content_rowid='id',"
            " detail='none', tokenize='unicode61 remove_diacritics 2')",
            f"""
            CREATE TRIGGER {WORDS}_added AFTER INSERT ON {{Version}}
            BEGIN INSERT INTO {WORDS} (rowid, words) VALUES (NEW.id, {_read("NEW.")}); END
            """,
            f"""
            CREATE TRIGGER {WORDS}_removed AFTER DELETE ON {{Version}}
            BEGIN
                INSERT INTO {WORDS} ({WORDS}, rowid, words) VALUES ('delete', OLD.id, {_read("OLD.")});
            END
            """,
            f"""
            CREATE TRIGGER {WORDS}_changed AFTER UPDATE OF title, text ON {{Version}}
            BEGIN
                INSERT INTO {WORDS} ({WORDS}, rowid, words) VALUES ('delete', OLD.id, {_read("OLD.")});
                INSERT INTO {WORDS} (rowid, words) VALUES (NEW.id, {_read("NEW.")});
            END
            """,
        ],
        postgresql=[
            f"""
            CREATE OR REPLACE FUNCTION {WORDS}(title text, text text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT {_folded()} $$
            """,
            f"CREATE INDEX {WORDS}_index ON {{Version}} USING gin ({VECTOR})",
        ],
    )
]
