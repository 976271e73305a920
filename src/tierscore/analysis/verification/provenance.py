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


def uncovered(rubric: Rubric) -> Iterator[Remark]:
    """Indicia of the statute that no criterion and no gate cites in some report year in which they are law."""
    for indicium in rubric.indicia:
        if missing := _years_without(rubric, indicium):
            message = f"no criterion and no gate cites {indicium.id}: {indicium.says} ({_spans(missing)})"
            hint = f"add a criterion with `alias: {indicium.id}` in its law, in force in these report years"
            yield Remark(
                ("indicia", step(indicium.id, indicium.validity)), Code.UNCOVERED_INDICIUM, message, hint
            )


def _years_without(rubric: Rubric, indicium: Indicium) -> list[int]:
    first, last = rubric.first_report, max(rubric.last_report, *law_years(rubric))
    rules: list[Criterion | Gate] = [*rubric.criteria, *rubric.gates]
    cited = [(rule.validity, law) for rule in rules for law in rule.law if law.alias == indicium.id]

    def in_force(year: int) -> bool:
        return any(rule.in_years(year) and law.validity.in_years(year) for rule, law in cited)

    return [
        year for year in range(first, last + 1) if indicium.validity.in_years(year) and not in_force(year)
    ]


def _spans(found: list[int]) -> str:
    """Report years in words: ``2001-2003, 2009``."""
    starts = [year for year in found if year - 1 not in found]
    ends = [year for year in found if year + 1 not in found]
    return "reports " + ", ".join(
        str(one) if one == other else f"{one}-{other}" for one, other in zip(starts, ends, strict=True)
    )


def policy_as_law(rubric: Rubric) -> Iterator[Remark]:
    """
    Choices that the statute does not make, said to stand on it.

    The statute gives no weights, no cut-offs and no numbers between "not at all" and "in full": a weight is always policy; the worth
    of a status, a cut-off, a lapse, and a cap or presumption that is neither 0 nor 1 are never the words of the statute.
    """
    for criterion in rubric.criteria:
        yield from _of_criterion(criterion)
    for setting in rubric.shown_settings:
        if setting.basis.authority is Authority.STATUTE and isinstance(setting.value, int | Fraction):
            message = f"the statute does not set `{setting.name}`; {setting.value} is a choice of the rubric"
            address = (*setting.address, "authority")
            yield Remark(address, Code.POLICY_AS_LAW, message, "write `authority: policy`")


def _of_criterion(criterion: Criterion) -> Iterator[Remark]:
    top = ("criteria", step(criterion.id, criterion.validity))
    basis = criterion.weight.basis
    if basis.authority is not Authority.POLICY:
        message = f"the weight of `{criterion.id}` is said to stand on {basis.authority}; neither law nor agency gives weights"
        yield Remark((*top, "weight", "authority"), Code.POLICY_AS_LAW, message, "write `authority: policy`")
    numbers: list[tuple[Address, str, Fraction, Basis]] = [
        (("caps", step(cap.id, cap.validity)), cap.id, cap.at_most, cap.basis) for cap in criterion.caps
    ]
    numbers += [
        (("presumptions", step(one.id, one.validity)), one.id, one.value, one.basis)
        for one in criterion.presumptions
    ]
    for address, name, value, stands_on in numbers:
        if stands_on.authority is Authority.STATUTE and ZERO < value < ONE:
            message = f"the {value} of `{name}` is said to stand on the statute, which gives no such number"
            hint = "write `authority: policy`, or accept this and say what of it is the statute's"
            yield Remark((*top, *address, "authority"), Code.POLICY_AS_LAW, message, hint)


def uncited(rubric: Rubric) -> Iterator[Remark]:
    """Rules said to stand on the statute or the agency that cite neither; the default of a gate may rest on what the gate cites."""
    for address, basis in _bases(rubric):
        if basis.authority is not Authority.POLICY and not basis.cite.strip():
            message = f"it is said to stand on {basis.authority}, and cites nothing"
            yield Remark(
                (*address, "authority"), Code.UNCITED, message, "add `cite:`, or write `authority: policy`"
            )


def _bases(rubric: Rubric) -> Iterator[tuple[Address, Basis]]:
    for criterion in rubric.criteria:
        top = ("criteria", step(criterion.id, criterion.validity))
        yield (*top, "weight"), criterion.weight.basis
        yield from (((*top, "caps", step(cap.id, cap.validity)), cap.basis) for cap in criterion.caps)
        yield from (
            ((*top, "presumptions", step(one.id, one.validity)), one.basis) for one in criterion.presumptions
        )
    yield from (
        (("gates", step(gate.id, gate.validity), "if_open_basis"), gate.if_open_basis)
        for gate in rubric.gates
        if not gate.law
    )
    for gate in rubric.gates:
        if gate.if_summary_silent_basis is not None:
            yield (
                ("gates", step(gate.id, gate.validity), "if_summary_silent_basis"),
                gate.if_summary_silent_basis,
            )
    yield from ((setting.address, setting.basis) for setting in rubric.shown_settings)
    yield from ((("switches", switch.name), switch.basis) for switch in rubric.switches)
