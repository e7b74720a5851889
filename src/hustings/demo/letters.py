"""The mailings of the year behind us: days ago, name, subject, text."""

LETTERS: list[tuple[int, str, str, str]] = [
    (
        322,
        "Lancement",
        "Aujourd’hui, nous prenons la parole",
        """Bonjour {{ given_name|"à vous" }},

Ce matin, dans la halle de Saint-Aubin, nous avons lancé **Rives Communes**. Nous étions quatre cents, venus de douze départements.

Nous ne promettons pas la lune. Nous promettons de relier les villages aux villes, de réparer ce qui s’est usé, et de réussir ensemble.

La suite s’écrit avec vous : répondez à ce message, dites-nous ce qui vous manque près de chez vous.

Nora Valbrune""",
    ),
    (
        287,
        "Écoutes de printemps",
        "Mille portes, une question",
        """Bonjour {{ given_name|"à vous" }},

Pendant un mois, nos équipes ont frappé à mille portes et posé une seule question : « Qu’est-ce qui a changé dans votre rue ? »

Trois réponses reviennent partout :

- le médecin le plus proche est parti ;
- le dernier train est supprimé ;
- l’école a perdu une classe.

Nous en ferons trois propositions. Merci à celles et ceux qui ont ouvert leur porte.""",
    ),
    (
        243,
        "Proposition trains",
        "Un train toutes les heures",
        """Bonjour {{ given_name|"à vous" }},

Voici notre première proposition : **un train toutes les heures, dans toutes les gares encore debout**, de six heures à vingt-deux heures.

Son coût, son calendrier et son financement sont publiés dans le programme. Lisez-la, critiquez-la, partagez-la.""",
    ),
    (
        200,
        "Été",
        "Cet été, on se retrouve où ?",
        """Bonjour {{ given_name|"à vous" }},

Marchés, plages, places de village : cet été, la campagne se fait en plein air. Proposez une date et un lieu, nous vous envoyons le matériel.""",
    ),
    (
        160,
        "Rentrée",
        "La rentrée, vue de l’école",
        """Bonjour {{ given_name|"à vous" }},

Nora était devant l’école Jules-Verne lundi matin. Onze classes fermées dans le canton en cinq ans : notre proposition sur l’école est en ligne.""",
    ),
    (
        118,
        "Grande réunion",
        "Samedi, nous serons deux mille",
        """Bonjour {{ given_name|"à vous" }},

Samedi à 15 heures, grande réunion publique. Des cars partent de vingt villes. Venez avec quelqu’un qui hésite.""",
    ),
    (
        75,
        "Santé",
        "Un médecin à vingt minutes",
        """Bonjour {{ given_name|"à vous" }},

Notre plan santé tient en une phrase : **personne à plus de vingt minutes d’un médecin**. Comment ? Avec des centres de santé salariés, ouverts le samedi.""",
    ),
    (
        34,
        "Logement",
        "Le logement, rue par rue",
        """Bonjour {{ given_name|"à vous" }},

Neuf logements vides sur cent dans nos centres-bourgs. Nous proposons de les rénover avant de construire. Regardez la carte, et dites-nous ce que nous avons oublié.""",
    ),
    (
        6,
        "Dernière ligne droite",
        "Cent jours",
        """Bonjour {{ given_name|"à vous" }},

Il reste cent jours. Ce dont nous avons besoin n’est pas de l’argent, mais d’une heure de votre temps : une porte, un appel, une affiche.

Merci d’être là.

Nora Valbrune""",
    ),
]
