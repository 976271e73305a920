"""What a rubric says of where its rules come from, held against itself."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tierscore.engine.law import law_years
from tierscore.model.check import Remark, step
from tierscore.model.law import Authority
from tierscore.model.outcome import ONE, ZERO
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.model.check import Address
    from tierscore.model.law import Basis, Indicium
    from tierscore.model.rubric import Criterion, Gate, Rubric
_AS_POLICY = "write `authority: policy`"


def uncovered(rubric: Rubric) -> Iterator[Remark]:
    """Indicia that no criterion and no gate cites in some report year in which they are law."""
    for indicium in rubric.indicia:
        if missing := _years_without(rubric, indicium):
            address = ("indicia", step(indicium.id, indicium.validity))
            message = f"no criterion and no gate cites {indicium.id}: {indicium.says} ({_spans(missing)})"
            hint = f"add a criterion with `alias: {indicium.id}` in its law, in force in these report years"
            yield Remark(address, Code.UNCOVERED_INDICIUM, message, hint)


def _years_without(rubric: Rubric, indicium: Indicium) -> list[int]:
    rules: list[Criterion | Gate] = [*rubric.criteria, *rubric.gates]
    cited = [(rule.validity, law.validity) for rule in rules for law in rule.law if law.alias == indicium.id]
    last = max(rubric.last_report, *law_years(rubric))
    return [
        year
        for year in range(rubric.first_report, last + 1)
        if indicium.validity.in_years(year)
        and not any(rule.in_years(year) and law.in_years(year) for rule, law in cited)
    ]


def _spans(years: list[int]) -> str:
    """Report years in words: ``2001-2003, 2009``."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    spans = zip(starts, ends, strict=True)
    return "reports " + ", ".join(str(start) if start == end else f"{start}-{end}" for start, end in spans)


def policy_as_law(rubric: Rubric) -> Iterator[Remark]:
    """
    Choices that the statute does not make, said to stand on it.

    The statute gives no weights, no cut-offs and no numbers between "not at all" and "in full": a weight is
    always policy; the worth of a status, a cut-off, a lapse, and a cap or presumption that is neither 0 nor 1
    are never the words of the statute.
    """
    for criterion in rubric.criteria:
        address, basis = _of_weight(criterion)
        if basis.authority is not Authority.POLICY:
            message = (
                f"the weight of `{criterion.id}` is said to stand on {basis.authority};"
                " neither law nor agency gives weights"
            )
            yield Remark((*address, "authority"), Code.POLICY_AS_LAW, message, _AS_POLICY)
        for address, name, value, basis in _of_numbers(criterion):
            if basis.authority is Authority.STATUTE and ZERO < value < ONE:
                message = (
                    f"the {value} of `{name}` is said to stand on the statute, which gives no such number"
                )
                hint = f"{_AS_POLICY}, or accept this and say what of it is the statute's"
                yield Remark((*address, "authority"), Code.POLICY_AS_LAW, message, hint)
    for setting in rubric.shown_settings:
        if setting.basis.authority is Authority.STATUTE and isinstance(setting.value, int | Fraction):
            message = f"the statute does not set `{setting.name}`; {setting.value} is a choice of the rubric"
            yield Remark((*setting.address, "authority"), Code.POLICY_AS_LAW, message, _AS_POLICY)


def uncited(rubric: Rubric) -> Iterator[Remark]:
    """
    Rules said to stand on the statute or the agency that cite neither.

    The default of a gate may rest on what the gate cites.
    """
    for address, basis in _bases(rubric):
        if basis.authority is not Authority.POLICY and not basis.cite.strip():
            message = f"it is said to stand on {basis.authority}, and cites nothing"
            yield Remark((*address, "authority"), Code.UNCITED, message, f"add `cite:`, or {_AS_POLICY}")


def _bases(rubric: Rubric) -> Iterator[tuple[Address, Basis]]:
    for criterion in rubric.criteria:
        yield _of_weight(criterion)
        yield from ((address, basis) for address, _, _, basis in _of_numbers(criterion))
    for gate in rubric.gates:
        address = ("gates", step(gate.id, gate.validity))
        if not gate.law:
            yield (*address, "if_open_basis"), gate.if_open_basis
        if gate.if_summary_silent_basis is not None:
            yield (*address, "if_summary_silent_basis"), gate.if_summary_silent_basis
    yield from ((setting.address, setting.basis) for setting in rubric.shown_settings)
    yield from ((("switches", switch.name), switch.basis) for switch in rubric.switches)


def _of_weight(criterion: Criterion) -> tuple[Address, Basis]:
    return ("criteria", step(criterion.id, criterion.validity), "weight"), criterion.weight.basis


def _of_numbers(criterion: Criterion) -> Iterator[tuple[Address, str, Fraction, Basis]]:
    """The caps and presumptions of a criterion: address, id, number and what the number stands on."""
    top = ("criteria", step(criterion.id, criterion.validity))
    for cap in criterion.caps:
        yield (*top, "caps", step(cap.id, cap.validity)), cap.id, cap.at_most, cap.basis
    for silence in criterion.presumptions:
        yield (
            (*top, "presumptions", step(silence.id, silence.validity)),
            silence.id,
            silence.value,
            silence.basis,
        )
