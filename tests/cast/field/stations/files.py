"""Files of results as the ministry publishes them, of fictional towns; the older kind and the newer one."""

import io
import random

FIXED = (
    "Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs;% Blancs/Ins;% Blancs/Vot;Nuls;% Nuls/Ins;"
    "% Nuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot;"
)
OLD = (
    "Code du département;Libellé du département;Code de la circonscription;Libellé de la circonscription;"
    f"Code de la commune;Libellé de la commune;Code du b.vote;{FIXED}"
    "N°Panneau;Sexe;Nom;Prénom;Voix;% Voix/Ins;% Voix/Exp"
)
NEW = (
    "Code département;Libellé département;Code commune;Libellé commune;Code BV;Inscrits;Votants;Blancs;Nuls;"
    "Exprimés"
)
OF_EACH = (
    "Numéro de panneau {0};Nuance liste {0};Libellé abrégé de liste {0};Libellé de liste {0};Voix {0};"
    "% Voix/inscrits {0}"
)
PEOPLE = [("F", "MERLE", "Ana"), ("M", "PINSON", "Luc")]
LISTS = [("LUG", "ENSEMBLE"), ("LDVC", "CENTRE"), ("LRN", "NATION")]


def old(*rows: tuple[str, str, str, str, int, list[int]]) -> io.BytesIO:
    """Rows of department, municipality, its name, station, registered, votes of each of PEOPLE."""
    lines = [OLD]
    for department, code, place, station, registered, votes in rows:
        valid = sum(votes)
        voted = valid + 3
        cells = [
            department,
            "",
            "01",
            "",
            code,
            place,
            station,
            registered,
            registered - voted,
            "",
            voted,
            "",
            2,
        ]
        cells += ["", "", 1, "", "", valid, "", ""]
        for at, ((sex, last, first), n) in enumerate(zip(PEOPLE, votes, strict=True), 1):
            cells += [at, sex, last, first, n, "", ""]
        lines.append(";".join(map(str, cells)))
    return named("\r\n".join(lines).encode("cp1252"), "old.txt")


def new(*rows: tuple[str, str, str, int, list[int]]) -> io.BytesIO:
    """Rows of municipality, its name, station, registered, votes of each of LISTS."""
    lines = [";".join([NEW, *(OF_EACH.format(at) for at in range(1, len(LISTS) + 1))])]
    for code, place, station, registered, votes in rows:
        valid = sum(votes)
        cells = [code[:2], "", code, place, station, registered, valid + 3, 2, 1, valid]
        for at, ((label, name), n) in enumerate(zip(LISTS, votes, strict=True), 1):
            cells += [at, label, name, f"{name} POUR DEMAIN", n, '"1,5%"']
        lines.append(";".join(map(str, cells)))
    return named("\n".join(lines).encode(), "new.csv")


def many(n: int, seed: int = 1, shift: float = 0.0) -> io.BytesIO:
    """So many stations in fictional towns of ten each; ``shift`` is added to all who stay at home."""
    rng = random.Random(seed)
    rows = []
    for at in range(n):
        registered = rng.randint(400, 1_400)
        lean, home = 0.1 + 0.5 * ((at * 37) % 100) / 100, 0.2 + 0.4 * ((at * 61) % 100) / 100 + shift
        valid = int(registered * (1 - home) * rng.uniform(0.95, 1)) - 3
        ours = int(valid * lean)
        half = (valid - ours) // 2
        votes = [ours, half, valid - ours - half]
        rows.append((f"{10_000 + at // 10}", f"Ville {at // 10}", str(at % 10 + 1), registered, votes))
    return new(*rows)


def named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file
