"""The made-up law of equal work, told to each engine in its own words; a peer is imported when it is prepared."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from builders import YEAR
from equal_work import FULL, POINTS, EqualWork, Facts, Verdict
from tierscore.engine.assess import assess
from tierscore.engine.compiled.plan import plan_of
from tierscore.engine.decision import Judgement
from tierscore.engine.dossier_view import DossierView
from tierscore.engine.evaluator import Evaluator
from tierscore.engine.law import law_of
from tierscore.model.outcome import Outcome
from tierscore.model.placement import NO_PLACEMENTS

if TYPE_CHECKING:
    from tierscore.model.assessment import Depth

Answers = Callable[[], Sequence[object]]
"""Judges all files; everything that can be made ready before has been."""
Prepare = Callable[[EqualWork, Sequence[Facts]], Answers]
IN_WORDS = {Outcome.MET: "met", Outcome.PARTLY_MET: "partly", Outcome.NOT_MET: "not"}


def plain_python(work: EqualWork, files: Sequence[Facts]) -> Answers:
    """The rules written out by hand: a verdict and no reason."""
    return lambda: work.plain(files)


def tierscore_tiers(work: EqualWork, files: Sequence[Facts]) -> Answers:
    """The tier and the range, without records of findings."""
    rubric, vocabulary = work.rubric(), work.vocabulary()
    law, dossiers = law_of(rubric, YEAR), [work.dossier(facts) for facts in files]
    plan_of(law, YEAR, vocabulary)

    def answers() -> list[str]:
        tiers = []
        for dossier in dossiers:
            judgement = Judgement(Evaluator(DossierView(dossier, vocabulary, law, YEAR), NO_PLACEMENTS))
            assert judgement.range == (judgement.indicated,)  # noqa: S101 - the files answer everything
            tiers.append(judgement.indicated)
        return tiers

    return answers


def tierscore_at(depth: Depth) -> Prepare:
    """Whole assessments of a depth; findings, evidence and reasons among them."""

    def prepare(work: EqualWork, files: Sequence[Facts]) -> Answers:
        rubric, vocabulary = work.rubric(), work.vocabulary()
        dossiers = [work.dossier(facts) for facts in files]
        plan_of(law_of(rubric, YEAR), YEAR, vocabulary)

        def answers() -> list[Verdict]:
            verdicts = []
            for dossier in dossiers:
                judged = assess(rubric, vocabulary, dossier, YEAR, depth=depth)
                outcomes = {finding.criterion.id: IN_WORDS[finding.outcome] for finding in judged.findings}
                verdicts.append(Verdict(judged.indicated, outcomes))
            return verdicts

        return answers

    return prepare


def zen_engine(work: EqualWork, files: Sequence[Facts]) -> Answers:
    """A decision of one expression node."""
    zen: Any = importlib.import_module("zen")
    expressions = []
    for number, (first, second) in enumerate(work.measures):
        value = f"{POINTS[0]} * {first} + {POINTS[1]} * {second}"
        outcome = f"$.v{number} * 4 >= {3 * FULL} ? 'met' : $.v{number} * 3 >= {FULL} ? 'partly' : 'not'"
        expressions += [(f"v{number}", value), (f"c{number}", outcome)]
    outcomes = ", ".join(f"$.c{number}" for number in range(work.criteria))
    expressions += [
        ("met", f"count([{outcomes}], # == 'met')"),
        ("partly", f"count([{outcomes}], # != 'not')"),
        ("tier", f"$.met >= {work.enough} ? 'gold' : $.partly >= {work.enough} ? 'silver' : 'rust'"),
    ]
    decision = zen.ZenEngine().create_decision(_zen_graph(expressions))
    names = [f"c{number}" for number in range(work.criteria)]

    def answers() -> list[Verdict]:
        verdicts = []
        for facts in files:
            result = decision.evaluate(facts)["result"]
            verdicts.append(Verdict(result["tier"], {name: result[name] for name in names}))
        return verdicts

    return answers


def _zen_graph(expressions: Sequence[tuple[str, str]]) -> str:
    content = {"expressions": [{"id": key, "key": key, "value": value} for key, value in expressions]}
    nodes = [("in", "inputNode", {}), ("law", "expressionNode", content), ("out", "outputNode", {})]
    return json.dumps(
        {
            "contentType": "application/vnd.gorules.decision",
            "nodes": [
                {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": content}
                for name, kind, content in nodes
            ],
            "edges": [
                {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
                for source, target in (("in", "law"), ("law", "out"))
            ],
        }
    )


def rego(work: EqualWork, files: Sequence[Facts]) -> Answers:
    """A module with a rule for each criterion, compiled to a bundle."""
    interpreter: Any = importlib.import_module("regopy").Interpreter()
    lines = ["package law", "import rego.v1"]
    for number, (first, second) in enumerate(work.measures):
        value = f"sum([{POINTS[0]} * input.{first}, {POINTS[1]} * input.{second}])"
        partly = f'else := "partly" if {{ value{number} * 3 >= {FULL} }} else := "not"'
        lines += [
            f"value{number} := {value}",
            f'outcome{number} := "met" if {{ value{number} * 4 >= {3 * FULL} }} {partly}',
        ]
    silver = f'else := "silver" if {{ partly >= {work.enough} }} else := "rust"'
    outcomes = ", ".join(f'"c{number}": outcome{number}' for number in range(work.criteria))
    lines += [
        f"outcomes := {{{outcomes}}}",
        'met := count([c | outcomes[c] == "met"])',
        'partly := count([c | outcomes[c] != "not"])',
        f'tier := "gold" if {{ met >= {work.enough} }} {silver}',
        'answer := {"tier": tier, "outcomes": outcomes}',
    ]
    interpreter.add_module("law", "\n".join(lines) + "\n")
    bundle = interpreter.build("data.law.answer", [])

    def answers() -> list[Verdict]:
        verdicts = []
        for facts in files:
            interpreter.set_input(facts)
            [result] = interpreter.query_bundle(bundle).results[0].expressions
            verdicts.append(Verdict(result["tier"], result["outcomes"]))
        return verdicts

    return answers


def openfisca(*, batched: bool) -> Prepare:
    """A variable for each measure, criterion and the tier; one simulation for all files, or one for each."""

    def prepare(work: EqualWork, files: Sequence[Facts]) -> Answers:
        system = _openfisca_system(work)
        numpy: Any = importlib.import_module("numpy")
        builder: Any = importlib.import_module("openfisca_core.simulations").SimulationBuilder
        words, tiers = ("not", "partly", "met"), ("rust", "silver", "gold")
        names, year = [f"c{number}" for number in range(work.criteria)], str(YEAR)

        def verdicts(simulation: Any, count: int) -> list[Verdict]:
            tier = simulation.calculate("tier", year)
            columns = {name: simulation.calculate(name, year) for name in names}
            return [
                Verdict(tiers[tier[n]], {name: words[column[n]] for name, column in columns.items()})
                for n in range(count)
            ]

        def together() -> list[Verdict]:
            simulation = builder().build_default_simulation(system, count=len(files))
            for name in files[0]:
                simulation.set_input(name, year, numpy.array([facts[name] for facts in files]))
            return verdicts(simulation, len(files))

        def one_by_one() -> list[Verdict]:
            answer: list[Verdict] = []
            for facts in files:
                situation = {"file": {name: {year: halves} for name, halves in facts.items()}}
                simulation = builder().build_from_entities(system, {"files": situation})
                answer += verdicts(simulation, 1)
            return answer

        return together if batched else one_by_one

    return prepare


def _openfisca_system(work: EqualWork) -> Any:
    entity = importlib.import_module("openfisca_core.entities").build_entity(
        key="file", plural="files", label="A country file", is_person=True
    )
    system: Any = importlib.import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([entity])
    variable: Any = importlib.import_module("openfisca_core.variables").Variable
    numpy: Any = importlib.import_module("numpy")
    year = importlib.import_module("openfisca_core.periods").YEAR

    def add(name: str, formula: Callable[[Any, Any], Any] | None = None) -> None:
        details = {"value_type": int, "entity": entity, "definition_period": year, "label": name}
        system.add_variable(
            type(name, (variable,), details if formula is None else details | {"formula": formula})
        )

    def criterion(first: str, second: str) -> Callable[[Any, Any], Any]:
        def formula(files: Any, period: Any) -> Any:
            value = POINTS[0] * files(first, period) + POINTS[1] * files(second, period)
            return numpy.where(4 * value >= 3 * FULL, 2, numpy.where(3 * value >= FULL, 1, 0))

        return formula

    def tier(files: Any, period: Any) -> Any:
        outcomes = [files(f"c{number}", period) for number in range(work.criteria)]
        met, partly = sum(each == 2 for each in outcomes), sum(each >= 1 for each in outcomes)
        return numpy.where(met >= work.enough, 2, numpy.where(partly >= work.enough, 1, 0))

    for number, (first, second) in enumerate(work.measures):
        add(first)
        add(second)
        add(f"c{number}", criterion(first, second))
    add("tier", tier)
    return system
