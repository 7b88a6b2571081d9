"""Features of a sentence → how likely it asks to do something, warns, or is but talk: a log-linear model.

The rules of this room say what the form of a sentence tells. Where they err, a sentence has a form that nobody thought
of; its words and its neighbours tell mostly what it is all the same. So each feature has a weight for each class,
learnt from marked texts by `scripts/train_draft`, and the classifier overrules the rules where it is nearly sure.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coach.draft.reading.sentence_features import features_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.draft.reading.sentence_features import Setting

FILE = Path(__file__).with_name("sentence_weights.json")
SCALE = 100
"""The weights stand in the file as whole hundredths."""
_SURE, _SURE_TALK, _CERTAIN_TALK, _CERTAIN_REQUEST, _DOUBT = 0.8, 0.9, 0.995, 0.99, 0.3
"""The least likelihoods by which the rules are overruled: to tell what they take for talk, to leave out what they take
for a request, to leave out what they take for a warning or for a request with a time, to tell only in its step what
they take for a warning, and to tell a warning that they miss, if it names a risk.

Measured on 3,300 sentences of 240 texts that neither had seen: the first two mend 139 of the rules' 183 errors and make
18 new ones; 0.995 leaves out half of what would be told as a warning and is talk, and loses one warning of 385; 0.3,
and 0.8 where no risk is named, find 14 of the 26 warnings that the rules miss, and take 10 of 2,915 other sentences for
one. Of 448 warnings of 350 texts that neither had seen, none is a request by 0.99 (the surest by 0.976), and of 175
other sentences that the rules take for a warning, 66 are.
"""


class Likelihoods(NamedTuple):
    """How likely a sentence is each of three things; together 1."""

    request: float
    warning: float
    talk: float

    @property
    def surely_asks(self) -> bool:
        """Whether it asks to do something, though the rules do not see it."""
        return self.request >= _SURE

    @property
    def surely_talks(self) -> bool:
        """Whether it neither asks nor warns, though the rules take it for a request."""
        return self.talk >= _SURE_TALK

    @property
    def is_sure(self) -> bool:
        """Whether it is either a request or talk, whatever the rules take it for."""
        return self.surely_asks or self.surely_talks

    @property
    def certainly_asks(self) -> bool:
        """Whether it warns of nothing, but asks to do something, though the rules take it for a warning as well."""
        return self.request >= _CERTAIN_REQUEST

    @property
    def certainly_talks(self) -> bool:
        """Whether it warns of nothing, though the rules take it for a warning."""
        return self.talk >= _CERTAIN_TALK

    def likely_warns(self, *, risky: bool) -> bool:
        """Whether it warns, so far as can be seen; `risky`: it names a risk, or forbids something."""
        return self.warning >= (_DOUBT if risky else _SURE)


class Classifier(Protocol):
    """What judges a sentence by its words and where it stands."""

    def __call__(self, sentence: str, setting: Setting) -> Likelihoods:
        """Return how likely the sentence is a request, a warning, or talk."""


UNDECIDED = Likelihoods(0.5, 0, 0.5)
"""The judgement that leaves everything to the rules."""


class LogLinear:
    """A multinomial logistic regression on features that are there or not."""

    def __init__(self, weights: Mapping[str, tuple[int, int]]) -> None:
        """Take feature → its weights for a request and a warning, in hundredths; those for talk are 0."""
        self._weights = weights

    def __call__(self, sentence: str, setting: Setting) -> Likelihoods:
        """Return the likelihoods; many features weigh no more than few, so their sum is divided by the root of them."""
        known = [self._weights[feature] for feature in features_of(sentence, setting) if feature in self._weights]
        request, warning = map(float, self._weights[""])
        if known:
            scale = sqrt(len(known))
            request += sum(each[0] for each in known) / scale
            warning += sum(each[1] for each in known) / scale
        return _softmax(request / SCALE, warning / SCALE)


def _softmax(request: float, warning: float) -> Likelihoods:
    powers = [exp(min(weight, 50)) for weight in (request, warning, 0.0)]
    return Likelihoods(*(power / sum(powers) for power in powers))


@cache
def trained_classifier() -> Classifier:
    """Return the classifier with the weights that come with coach."""
    return LogLinear(json.loads(FILE.read_text("utf-8"))["weights"])
