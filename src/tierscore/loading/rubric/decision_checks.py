"""Gates and tier rules checked against one another: in every law there is, they give one answer in every case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.loading.rubric.completeness import MOST_CONDITIONS, case_without_answer, circle, missing_gates
from tierscore.loading.rubric.validity import moment_in_words
from tierscore.model.condition import asked_conditions, with_supposition
from tierscore.model.moments import MOST_READINGS, in_force, moments
from tierscore.model.notation import in_file_notation
from tierscore.model.problem import Code
from tierscore.model.rubric import Gate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.loading.rubric.validity import Validities
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.condition import AskedCondition
    from tierscore.model.decision import Answer
    from tierscore.model.moments import DatedT
    from tierscore.model.rubric import Rubric, TierRule


def check_decision(main: Spot, rubric: Rubric, validities: Validities) -> None:
    """Note where gates ask one another in a circle, and where tier rules leave a case open, in some law."""
    validities.check_unique(main.at("gates"), "gate", rubric.gates)
    validities.check_unique(main.at("tier_rules"), "tier rule", rubric.rules)
    for gates in _sets_in_force(rubric, rubric.gates):
        if ids := circle(gates):
            index = next(rubric.gates.index(gate) for gate in gates if gate.id == ids[0])
            message = f"the gates ask one another in a circle: {' → '.join(ids)}"
            hint = "let one of them ask criteria instead"
            main.at("gates", index, "condition").report(Code.DECISION, message, hint)
            break
    _check_asked(main, rubric)
    written = main.page.written.get("tier_rules")
    if written is None or len(rubric.rules) != len(written.plain()):
        return
    for index, rule in enumerate(rubric.rules):
        if not all(supposed for _, supposed in with_supposition(rule.when)):
            message = "a tier rule cannot ask what is `shown`"
            hint = "put it into a gate, and ask the gate here"
            main.at("tier_rules", index, "when").report(Code.DECISION, message, hint)
    for rules in _sets_in_force(rubric, rubric.rules):
        _check_answers(main.at("tier_rules"), rules)


def _check_asked(main: Spot, rubric: Rubric) -> None:
    """Note each gate that is not in force when it is asked."""
    gates = {gate.id for gate in rubric.gates}
    for asker, gate, moment in missing_gates(rubric, MOST_READINGS):
        if gate in gates:
            key, index, part = (
                ("gates", rubric.gates.index(asker), "condition")
                if isinstance(asker, Gate)
                else ("tier_rules", rubric.rules.index(asker), "when")
            )
            when = moment_in_words(moment, rubric)
            message = f"`{asker.id}` asks the gate `{gate}`, which is not in force for {when}"
            hint = f"let `{gate}` be in force then too, or `{asker.id}` not"
            main.at(key, index, part).report(Code.DECISION, message, hint)


def _check_answers(spot: Spot, rules: tuple[TierRule, ...]) -> None:
    count = len(asked_conditions(*(rule.when for rule in rules)))
    if count > MOST_CONDITIONS:
        message = (
            f"the tier rules ask {count} different things; "
            f"whether they leave a case open can be told for {MOST_CONDITIONS}"
        )
        spot.report(Code.DECISION, message, "put several conditions into one gate", key=True)
    elif (case := case_without_answer(rules)) is not None:
        message, hint = f"no tier rule holds {_in_words(case)}", "end with a rule `when: {always: true}`"
        spot.report(Code.DECISION, message, hint, key=True)


def _sets_in_force(rubric: Rubric, rules: tuple[DatedT, ...]) -> Iterable[tuple[DatedT, ...]]:
    """The rules that are in force together, for every moment at which they differ."""
    return dict.fromkeys(in_force(rules, moment) for moment in moments(rubric, rules, MOST_READINGS))


def _in_words(case: dict[AskedCondition, Answer]) -> str:
    if not case:
        return "in any case"
    answers = [f"{in_file_notation(part)} {answer}" for part, answer in case.items()]
    return f"where {', '.join(answers)}"
