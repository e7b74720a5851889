"""What a virus scanner beside us found: what it knows is certain, what it guesses is not."""

from mailguard.facts.scan import Scan, Virus
from tests.cast.mailguard.maker import facts


def found(name, file=""):
    return facts(scan=Scan("found", viruses=(Virus(name, file),)))
