"""Makes files that look like NationBuilder's export, with some bad lines of many kinds among them.

``python tests/cast/people/nationbuilder.py 10000 list.csv`` writes one. Names are invented, addresses end in
example.org, numbers are those that the French regulator keeps for films.
"""

import csv
import io
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_COLUMNS = """
nationbuilder_id prefix first_name middle_name last_name suffix legal_name email1 email2 email3
email4 email1_is_bad email2_is_bad email_opt_in employer occupation sex party born_at phone_number
work_phone_number mobile_number mobile_opt_in website language created_at support_level
membership_level_name membership_started_at membership_expires_at is_volunteer is_fundraiser
is_ignore_donation_limits note household_size federal_donotcall demo tag_list recruiter_id
point_person_id external_id civicrm_id van_id primary_address1 primary_address2 primary_address3
primary_city primary_state primary_zip primary_country_code mailing_address1 mailing_city
mailing_zip mailing_country_code
"""
_GIVEN = """
Adèle Agathe Amélie Anaïs Aurore Basile Céleste Chloé Clémence Côme Damien Éléonore Élise Émile
Étienne Fabien Félicie Flavien Gaëlle Gaspard Hélène Hugo Inès Jérôme Joséphine Julien Karim Léa
Léonie Loïc Maëlle Malik Manon Mathéo Naïma Noé Océane Odile Pacôme Quentin Raphaël Rémi Romane
Sélim Solène Tanguy Théo Ulysse Victoire Yanis Yvonne Zélie Zoé
"""
_FAMILY = """
Abrillon Baudrillard Beaucastel Belrose Bosquier Brindavoine Calmette Castelnot Chantelouve
Charançon Clairval Corbeau Delaroche Desvignes Dorlencourt Dubosquet Escarbille Fontanelle
Framboisier Galopin Garancher Grandpré Hauteville Jolibois Joubarbe Kermadec Lacombrade Lagrange
Lanterne Lavandier Levasseur Maisonneuve Malpertuis Marchebois Merlinot Montclar Noisetier Orfeuil
Paladru Passereau Peyrebrune Pimprenelle Quincampoix Rivemale Rocheclaire Roussignol Sablonnière
Salicorne Taillefer Tourneboule Valombre Verdoyant Vignerot
"""
_PLACES = """
69001 Lyon; 69100 Villeurbanne; 30000 Nîmes; 75011 Paris; 13001 Marseille; 31000 Toulouse; 33000
Bordeaux; 59000 Lille; 67000 Strasbourg; 35000 Rennes; 44000 Nantes; 34000 Montpellier; 06000 Nice;
38000 Grenoble; 21000 Dijon; 49000 Angers; 42000 Saint-Étienne; 76600 Le Havre; 51100 Reims; 83000
Toulon; 63000 Clermont-Ferrand; 37000 Tours; 87000 Limoges; 80000 Amiens; 57000 Metz; 25000
Besançon; 45000 Orléans; 14000 Caen; 54000 Nancy; 01300 Belley
"""
COLUMNS, GIVEN, FAMILY = _COLUMNS.split(), _GIVEN.split(), _FAMILY.split()
PLACES = [(place[:5], place[6:].strip()) for place in " ".join(_PLACES.split()).split("; ")]
RANGES = ["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"]
STREETS = [
    "rue des Lilas",
    "avenue Jean Jaurès",
    "place du Marché",
    "chemin de la Source",
    "boulevard Voltaire",
]
TAGS = [
    "bénévole",
    "colleur",
    "tracteur du samedi",
    "marché",
    "réunion publique",
    "adhérent 2025",
    "écologie",
]
JOBS = ["infirmière", "cheminot", "enseignant", "boulangère", "étudiant", "retraitée", "menuisier", ""]
NOTES = [
    "",
    "",
    "",
    "",
    "Rencontrée au marché.",
    "Préfère le matin.\nSonner deux fois.",
    'Dit « oui, "peut-être" »',
]
Cells = dict[str, str]


@dataclass
class Made:
    """A file and what should become of its lines."""

    data: bytes = b""
    n_rows: int = 0
    refused: int = 0
    merged: int = 0
    noted: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def created(self) -> int:
        """How many people a first import makes."""
        return self.n_rows - self.refused - self.merged


