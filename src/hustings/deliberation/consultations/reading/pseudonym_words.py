"""Words of pseudonyms: 64 nouns and 64 adjectives, each in English and French.

None is a party's sign or colour, none an insult in either language, alone or with any other. A word is never
replaced while a consultation runs: names would change.
"""

_NOUNS = """
Otter Loutre f|Heron Héron m|Swallow Hirondelle f|Hedgehog Hérisson m|Robin Rouge-gorge m
Dolphin Dauphin m
Squirrel Écureuil m|Owl Hibou m|Lark Alouette f|Falcon Faucon m|Puffin Macareux m
Kingfisher Martin-pêcheur m
Starling Étourneau m|Plover Pluvier m|Curlew Courlis m|Wren Troglodyte m|Manatee Lamantin m
Hare Lièvre m
Deer Chevreuil m|Ibex Bouquetin m|Chamois Chamois m|Lynx Lynx m|Marten Martre f|Beaver Castor m
Dragonfly Libellule f|Ladybird Coccinelle f|Firefly Luciole f|Cricket Grillon m|Cicada Cigale f
Bumblebee Bourdon m
Seahorse Hippocampe m|Starfish Étoile-de-mer f|Maple Érable m|Birch Bouleau m|Willow Saule m
Linden Tilleul m
Cedar Cèdre m|Larch Mélèze m|Hazel Noisetier m|Rowan Sorbier m|Poplar Peuplier m|Fern Fougère f
Heather Bruyère f|Mint Menthe f|Thyme Thym m|Lavender Lavande f|Poppy Coquelicot m
Daisy Pâquerette f
Anemone Anémone f|Gentian Gentiane f|Primrose Primevère f|Mimosa Mimosa m|Comet Comète f
Planet Planète f
Breeze Brise f|Cloud Nuage m|Meadow Prairie f|River Rivière f|Pebble Galet m|Lagoon Lagune f
Glacier Glacier m|Island Île f|Harbour Havre m|Lantern Lanterne f
"""
_ADJECTIVES = """
Quiet tranquille tranquille|Calm calme calme|Agile agile agile|Patient patient patiente
Curious curieux curieuse
Cheerful joyeux joyeuse|Gentle doux douce|Bold audacieux audacieuse|Brave courageux courageuse
Bright brillant brillante
Lively vif vive|Swift rapide rapide|Loyal loyal loyale|Honest honnête honnête|Noble noble noble
Wise sage sage
Serene serein sereine|Sincere sincère sincère|Modest modeste modeste|Discreet discret discrète
Attentive attentif attentive
Nimble leste leste|Clever habile habile|Constant constant constante|Faithful fidèle fidèle
Friendly amical amicale
Generous généreux généreuse|Gracious gracieux gracieuse|Happy heureux heureuse
Hopeful confiant confiante
Inventive inventif inventive|Jovial jovial joviale|Keen enthousiaste enthousiaste
Kind aimable aimable
Lucid lucide lucide|Merry enjoué enjouée|Mindful soigneux soigneuse|Optimistic optimiste optimiste
Peaceful paisible paisible
Playful espiègle espiègle|Polite poli polie|Prudent prudent prudente|Punctual ponctuel ponctuelle
Radiant radieux radieuse
Resolute résolu résolue|Roaming voyageur voyageuse|Shining étincelant étincelante
Smiling souriant souriante
Solid solide solide|Steady stable stable|Subtle subtil subtile|Tenacious tenace tenace
Tender tendre tendre
Thoughtful réfléchi réfléchie|Tireless infatigable infatigable|Unique unique unique
Upright intègre intègre
Vibrant vibrant vibrante|Vigilant vigilant vigilante|Vivid éclatant éclatante
Warm chaleureux chaleureuse
Wandering nomade nomade|Welcoming accueillant accueillante|Wondering rêveur rêveuse
"""


def _rows(text: str) -> list[list[str]]:
    return [row.split() for line in text.strip().splitlines() for row in line.split("|")]


NOUNS = tuple((english, french, gender == "f") for english, french, gender in _rows(_NOUNS))
ADJECTIVES = tuple((english, his, hers) for english, his, hers in _rows(_ADJECTIVES))
