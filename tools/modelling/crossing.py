"""What the engine would say of training mail, had its learnt part been trained without that mail's like.

A threshold that is read off messages which the learnt part was trained on is too low: it knows them. Here
each message is scored by a learnt part that saw neither its list, nor its kind of letter, nor a double.
"""

from collections.abc import Sequence

from tools.modelling.fitting import fit
from tools.modelling.samples import Sample, parted

_PARTS = 4


def scores(samples: Sequence[Sample]) -> list[float]:
    """Log-odds of an attack for each sample, in order."""
    parts = parted([sample.source for sample in samples], _PARTS)
    found = [0.0] * len(samples)
    for part in range(_PARTS):
        model = fit([sample for sample, own in zip(samples, parts, strict=True) if own != part])
        for place, (sample, own) in enumerate(zip(samples, parts, strict=True)):
            if own == part:
                words = model.words(sample.words)
                found[place] = sample.score(model.trees([words, *sample.numbers[1:]]))
    return found
