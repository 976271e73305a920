"""What is asked of each criterion and of a rubric as a whole, and what is remarked if it is never true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tierscore.analysis.verification.budget import Verdict, ever
from tierscore.model.check import Remark, step
from tierscore.model.condition import Always, GateHolds, OutcomeIn, plain_conditions
from tierscore.model.decision import Answer
from tierscore.model.notation import in_file_notation
from tierscore.model.outcome import Outcome
from tierscore.model.problem import Code
from tierscore.model.rubric import Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tierscore.analysis.verification.criteria import ProvenCriterion
    from tierscore.analysis.verification.tiers import TierProofs
    from tierscore.analysis.verification.universe import ExaminedLaw
    from tierscore.model.check import Address
    from tierscore.model.condition import Condition, Plain
    from tierscore.model.moments import Identified
    from tierscore.model.rubric import Cap, Criterion, Rubric, Tier, TierRule

EntryT = TypeVar("EntryT", bound="Identified")
Settled = tuple[Remark, Verdict]
"""What is remarked if something is never true, and whether it is."""


def settled_parts(criterion: Criterion, versions: Sequence[ProvenCriterion]) -> Iterator[Settled]:
    """Outcomes, indicators and caps of a criterion; each is dead only if it is dead in every version."""
    name, top = criterion.id, ("criteria", step(criterion.id, criterion.validity))
    message = f"`{name}` is never met: no values of its indicators reach `met_from`"
    remark = Remark(top, Code.UNREACHABLE_THRESHOLD, message, "look at its tests, caps and points")
    yield remark, ever(version.outcomes[Outcome.MET] for version in versions)
    message = f"`{name}` is never not met, whatever the evidence"
    remark = Remark(top, Code.UNREACHABLE_OUTCOME, message, "look at its tests and points")
    yield remark, ever(version.outcomes[Outcome.NOT_MET] for version in versions)
    for indicator in criterion.indicators:
        address = (*top, "indicators", step(indicator.id, indicator.validity))
        message = f"`{indicator.id}` changes no outcome of `{name}`, whatever the other indicators say"
        hint = "give it points that can matter, or take it out"
        remark = Remark(address, Code.DEAD_INDICATOR, message, hint)
        having = [version for version in versions if indicator in version.criterion.indicators]
        yield remark, ever(version.indicators[indicator.id] for version in having)
    for cap in criterion.caps:
        address = (*top, "caps", step(cap.id, cap.validity))
        yield _cap(address, name, cap, [version for version in versions if cap in version.criterion.caps])


def _cap(address: Address, criterion: str, cap: Cap, versions: Sequence[ProvenCriterion]) -> Settled:
    if ever(version.biting[cap.id] for version in versions) is Verdict.NEVER:
        fault, hint = "never bites: no evidence makes its test fully true", "look at its test"
    else:
        fault, hint = "changes no outcome where it bites", "lower `at_most`, or take the cap out"
    message = f"the cap `{cap.id}` of `{criterion}` {fault}"
    remark = Remark(address, Code.UNREACHABLE_THRESHOLD, message, hint)
    return remark, ever(version.caps[cap.id] for version in versions)


@dataclass(frozen=True)
class Question:
    """Whether something of a rubric is ever true."""

    remark: Remark
    """What is remarked if it never is."""
    ask: Callable[[ExaminedLaw], Verdict | None]
    """The answer in one law; None where the law has no such part."""


def questions(rubric: Rubric, proofs: TierProofs) -> Iterator[Question]:
    """Everything that is asked of criteria, tiers, tier rules and conditions."""
    yield from (_criterion(criterion, proofs) for criterion in rubric.criteria)
    yield from (_tier(tier, proofs) for tier in rubric.tiers)
    yield from (_rule(rule, proofs) for rule in rubric.rules)
    entries: list[Gate | TierRule] = [*rubric.gates, *rubric.rules]
    for entry in entries:
        yield from _conditions(entry, proofs)


def settle(question: Question, laws: Iterable[ExaminedLaw], *, complete: bool) -> Verdict:
    """Whether it is ever true in any law; where not every law could be listed, "never" is not known."""
    verdict = Verdict.NEVER if complete else Verdict.OPEN
    for law in laws:
        answer = question.ask(law)
        if answer is Verdict.FOUND:
            return answer
        verdict = answer if answer is Verdict.OPEN else verdict
    return verdict


def _criterion(criterion: Criterion, proofs: TierProofs) -> Question:
    address = ("criteria", step(criterion.id, criterion.validity))
    message = f"no outcome of `{criterion.id}` changes a tier in any report year"
    hint = "let a gate ask it, or accept this with the reason for which it is kept"
    return Question(
        Remark(address, Code.DEAD_CRITERION, message, hint),
        lambda law: proofs.moves(law, criterion) if _in_force(criterion, law.criteria.values()) else None,
    )


def _tier(tier: Tier, proofs: TierProofs) -> Question:
    message = f"no evidence and no history leads to the tier `{tier.id}`"
    hint = "look at the rules that lead to it, and at those before them"
    remark = Remark(("tiers", tier.id), Code.UNREACHABLE_TIER, message, hint)
    return Question(remark, lambda law: proofs.tier(law, tier.id))


def _rule(rule: TierRule, proofs: TierProofs) -> Question:
    address = ("tier_rules", step(rule.id, rule.validity))
    message = f"the tier rule `{rule.id}` never decides: where it holds, a rule before it holds too"
    hint = "move it up, narrow a rule before it, or delete it"
    return Question(
        Remark(address, Code.SHADOWED_RULE, message, hint),
        lambda law: proofs.decides(law, rule) if _in_force(rule, law.rubric.rules) else None,
    )


def _conditions(entry: Gate | TierRule, proofs: TierProofs) -> Iterator[Question]:
    """Whether what an entry asks can hold and fail, and whether each outcome that it names can be reached."""
    condition = _condition_of(entry)
    for plain in dict.fromkeys(plain_conditions(condition)):
        if isinstance(plain, OutcomeIn):
            yield from (
                _outcome(entry, plain.criterion, outcome, proofs) for outcome in sorted(plain.outcomes)
            )
            yield _can(entry, plain, Answer.FAILS, proofs)
        elif not isinstance(plain, Always | GateHolds):
            yield from (_can(entry, plain, wanted, proofs) for wanted in (Answer.HOLDS, Answer.FAILS))
    if isinstance(entry, Gate) and plain_conditions(condition) != (condition,):
        yield from (_can(entry, None, wanted, proofs) for wanted in (Answer.HOLDS, Answer.FAILS))


def _outcome(entry: Gate | TierRule, criterion: str, outcome: Outcome, proofs: TierProofs) -> Question:
    def ask(law: ExaminedLaw) -> Verdict | None:
        """Whether the criterion ever has the outcome, in a law in which the entry asks for it."""
        condition = _condition_in(law, entry)
        concerned = any(
            isinstance(plain, OutcomeIn) and plain.criterion == criterion and outcome in plain.outcomes
            for plain in (plain_conditions(condition) if condition is not None else ())
        )
        return proofs.outcome(law, criterion, outcome) if concerned else None

    message = f"`{entry.id}` asks whether `{criterion}` is {outcome}, which it never is"
    hint = f"leave {outcome} out, or look at the values of `{criterion}`"
    return Question(Remark(_address(entry), Code.UNREACHABLE_OUTCOME, message, hint), ask)


def _can(entry: Gate | TierRule, plain: Plain | None, wanted: Answer, proofs: TierProofs) -> Question:
    """Whether the condition of an entry, or a plain one in it, can hold, or fail."""

    def ask(law: ExaminedLaw) -> Verdict | None:
        """Whether the condition ever has the answer, in a law in which the entry asks it."""
        condition = _condition_in(law, entry)
        if condition is None or (plain is not None and plain not in plain_conditions(condition)):
            return None
        return proofs.answers(law, condition if plain is None else plain, wanted)

    subject = f"the condition of `{entry.id}`"
    if plain is not None:
        subject = f"`{entry.id}` asks {in_file_notation(plain)}, which"
    if wanted is Answer.HOLDS:
        message, hint = f"{subject} never holds", "mend it or take it out"
    else:
        message, hint = f"{subject} always holds", "write `always: true` if that is meant, or take it out"
    return Question(Remark(_address(entry), Code.UNREACHABLE_THRESHOLD, message, hint), ask)


def _condition_of(entry: Gate | TierRule) -> Condition:
    return entry.condition if isinstance(entry, Gate) else entry.when


def _condition_in(law: ExaminedLaw, entry: Gate | TierRule) -> Condition | None:
    """The condition of an entry as a law has it; None where the entry is not in force."""
    entries: Iterable[Gate | TierRule] = law.rubric.gates if isinstance(entry, Gate) else law.rubric.rules
    version = _in_force(entry, entries)
    return None if version is None else _condition_of(version)


def _in_force(entry: Identified, entries: Iterable[EntryT]) -> EntryT | None:
    """The entry of the rubric as it stands among the entries of a law."""
    same = (other for other in entries if (other.id, other.validity) == (entry.id, entry.validity))
    return next(same, None)


def _address(entry: Gate | TierRule) -> Address:
    section, key = ("gates", "condition") if isinstance(entry, Gate) else ("tier_rules", "when")
    return section, step(entry.id, entry.validity), key
