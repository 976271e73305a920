"""Files to begin with: complete, commented, and sound as they stand. Their texts are in ``skeletons/``."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from tierscore.authoring.yaml_values import emit_flow, emit_scalar
from tierscore.errors import UsageError
from tierscore.loading.files import MAIN_FILE
from tierscore.model.measure import Nature, Sense
from tierscore.model.rubric import CROSS_CUTTING

if TYPE_CHECKING:
    from tierscore.authoring.yaml_values import Value
    from tierscore.model.measure import Measure, Vocabulary
SKELETONS = Path(__file__).with_name("skeletons")
"""The texts, with a name after ``$`` wherever something is filled in."""
_YEAR = 2021


def country_text(name: str, iso3: str, schema: str, vocabulary: Vocabulary) -> str:
    """
    A country file without facts, which explains its own format.

    Args:
        name: The country's name.
        iso3: Its code.
        schema: The path of the schema from where the file will be; empty leaves the line for editors out.
        vocabulary: The measures, for the example.
    """
    measures = list(vocabulary.measures.values())
    example = next((measure for measure in measures if measure.nature is Nature.ACTIVITY), measures[0])
    text = _filled(
        "country.yaml",
        name=" ".join(name.split()),
        yaml_name=emit_scalar(name),
        iso3=emit_scalar(iso3),
        schema=schema,
        measure=example.id,
        unit=next(iter(vocabulary.units), "cases"),
        pillar=example.pillar,
    )
    return text if schema else text.split("\n", 2)[2]


def rubric_texts(id: str, name: str, vocabulary: Vocabulary) -> dict[str, str]:
    """
    A small rubric on some measures of a vocabulary: a main file, criteria and a case, by file name.

    Raises:
        UsageError: If the vocabulary has no measure that more of would speak for a government.
    """
    measures = _first_measures(vocabulary)
    if not measures:
        raise UsageError(
            "the vocabulary has no measure of the sense `for` that a first criterion could ask for"
        )
    criteria = {pillar: f"{pillar}-first" for pillar in measures}
    main = _filled(
        MAIN_FILE,
        id=id,
        yaml_name=emit_scalar(name),
        pillars=emit_flow({pillar: vocabulary.pillars[pillar] for pillar in measures}),
        every=emit_flow([{"criterion": name, "in": ["met"]} for name in criteria.values()]),
        some=emit_flow([{"criterion": name, "in": ["met", "partly-met"]} for name in criteria.values()]),
    )
    case = _filled(
        "case.yaml",
        id=id,
        items="\n".join(f"  - {emit_flow(_item(measure))}" for measure in measures.values()),
        outcomes=emit_flow(dict.fromkeys(criteria.values(), "met")),
    )
    files = {f"{pillar}.yaml": _criteria(criteria[pillar], measure) for pillar, measure in measures.items()}
    return {MAIN_FILE: main, **files, "cases/everything.yaml": case}


def _first_measures(vocabulary: Vocabulary) -> dict[str, Measure]:
    """For each pillar the first measure that speaks for a government: activities before laws and counts."""
    first: dict[str, Measure] = {}
    for measure in sorted(
        vocabulary.measures.values(),
        key=lambda measure: (measure.nature is not Nature.ACTIVITY, measure.numeric),
    ):
        if measure.sense is Sense.FOR and measure.pillar != CROSS_CUTTING:
            first.setdefault(measure.pillar, measure)
    return {pillar: first[pillar] for pillar in vocabulary.pillars if pillar in first}


def _criteria(criterion: str, measure: Measure) -> str:
    return _filled(
        "criteria.yaml",
        pillar=measure.pillar,
        criterion=criterion,
        measure=measure.id,
        question=emit_scalar(f"Is this so? {measure.name}."),
        test=emit_flow({"measure": measure.id, "by": ["government"], **_series(measure)}),
    )


def _item(measure: Measure) -> dict[str, Value]:
    return {
        "id": measure.id,
        "measure": measure.id,
        **_series(measure),
        "status": "done",
        "by": ["government"],
        "when": f"report {_YEAR}",
        "summary": f"{measure.name}: it was so.",
        "sources": [{"id": "gazette", "place": "page 1"}],
    }


def _series(measure: Measure) -> dict[str, Value]:
    return {"series": measure.series[0]} if measure.series else {}


def _filled(file: str, **values: str) -> str:
    return Template((SKELETONS / file).read_text(encoding="utf-8")).substitute(values)
