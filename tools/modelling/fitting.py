"""Samples to a model: first the words, then trees that correct the sum of the signals."""

from collections.abc import Sequence
from dataclasses import astuple
from itertools import chain

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mailguard.policy.model import shape
from mailguard.policy.model.tokens import BITS
from mailguard.policy.model.trees import Model
from tools.modelling.packing import packed
from tools.modelling.samples import Sample, is_of_list, parted

_PARTS = 5
_DIGITS = 4  # beyond these the last bits of another processor could show
_RARE = 8  # a word in fewer clusters than this is dropped: it could name somebody
_STRENGTH = 0.1
# Which way a number may push: more words of attacks never acquit, links at home never accuse.
_ONE_WAY = {
    "words": 1,
    "share_home": -1,
    "name_at_home": -1,
    "leaves_at_home": -1,
    "author_odd": 1,
    "link_odd": 1,
}
_TREES = {
    "objective": "binary", "learning_rate": 0.15, "num_leaves": 8, "max_depth": 4, "min_data_in_leaf": 60,
    "lambda_l2": 5.0, "feature_fraction": 0.6, "seed": 7, "deterministic": True, "force_row_wise": True,
    "num_threads": 1, "verbosity": -1, "max_bin": 63,
}  # fmt: skip
_ROUNDS = 300

Floats = NDArray[np.float64]


def fit(samples: Sequence[Sample]) -> Model:
    """The same samples give the same model, to the last bit, in whatever order they come."""
    samples = sorted(samples, key=lambda sample: astuple(sample.source))
    matrix, labels, weights = _matrix(samples), _labels(samples), _weights(samples)
    keep = _frequent(matrix, samples)
    matrix = matrix.multiply(keep[np.newaxis, :]).tocsr()
    parts = np.array(parted([sample.source for sample in samples], _PARTS))
    unseen = np.zeros(len(samples))
    for part in range(_PARTS):
        held, rest = parts == part, parts != part
        unseen[held] = _damped(_words(matrix[rest], labels[rest], weights[rest]), matrix[held])
    words = _words(matrix, labels, weights)
    numbers = np.array([sample.numbers for sample in samples])
    numbers[:, 0] = np.round(unseen, _DIGITS)
    hand = np.round([sample.score() for sample in samples], _DIGITS)
    data = lightgbm.Dataset(numbers, labels, weight=weights, init_score=hand, feature_name=list(shape.NAMES))
    one_way = [_ONE_WAY.get(name, 0) for name in shape.NAMES]
    booster = lightgbm.train({**_TREES, "monotone_constraints": one_way}, data, _ROUNDS)
    return packed(words.coef_[0], float(words.intercept_[0]), booster.dump_model()["tree_info"])


def _matrix(samples: Sequence[Sample]) -> csr_matrix:
    rows = [sorted(sample.words) for sample in samples]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1]), list(chain(*rows)), ends), shape=(len(rows), 1 << BITS))


def _labels(samples: Sequence[Sample]) -> NDArray[np.int64]:
    return np.array([sample.source.label != "ham" for sample in samples], dtype=np.int64)


def _weights(samples: Sequence[Sample]) -> Floats:
    """Collections count by what they say of tomorrow's mail, not by how many messages they happen to hold."""
    return np.array([_weight(sample) for sample in samples])


def _weight(sample: Sample) -> float:
    source = sample.source
    if source.label == "spam":
        return 0.3  # of 2002
    if is_of_list(source):
        return 0.3  # technical lists, ten thousand messages of one kind
    return 1.0


def _frequent(matrix: csr_matrix, samples: Sequence[Sample]) -> Floats:
    """1 for a word that stands in many clusters, 0 for a rare one."""
    clusters = {
        name: number for number, name in enumerate(dict.fromkeys(each.source.cluster for each in samples))
    }
    members = csr_matrix(
        (np.ones(len(samples)), ([clusters[each.source.cluster] for each in samples], range(len(samples)))),
        shape=(len(clusters), len(samples)),
    )
    return np.asarray(((members @ matrix) > 0).sum(axis=0)).ravel() >= _RARE


def _words(matrix: csr_matrix, labels: NDArray[np.int64], weights: Floats) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=7).fit(matrix, labels, weights)


def _damped(model: LogisticRegression, matrix: csr_matrix) -> Floats:
    """As ``Model.words`` does."""
    total = model.decision_function(matrix)
    return np.copysign(np.log1p(np.abs(total)) * 2.0, total)
