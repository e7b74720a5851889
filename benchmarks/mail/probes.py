"""Does the learnt part tell attacks by what only says where mail was collected?

Each message of dev is reduced to one such mark, everything else being the same for all. What the learnt part
then adds to the verdict must not tell phish from honest mail: an AUC near one half. Before the policy bounds
it the least difference between two languages counts as much as a large one: the distance is told beside it.
"""

import re
import statistics
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from functools import partial

from benchmarks import report
from benchmarks.mail import collection, curves, judging
from benchmarks.mail.collection import Item
from benchmarks.mail.settings import Settings
from mailguard.facts import Facts
from mailguard.gather import gather
from mailguard.message.parse import parse
from mailguard.policy import judgement
from mailguard.policy.model import shipped
from mailguard.signals import detect

_SAME = {
    "from": "Charlie Marsh <charlie@valbrune.example>",
    "to": "Dora Vance <dora@valbrune.example>",
    "subject": "Thursday",
    "date": "Tue, 07 Mar 2023 14:02:11 +0100",
    "message-id": "<20230307.1402@valbrune.example>",
}
# A broken value would be evidence of its own.
_VALID = {"content-transfer-encoding": "8bit", "content-disposition": "inline", "mime-version": "1.0"}
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
_WORDS = "the room on the first floor is free so we meet there and bring the list with us".split()
_SENTENCES = {
    "en": (
        "The room on the first floor is free, so we meet there and bring the list with us.",
        "Thank you for yesterday. The minutes are on the table in the office, Anna will copy them.",
        "On Saturday we set up the stand at nine, the weather will be good. Please bring tables.",
        "Our choir sings on Sunday in the old church. Entry is free, with coffee and cake afterwards.",
    ),
    "de": (
        "Der Raum im ersten Stock ist frei, wir treffen uns dort und bringen die Liste mit.",
        "Danke für gestern. Das Protokoll liegt im Büro auf dem Tisch, Anna kopiert es.",
        "Am Samstag bauen wir den Stand um neun auf, das Wetter wird gut. Bitte bringt Tische mit.",
        "Unser Chor singt am Sonntag in der alten Kirche. Eintritt frei, danach gibt es Kaffee und Kuchen.",
    ),
    "fr": (
        "La salle du premier étage est libre, nous nous y retrouvons et apportons la liste.",
        "Merci pour hier. Le compte rendu est sur la table du bureau, Anna en fera une copie.",
        "Samedi nous montons le stand à neuf heures, il fera beau. Apportez des tables.",
        "Notre chorale chante dimanche dans la vieille église. Entrée libre, puis café et gâteaux.",
    ),
    "es": (
        "La sala del primer piso está libre, nos reunimos allí y llevamos la lista.",
        "Gracias por lo de ayer. El acta está en la mesa de la oficina, Anna la copiará.",
        "El sábado montamos el puesto a las nueve, hará buen tiempo. Traed mesas, por favor.",
        "Nuestro coro canta el domingo en la iglesia vieja. Entrada libre, después hay café y pastel.",
    ),
    "pt": (
        "A sala do primeiro andar está livre, encontramo-nos lá e levamos a lista.",
        "Obrigado por ontem. A ata está na mesa do escritório, a Anna vai copiá-la.",
        "No sábado montamos a banca às nove, vai estar bom tempo. Tragam mesas, por favor.",
        "O nosso coro canta no domingo na igreja velha. Entrada livre, depois há café e bolo.",
    ),
    "nl": (
        "De kamer op de eerste verdieping is vrij, we ontmoeten elkaar daar en brengen de lijst mee.",
        "Bedankt voor gisteren. Het verslag ligt op kantoor op de tafel, Anna kopieert het.",
        "Zaterdag zetten we de kraam om negen uur op, het wordt mooi weer. Neem tafels mee.",
        "Ons koor zingt zondag in de oude kerk. Toegang vrij, na afloop is er koffie en taart.",
    ),
    "it": (
        "La sala al primo piano è libera, ci incontriamo lì e portiamo la lista.",
        "Grazie per ieri. Il verbale è sul tavolo in ufficio, Anna lo copia.",
        "Sabato montiamo il banco alle nove, sarà bel tempo. Portate tavoli, per favore.",
        "Il nostro coro canta domenica nella vecchia chiesa. Ingresso libero, dopo ci sono caffè e torta.",
    ),
    "pl": (
        "Sala na pierwszym piętrze jest wolna, spotykamy się tam i bierzemy listę.",
        "Dziękuję za wczoraj. Protokół leży w biurze na stole, Anna go skopiuje.",
        "W sobotę o dziewiątej rozstawiamy stoisko, będzie ładna pogoda. Proszę przynieść stoły.",
        "Nasz chór śpiewa w niedzielę w starym kościele. Wstęp wolny, potem kawa i ciasto.",
    ),
    "da": (
        "Rummet på første sal er ledigt, så vi mødes der og tager listen med.",
        "Tak for i går. Referatet ligger på bordet på kontoret, Anna kopierer det.",
        "På lørdag sætter vi boden op klokken ni, vejret bliver godt. Tag borde med.",
        "Vores kor synger på søndag i den gamle kirke. Gratis adgang, bagefter er der kaffe og kage.",
    ),
    "sv": (
        "Rummet på första våningen är ledigt, så vi ses där och tar med listan.",
        "Tack för i går. Protokollet ligger på bordet på kontoret, Anna kopierar det.",
        "På lördag ställer vi upp ståndet klockan nio, vädret blir fint. Ta med bord.",
        "Vår kör sjunger på söndag i den gamla kyrkan. Fri entré, efteråt blir det kaffe och kaka.",
    ),
}
_TOPICS = ("a room", "the minutes", "a stand", "a choir")
_PLAIN = _SENTENCES["en"][0]
_MOST_WORDS = 5_000


