"""What is asked of a rubric as a whole: whether something is ever true in any law that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tierscore.analysis.verification.budget import Verdict
from tierscore.model.check import Remark, step
from tierscore.model.condition import (
    Always,
    GateHolds,
    OutcomeIn,
    plain_conditions,
)
from tierscore.model.notation import in_file_notation
from tierscore.model.problem import Code
from tierscore.model.rubric import Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tierscore.analysis.verification.examined_law import ExaminedLaw
    from tierscore.analysis.verification.tiers import TierProofs
    from tierscore.model.check import Address
    from tierscore.model.condition import Condition, Plain
    from tierscore.model.moments import Identified
    from tierscore.model.outcome import Outcome
    from tierscore.model.rubric import Criterion, Rubric, Tier, TierRule

EntryT = TypeVar("EntryT", bound="Identified")


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
            yield _can_be(entry, plain, proofs, holds=False)
        elif not isinstance(plain, Always | GateHolds):
            yield from (_can_be(entry, plain, proofs, holds=holds) for holds in (True, False))
    if isinstance(entry, Gate) and plain_conditions(condition) != (condition,):
        yield from (_can_be(entry, None, proofs, holds=holds) for holds in (True, False))


def _outcome(entry: Gate | TierRule, criterion: str, outcome: Outcome, proofs: TierProofs) -> Question:
    def ask(law: ExaminedLaw) -> Verdict | None:
        condition = _condition_in(law, entry)
        concerned = any(
            isinstance(plain, OutcomeIn) and plain.criterion == criterion and outcome in plain.outcomes
            for plain in (plain_conditions(condition) if condition is not None else ())
        )
        return proofs.outcome(law, criterion, outcome) if concerned else None

    message = f"`{entry.id}` asks whether `{criterion}` is {outcome}, which it never is"
    hint = f"leave {outcome} out, or look at the values of `{criterion}`"
    return Question(Remark(_address(entry), Code.UNREACHABLE_OUTCOME, message, hint), ask)


def _can_be(entry: Gate | TierRule, plain: Plain | None, proofs: TierProofs, *, holds: bool) -> Question:
    """Whether the condition of an entry, or a plain one in it, can hold, or fail."""

    def ask(law: ExaminedLaw) -> Verdict | None:
        condition = _condition_in(law, entry)
        if condition is None or (plain is not None and plain not in plain_conditions(condition)):
            return None
        return proofs.holds(law, condition if plain is None else plain, holds=holds)

    subject = (
        f"the condition of `{entry.id}`"
        if plain is None
        else f"`{entry.id}` asks {in_file_notation(plain)}, which"
    )
    message = f"{subject} never holds" if holds else f"{subject} always holds"
    hint = "mend it or take it out" if holds else "write `always: true` if that is meant, or take it out"
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
