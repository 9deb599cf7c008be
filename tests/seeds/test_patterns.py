"""Token patterns are judged without spaCy as spaCy judges them."""

from collections.abc import Mapping

import pytest
from spacy.schemas import validate_token_pattern

from chipwire.seeds import patterns

SOUND: list[list[Mapping[str, object]]] = [
    [{"LOWER": "export"}, {"LOWER": {"IN": ["ban", "curb"]}}],
    [{"lemma": "ban"}, {"OP": "?", "IS_PUNCT": True}],
    [{"TEXT": {"REGEX": "^H[0-9]+$"}, "OP": "{1,2}"}],
    [{"LENGTH": {">=": 4}}, {"POS": {"NOT_IN": ["NOUN"]}, "OP": "*"}],
    [{"LOWER": {"FUZZY1": "nvidia"}}, {}],
]
FAULTY: list[list[Mapping[str, object]]] = [
    [{"LOWR": "x"}],
    [{"LOWER": 5}],
    [{"LOWER": "x", "OP": "%"}],
    [{"IS_PUNCT": "yes"}],
    [{"LOWER": {"IN": "x"}}],
    [{"LOWER": {"INN": ["x"]}}],
]


@pytest.mark.parametrize("tokens", SOUND)
def test_what_spacy_takes_has_no_fault(tokens: list[Mapping[str, object]]) -> None:
    assert not validate_token_pattern([dict(token) for token in tokens])
    assert list(patterns.faults(tokens)) == []


@pytest.mark.parametrize("tokens", FAULTY)
def test_what_spacy_refuses_has_a_fault(tokens: list[Mapping[str, object]]) -> None:
    assert validate_token_pattern([dict(token) for token in tokens])
    (fault,) = patterns.faults(tokens)
    assert all(fault)
