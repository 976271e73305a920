"""What is suggested in place of a word that is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_measure
from tierscore.application.session import open_workspace
from tierscore.loading.suggestions import measure_meant
from tierscore.model.measure import Measure, Nature, Sense

MEASURES = open_workspace(bundled=True).vocabulary.measures


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("shelters", "specialised-shelter"),
        ("hotline", "public-hotline"),
        ("awarness-campaigns", "awareness-campaigns"),
        ("trafficking-conviction", "trafficking-convictions"),
        ("Convictions", "trafficking-convictions"),
        ("sheltr-abuse", "shelter-abuse"),
        ("abuse in shelters", "shelter-abuse"),
    ],
)
def test_the_measure_that_was_meant_is_suggested(written: str, meant: str) -> None:
    assert measure_meant(written, MEASURES) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("written", ["forced-labor", "complicity", "abuse", "xyz", "", "?"])
def test_where_the_nearest_speaks_against_a_government_nothing_is_suggested(written: str) -> None:
    assert measure_meant(written, MEASURES) == ""


def test_no_single_word_leads_to_a_measure_of_the_opposite_sense() -> None:
    against = {name for name, measure in MEASURES.items() if measure.sense is Sense.AGAINST}
    words = {word for name in MEASURES for word in name.split("-")} - against
    assert {
        word: hint
        for word in words
        if any(f"`{name}`" in (hint := measure_meant(word, MEASURES)) for name in against)
    } == {}


def test_the_sense_stands_in_the_vocabulary_and_not_in_the_name() -> None:
    def sensed(first: Sense, second: Sense) -> dict[str, Measure]:
        return {
            name: replace(a_measure(name, Nature.ACTIVITY), sense=sense)
            for name, sense in (("lamp-lit", first), ("lamp-out", second))
        }

    assert measure_meant("lamps", sensed(Sense.FOR, Sense.AGAINST)) == "did you mean `lamp-lit`?"
    assert measure_meant("lamps", sensed(Sense.AGAINST, Sense.FOR)) == "did you mean `lamp-out`?"
    assert measure_meant("lamps", sensed(Sense.AGAINST, Sense.AGAINST)) == ""
