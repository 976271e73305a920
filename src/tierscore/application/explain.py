"""One thing of an assessment explained: the tier, a criterion, a condition or a fact, by its id or the law's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.application.assess import assess
from tierscore.errors import UsageError, safe
from tierscore.model.assessment import Depth
from tierscore.model.explained import Explained, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tierscore.application.session import Session
    from tierscore.model.assessment import Assessment
    from tierscore.model.law import Law
    from tierscore.model.rubric import Criterion, Gate

TIER = "tier"
"""What a reader names to have the way to the tier explained."""
_CODE = "22 USC "
_LONGEST_QUOTED = 100


def explain(session: Session, country: str, wanted: str | None = None, year: int | None = None) -> Explained:
    """
    The assessment of a country, and what of it a reader wants to have explained.

    Args:
        session: The workspace and the rubric.
        country: A name, a code or a path, as for ``assess``.
        wanted: ``tier``; the id of a criterion, of a condition of the tier rules, or of a fact of the country
            file; or what the law calls a criterion or condition, such as ``4(7)``, ``MS1`` or ``7106(b)(7)``.
            None for a list of all of them.
        year: The report year; None takes the default of ``assess``.

    Raises:
        UsageError: If nothing is called so, the law of the report year does not have it; and as ``assess``.
        UnreadableError: If a file that is needed has problems.
    """
    if wanted is None:
        return Explained(assess(session, country, year, depth=Depth.UNKNOWNS), Topic.OVERVIEW)
    facts = {item.id for item in session.dossier(country).items}
    known = {*_names(session), *facts, TIER}
    if wanted.casefold() not in {name.casefold() for name in known}:
        from tierscore.loading.suggestions import nearest

        near = nearest(wanted, known)
        hint = (
            f"did you mean `{near}`?" if near else f"`tierscore explain {safe(country)}` lists what there is"
        )
        raise UsageError(
            f"nothing called '{safe(wanted[:_LONGEST_QUOTED])}': no criterion, condition or fact; {hint}"
        )
    depth = Depth.READINGS if wanted in facts or wanted.casefold() == TIER else Depth.UNKNOWNS
    return _topic(session, assess(session, country, year, depth=depth), wanted)


def _topic(session: Session, assessment: Assessment, wanted: str) -> Explained:
    rubric, name = assessment.rubric, wanted.casefold()
    criteria = [rule for rule in rubric.criteria if name in _called(rule)]
    exact = [rule for rule in criteria if rule.id.casefold() == name]
    gates = [gate for gate in rubric.gates if name in _called(gate)]
    if exact or (len(criteria) == 1 and not gates):
        return Explained(assessment, Topic.CRITERION, ((exact or criteria)[0].id,), wanted)
    if len(gates) == 1 and not criteria:
        return Explained(assessment, Topic.CONDITION, (gates[0].id,), wanted)
    if criteria or gates:
        ids = (*(rule.id for rule in criteria), *(gate.id for gate in gates))
        return Explained(assessment, Topic.SEVERAL_CRITERIA, ids, wanted)
    if name == TIER:
        return Explained(assessment, Topic.TIER, (), wanted)
    items = [item.id for item in assessment.dossier.items if item.id.casefold() == name]
    if items:
        return Explained(assessment, Topic.FACT, (items[0],), wanted)
    years = _years_of(session, name)
    raise UsageError(f"the law of the {assessment.report_year} report does not have '{safe(wanted)}'{years}")


def _years_of(session: Session, name: str) -> str:
    """For which reports the law has a criterion or condition, as far as the rubric dates it."""
    first = [rule.validity.since for rule in _rules(session) if name in _called(rule)]
    dated = [year for year in first if year is not None]
    return f"; it stands since the {min(dated)} report" if dated and len(dated) == len(first) else ""


def _rules(session: Session) -> tuple[Criterion | Gate, ...]:
    return (*session.rubric.criteria, *session.rubric.gates)


def _names(session: Session) -> Iterator[str]:
    """Everything by which a criterion or a condition of the rubric can be named."""
    for rule in _rules(session):
        yield rule.id
        for law in rule.law:
            yield from _law_names(law)


def _called(rule: Criterion | Gate) -> frozenset[str]:
    names = (rule.id, *(name for law in rule.law for name in _law_names(law)))
    return frozenset(name.casefold() for name in names)


def _law_names(law: Law) -> Iterator[str]:
    """What the law calls a rule: its alias in the reports, and its citation with and without the Code."""
    if law.alias:
        yield law.alias
    yield law.cite
    yield law.cite.removeprefix(_CODE)