def person(at: int, dice: random.Random) -> Cells:
    """One good line."""
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    code, city = dice.choice(PLACES)
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "nationbuilder_id": str(100_000 + at),
        "external_id": f"A{at:07d}",
        "first_name": given,
        "last_name": family,
        "email1": f"{given[0]}.{family}.{at}@example.org".lower(),
        "email_opt_in": dice.choice(["true", "true", "false"]),
        "email1_is_bad": dice.choice(["false"] * 19 + ["true"]),
        "sex": dice.choice("MFO"),
        "born_at": f"{dice.randint(1940, 2004)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
        "mobile_number": f"{RANGES[at // 10_000 % 5]} {at // 100 % 100:02d} {at % 100:02d}",
        "mobile_opt_in": dice.choice(["true", "false", "false"]),
        "language": dice.choice(["fr", "fr", "fr", "en"]),
        "created_at": f"20{dice.randint(15, 25)}-{dice.randint(1, 12):02d}-03T10:20:30+01:00",
        "support_level": dice.choice(["", "1", "2", "3"]),
        "is_volunteer": dice.choice(["true", "false"]),
        "federal_donotcall": "false",
        "employer": dice.choice(["", "", "SNCF imaginaire", "Hôpital des Lilas"]),
        "occupation": dice.choice(JOBS),
        "note": dice.choice(NOTES),
        "tag_list": ", ".join(dice.sample(TAGS, dice.randint(0, 3))),
        "primary_address1": f"{dice.randint(1, 120)} {dice.choice(STREETS)}",
        "primary_city": city,
        "primary_zip": code,
        "primary_country_code": "FR",
    }
    if at % 7 == 0:
        row["email2"] = f"{family}{at}@mail.example.org".lower()
    if at % 11 == 0:
        row["phone_number"] = f"+33 5 36 49 {at // 100 % 100:02d} {at % 100:02d}"
    return row


def _no_one(row: Cells, before: Cells) -> None:
    for name in ("email1", "email2", "mobile_number", "phone_number", "external_id", "nationbuilder_id"):
        row[name] = ""


def _no_key(row: Cells, before: Cells) -> None:
    _no_one(row, before)
    row["email1"] = "marie.at.example.org"


def _bad_email(row: Cells, before: Cells) -> None:
    row["email1"] = f"{row['last_name']}@example..org"


def _bad_date(row: Cells, before: Cells) -> None:
    row["born_at"] = "1985-02-31"


def _born_tomorrow(row: Cells, before: Cells) -> None:
    row["born_at"] = "2190-01-01"


def _bad_phone(row: Cells, before: Cells) -> None:
    row["mobile_number"] = "06 12"


def _bad_level(row: Cells, before: Cells) -> None:
    row["support_level"] = "strong"


def _bad_answer(row: Cells, before: Cells) -> None:
    row["email_opt_in"] = "maybe"


def _long_name(row: Cells, before: Cells) -> None:
    row["last_name"] = "Tourneboule-" * 20


def _again(row: Cells, before: Cells) -> None:
    row |= {"external_id": before["external_id"], "email1": before["email1"].upper(), "email2": ""}


REFUSED: dict[str, Callable[[Cells, Cells], None]] = {"no one": _no_one, "no key": _no_key}
NOTED: dict[str, Callable[[Cells, Cells], None]] = {
    "bad e-mail": _bad_email, "bad date": _bad_date, "born tomorrow": _born_tomorrow, "bad phone": _bad_phone,
    "bad level": _bad_level, "bad answer": _bad_answer, "long name": _long_name,
}  # fmt: skip
RAW = ["too wide", "NUL byte", "broken letter", "open quote"]


def make(n: int, seed: int = 1, bad: float = 0.03, columns: list[str] = COLUMNS) -> Made:
    """A file of ``n`` lines of people, of which every thirty-third or so is bad."""
    dice, made = random.Random(seed), Made(n_rows=n)
    every = round(1 / bad) if bad else n + 1
    kinds = [*REFUSED, *NOTED, "again", *RAW]
    out, lines = io.StringIO(newline=""), [_line(columns)]
    writer = csv.writer(out, lineterminator="\n")
    before: Cells = {}
    for at in range(n):
        row = person(at, dice)
        kind = kinds[at // every % len(kinds)] if at % every == every - 1 else ""
        if kind and kind not in RAW:
            (REFUSED | NOTED | {"again": _again})[kind](row, before)
        writer.writerow([row[name] for name in columns])
        lines.append(_spoiled(out.getvalue().encode(), kind))
        out.seek(0)
        out.truncate()
        if kind:
            made.kinds[kind] += 1
            made.refused += kind in REFUSED or kind in RAW
            made.noted += kind in NOTED
            made.merged += kind == "again"
        else:
            before = row
    made.data = b"".join(lines)
    return made


def _line(cells: list[str]) -> bytes:
    return (",".join(cells) + "\n").encode()


def _spoiled(line: bytes, kind: str) -> bytes:
    if kind == "too wide":
        return line[:-1] + b",Lyon,France\n"
    if kind == "NUL byte":
        return line[:-1].replace(b",FR", b",F\0R") + b"\n"
    if kind == "broken letter":
        return line.replace(b",FR", ",Orl\xe9ans".encode("latin-1"), 1)
    if kind == "open quote":
        return line.replace(b"\n", b" ")[:-1].replace(b'"', b"").replace(b",FR", b',"FR', 1) + b"\n"
    return line


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(make(int(sys.argv[1])).data)
