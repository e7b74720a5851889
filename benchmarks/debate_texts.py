"""Contributions to a debate, made from a seed: eight topics in French and in English.

Texts of a topic share their words and whole clauses: one among 10,000 is harder to find than among real ones.
"""

from random import Random

_FRENCH: dict[str, tuple[str, str, str]] = {
    "transports": (
        "créer des voies cyclables|rouvrir les petites gares|baisser le prix des abonnements"
        "|limiter la vitesse à trente"
        "|prolonger la ligne de tramway|taxer les parkings du centre|faire circuler des navettes de nuit"
        "|interdire les camions aux heures de pointe|subventionner le covoiturage"
        "|garder des guichets ouverts",
        "aux abords des écoles|entre les villages|dans la grande couronne|pour les apprentis"
        "|autour de l’hôpital"
        "|dans les zones artisanales|pour les personnes âgées|le long du canal|pendant les vacances"
        "|en bord de mer",
        "la voiture coûte trop cher|les bus sont pleins le matin|l’air devient irrespirable"
        "|les retards se répètent"
        "|personne ne peut se passer de permis|les accidents augmentent"
        "|les commerces y gagneraient des clients",
    ),
    "école": (
        "réduire le nombre d’élèves par classe|embaucher des surveillants|repeindre les salles"
        "|enseigner le code informatique"
        "|servir des repas biologiques|rendre les manuels gratuits|remplacer les professeurs absents"
        "|ouvrir la bibliothèque le soir|apprendre les premiers secours|supprimer les notes",
        "au collège|dans les quartiers populaires|dès la maternelle|en zone rurale"
        "|dans chaque lycée professionnel"
        "|pour les enfants handicapés|pendant la pause de midi|en fin de trimestre|à la rentrée"
        "|dans les internats",
        "les inégalités commencent tôt|les enseignants sont épuisés|les familles n’ont pas les moyens"
        "|les résultats baissent depuis dix ans|nos voisins y arrivent|l’ambiance se dégrade"
        "|le bruit empêche d’écouter",
    ),
    "santé": (
        "installer des médecins salariés|rembourser les lunettes|former davantage d’infirmières"
        "|rouvrir la maternité"
        "|plafonner les dépassements d’honoraires|vacciner sans rendez-vous|soutenir les aidants"
        "|interdire la publicité pour l’alcool|équiper les ambulances|créer un centre de dépistage",
        "dans les déserts médicaux|le week-end|pour les étudiants|en maison de retraite"
        "|dans les vallées de montagne"
        "|auprès des travailleurs de nuit|à moins de trente minutes|pour les maladies rares|aux urgences"
        "|à domicile",
        "les délais dépassent six mois|des patients renoncent aux soins|le personnel démissionne"
        "|la prévention coûte moins que le soin|les cliniques choisissent leurs malades"
        "|la population vieillit",
    ),
    "numérique": (
        "publier les données publiques|imposer des logiciels libres|garantir la neutralité du réseau"
        "|former les agents à la sécurité|héberger les serveurs en Europe|ouvrir le code des algorithmes"
        "|protéger les lanceurs d’alerte|raccorder tous les foyers à la fibre|rendre les sites accessibles"
        "|maintenir un accueil sans ordinateur",
        "dans les ministères|pour les marchés publics|dans les communes de moins de mille habitants"
        "|chez les opérateurs|pour les décisions individuelles|dans les universités|pour les aveugles"
        "|avant chaque appel d’offres|sous licence ouverte|dans un format réutilisable",
        "les citoyens veulent vérifier|les fuites se multiplient|les éditeurs nous tiennent captifs"
        "|l’argent public doit profiter à la collectivité|la confiance ne se décrète pas"
        "|les recours sont impossibles",
    ),
}
_ENGLISH: dict[str, tuple[str, str, str]] = {
    "housing": (
        "build council homes|cap the rents|turn empty offices into flats|insulate the old terraces"
        "|tax second homes|register every landlord|ban short lets|protect tenants from eviction"
        "|refurbish the tower blocks|lend first buyers their deposit",
        "near the stations|in seaside towns|for key workers|on brownfield land|above the shops"
        "|in national parks|for care leavers|around the university|within two years|along the high street",
        "young families move away|damp makes children ill|wages no longer keep up"
        "|waiting lists grow each year"
        "|speculators win twice|the builders sit on their permits|heating bills eat the pension",
    ),
    "environment": (
        "plant hedgerows|clean up the river|stop burning household waste|put solar panels on barns"
        "|restore the peat bogs|charge for plastic bottles|meter water fairly|measure the air"
        "|leave verges unmown|fund repair cafés",
        "beside the motorway|upstream of the weir|on every public roof|in the northern boroughs"
        "|before the next flood|behind the industrial estate|at harvest time|in allotments"
        "|across the county|on farmland",
        "insects have vanished|sewage closes the beaches|summers get hotter|the cost will only rise"
        "|wildlife needs corridors|nobody enforces the rules|our asthma clinics are overrun",
    ),
    "work": (
        "raise the minimum wage|shorten the working week|inspect the warehouses|end zero hours contracts"
        "|pay interns|give cooperatives a start|publish pay gaps|let carers work flexibly"
        "|retrain redundant miners|limit emails after hours",
        "in hospitality|for agency staff|in the gig economy|from the first day|at suppliers of the council"
        "|for seasonal pickers|in firms of fifty or more|on night shifts|for apprentices"
        "|in the civil service",
        "profits have doubled|sick leave is soaring|skilled hands are missing|mothers lose out"
        "|pilots abroad succeeded|unions are shut out|loyalty deserves a return",
    ),
    "democracy": (
        "draw citizens by lot|lower the voting age|publish lobbyists’ meetings|limit terms of office"
        "|count blank ballots|stream committee sessions|answer petitions within a month"
        "|fund local newspapers"
        "|recall corrupt members|simplify the register",
        "in the upper house|for local referendums|ahead of each budget|at parish level|in every ministry"
        "|for people abroad|during the campaign|inside the parties|on planning decisions|in schools",
        "turnout keeps falling|trust is gone|decisions are made behind closed doors|money buys access"
        "|minorities are never heard|experts alone get it wrong|promises vanish on election night",
    ),
}
_TOWNS = [
    f"{one}{other}"
    for one in "Bel Mont Char Vau Lan Cor Saint-Ol Har Wes Thorn Mill Ash".split()
    for other in "mont ville gny court ney lac ford wick ton bury ham ley".split()
]
_FRAMES = {
    "fr": (
        "Il faut {deed} {where}, car {why}.|Je propose de {deed} {where}."
        "|{deed} {where} serait une priorité : {why}."
        "|Pourquoi ne pas {deed} {where} ?|À mon avis, {why}, et l’on devrait {deed} {where}."
        "|Cela permettrait de {deed}, d’abord {where}.|Nous demandons de {deed} {where} avant {year}."
        "|À {town}, une association l’a essayé avec {money} euros.|Je vis à {town}, où {why}."
        "|Avec {money} euros, on peut {deed} {where}.|Trop souvent, {why}. On pourrait {deed}."
    ).split("|"),
    "en": (
        "We should {deed} {where}, because {why}.|I propose to {deed} {where}."
        "|Let the law {deed} {where}: {why}."
        "|Why not {deed} {where}?|In my view {why}, and somebody has to {deed} {where}."
        "|This would help to {deed}, first of all {where}.|We ask you to {deed} {where} before {year}."
        "|In {town} a charity tried it with {money} pounds.|I live in {town}, where {why}."
        "|For {money} pounds we could {deed} {where}.|Far too often {why}. It is time to {deed}."
    ).split("|"),
}


def text(chance: Random, language: str) -> str:
    """One contribution of two to five sentences about one topic."""
    deeds, places, reasons = (
        part.split("|") for part in chance.choice(list((_FRENCH if language == "fr" else _ENGLISH).values()))
    )
    frames = chance.sample(_FRAMES[language], chance.choice([2, 2, 3, 3, 4, 5]))
    said = [
        frame.format(
            deed=chance.choice(deeds), where=chance.choice(places), why=chance.choice(reasons),
            town=chance.choice(_TOWNS), year=chance.randrange(2026, 2041),
            money=chance.choice([500, 2_000, 15_000, 80_000, 3_000_000]),
        )
        for frame in frames
    ]  # fmt: skip
    return " ".join(one[0].upper() + one[1:] for one in said)


def distinct(chance: Random, n: int) -> list[str]:
    """Different contributions, half of them in each language."""
    found: dict[str, None] = {}
    while len(found) < n:
        found[text(chance, "fr" if len(found) % 2 else "en")] = None
    return list(found)
