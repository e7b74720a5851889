"""Words of French and English that say nothing of what a text is about, without accents."""

_FRENCH = """
les des une aux pas plus non oui tous leur nos vos mon ton ces ils ici est sur qui que son dans tout
afin ai aie aient ailleurs ainsi alors apres assez attendu au aucun aucune aujourd aupres auquel aura aurait
aussi autant autre autres autour aux auxquelles avaient avait avant avec avez avoir avons ayant beaucoup bien
bon bonjour bonne car ceci cela celle celles celui cependant certain certaine certains ces cet cette ceux
chacun chacune chaque chez chose choses comme comment completement contre dans davantage debut dedans dehors
deja depuis des desormais dessous dessus deux devant devrait devraient dire dois doit doivent donc dont
durant egalement elle elles encore enfin ensuite entre envers est et etaient etait etant ete etes etre eux
fait faire faites faudrait faut fois font grand grande grands ici ils jamais jusqu jusque laquelle leur leurs
lequel lors lorsque lui maintenant mais malgre meme memes merci mes mieux mon moins notre notamment nos nous
nouveau ont ou oui par parce parfois parmi partout pas pendant peu peut peuvent plus plusieurs plutot pour
pourquoi pourrait pouvoir pres presque puis puisque quand quant que quel quelle quelles quelque quelques quels
qui quoi quoique rien sans sauf selon sera serait ses seul seule seulement soient soit sommes son sont sous
souvent suis sur surtout tant tel telle telles tellement tels toujours tous tout toute toutefois toutes tres
trop une uns vers voici voila vos votre vous vraiment vrai veux veut avis pense penser aimerais aimerait
franchement souhaite souhaiterais
"""
_ENGLISH = """
about above after again against all also always among and another any anything are around because been before
being below between both but can cannot could did does doing don done down during each either enough even ever
every few for from further get give good had has have having hello her here hers him his how however into isn
its itself just like less let lot made make many may maybe mean might more most much must myself need never
not nothing now off often once one only onto other others our ours out over own people perhaps please quite
rather really same say see seems shall she should since some something still such than thank thanks that the
their them then there these they thing things think this those though through thus time too under until upon
use very want was way well were what when where which while who whom why will with within without would yes
yet you your
"""
FILLER = frozenset((_FRENCH + _ENGLISH).split())
