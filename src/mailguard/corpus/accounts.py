"""Bank accounts with true check digits, at banks that don't exist."""

from random import Random


def iban(random: Random, country: str = "FR") -> str:
    """One IBAN in groups of four (ISO 13616); the bank code begins with 9, which no bank of ours has."""
    if country == "FR":
        body = "9" + _digits(random, 9) + _digits(random, 11) + _digits(random, 2)
    elif country == "GB":
        body = "ZQVX" + _digits(random, 14)
    elif country == "DE":
        body = "9" + _digits(random, 17)
    else:
        country, body = "LT", "9" + _digits(random, 15)
    number = int("".join(str(int(sign, 36)) for sign in body + country + "00"))
    plain = f"{country}{98 - number % 97:02}{body}"
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def _digits(random: Random, n: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(n))