def run(settings: Settings) -> None:
    """One AUC a probe, of the learnt part alone; and that of whole messages beside them."""
    dev = [item for item in collection.read(settings.mail, "dev") if item.label != "spam"]
    report.header("What the learnt part can't know", phish_and_honest=len(dev))
    rows = judging.spread(_probed, dev, settings.jobs, chunk=32)
    for number, name in enumerate(("whole messages", *PROBES)):
        attacks = [row[number] for item, row in zip(dev, rows, strict=True) if item.label == "phish"]
        honest = [row[number] for item, row in zip(dev, rows, strict=True) if item.label == "ham"]
        found = curves.auc(*([_added(odds) for odds in each] for each in (attacks, honest)))
        aim = "" if number == 0 else f"AUC, aim 0.4 to 0.6: {'met' if 0.4 <= found <= 0.6 else 'MISSED'}"
        report.figure(f"learnt part, {name}", found, aim or "AUC")
        report.figure(f"learnt part, {name}: before its bounds", curves.auc(attacks, honest), "AUC")
        apart = statistics.mean(attacks) - statistics.mean(honest)
        report.figure(f"learnt part, {name}: attacks above honest mail by", apart, "log-odds")


def _probed(item: Item) -> list[float]:
    raw = item.raw()
    facts = parse(raw).facts
    return [odds(raw), *(odds(reduce(raw, facts)) for reduce in PROBES.values())]


def _added(odds: float) -> float:
    return judgement.bounded(odds, judgement.load())["phish"]


def odds(raw: bytes) -> float:
    """What the learnt part says of a message, before the policy bounds it."""
    facts, rules = gather(raw), judgement.load()
    return shipped().odds(facts, judgement.sums(judgement.weigh(detect(facts), rules), rules))


def names_only(raw: bytes, facts: Facts) -> bytes:
    """The names of its headers, in order, each with the same value for all messages."""
    names = [name.decode("ascii") for name in _FIELD.findall(re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0])]
    said = _SAME | _VALID
    lines = [f"{name}: {said.get(name.lower(), '1')}" for name in names if name.lower() != "content-type"]
    present = {name.lower() for name in names}
    lines += [f"{name}: {value}" for name, value in _SAME.items() if name not in present]
    return "\n".join([*lines, "", _PLAIN, ""]).encode()


def date_only(raw: bytes, facts: Facts) -> bytes:
    """When it was sent."""
    return _message(_PLAIN, facts.sent_at)


def language_only(topic: int, raw: bytes, facts: Facts) -> bytes:
    """The same few sentences in its language; in English where it is none that we have."""
    return _message(_SENTENCES.get(facts.language, _SENTENCES["en"])[topic])


def length_only(raw: bytes, facts: Facts) -> bytes:
    """The same few words again and again, as many as it has."""
    n = min(max(len(facts.text.split()), 1), _MOST_WORDS)
    return _message(" ".join(_WORDS[at % len(_WORDS)] for at in range(n)))


def _message(text: str, sent: datetime | None = None) -> bytes:
    values = _SAME | ({"date": format_datetime(sent)} if sent else {})
    head = [f"{name}: {value}" for name, value in values.items()]
    head.append("Content-Type: text/plain; charset=utf-8")
    return "\n".join([*head, "", text, ""]).encode()


PROBES: dict[str, Callable[[bytes, Facts], bytes]] = {
    "names of headers only": names_only,
    "date only": date_only,
    **{f"language only, {name}": partial(language_only, topic) for topic, name in enumerate(_TOPICS)},
    "length only": length_only,
}
