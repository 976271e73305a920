"""What is asked of a rubric as a whole: each question is whether something is ever so, in any law there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    from collections.abc import Callable, Iterator

    from tierscore.analysis.verification.law_scan import Law
    from tierscore.analysis.verification.tiers import TierProofs
    from tierscore.model.check import Address
    from tierscore.model.condition import Condition, Plain
    from tierscore.model.outcome import Outcome
    from tierscore.model.rubric import Criterion, Rubric, Tier, TierRule


@dataclass(frozen=True)
class Question:
    """Whether something of a rubric is ever so; if it never is, that is remarked."""

    remark: Remark
    concerns: Callable[[Law], bool]
    """Whether a law has it at all."""
    ask: Callable[[Law], Verdict]
    """Whether it is ever so in one law."""


def questions(rubric: Rubric, proofs: TierProofs) -> Iterator[Question]:
    """Everything that is asked of criteria, tiers, tier rules and conditions."""
    yield from (_criterion(criterion, proofs) for criterion in rubric.criteria)
    yield from (_tier(tier, proofs) for tier in rubric.tiers)
    yield from (_rule(rule, proofs) for rule in rubric.rules)
    entries: list[Gate | TierRule] = [*rubric.gates, *rubric.rules]
    for entry in entries:
        yield from _conditions(entry, proofs)


def _criterion(criterion: Criterion, proofs: TierProofs) -> Question:
    message = f"no outcome of `{criterion.id}` changes a tier in any report year"
    hint = "let a gate ask it, or accept this with the reason for which it is kept"
    return Question(
        Remark(("criteria", step(criterion.id, criterion.validity)), Code.DEAD_CRITERION, message, hint),
        lambda law: law.has(criterion, law.criteria.values()),
        lambda law: proofs.moves(law, criterion),
    )


def _tier(tier: Tier, proofs: TierProofs) -> Question:
    message = f"no evidence and no history leads to the tier `{tier.id}`"
    return Question(
        Remark(
            ("tiers", tier.id),
            Code.UNREACHABLE_TIER,
            message,
            "look at the rules that lead to it, and at those before them",
        ),
        lambda _: True,
        lambda law: proofs.tier(law, tier.id),
    )


def _rule(rule: TierRule, proofs: TierProofs) -> Question:
    message = f"the tier rule `{rule.id}` never decides: where it holds, a rule before it holds too"
    return Question(
        Remark(
            ("tier_rules", step(rule.id, rule.validity)),
            Code.SHADOWED_RULE,
            message,
            "move it up, narrow a rule before it, or delete it",
        ),
        lambda law: law.has(rule, law.rubric.rules),
        lambda law: proofs.decides(law, rule),
    )


def _conditions(entry: Gate | TierRule, proofs: TierProofs) -> Iterator[Question]:
    """What an entry asks: whether it can be so and not so, and whether each outcome that it names can be."""
    found = _Entry.of(entry)
    for plain in dict.fromkeys(plain_conditions(found.condition)):
        if isinstance(plain, OutcomeIn):
            yield from (_asked(found, plain.criterion, outcome, proofs) for outcome in sorted(plain.outcomes))
            yield _constant(found, plain, proofs, so=False)
        elif not isinstance(plain, Always | GateHolds):
            yield from (_constant(found, plain, proofs, so=so) for so in (True, False))
    if found.gate and plain_conditions(found.condition) != (found.condition,):
        yield from (_constant(found, None, proofs, so=so) for so in (True, False))


@dataclass(frozen=True)
class _Entry:
    """A gate or a tier rule."""

    entry: Gate | TierRule
    address: Address
    condition: Condition
    gate: bool

    @classmethod
    def of(cls, entry: Gate | TierRule) -> _Entry:
        name = step(entry.id, entry.validity)
        if isinstance(entry, Gate):
            return cls(entry, ("gates", name, "condition"), entry.condition, gate=True)
        return cls(entry, ("tier_rules", name, "when"), entry.when, gate=False)

    def in_force(self, law: Law) -> Gate | TierRule | None:
        """The entry as the law of a year has it; None where it is not in force."""
        entries = law.rubric.gates if self.gate else law.rubric.rules
        return next(
            (one for one in entries if (one.id, one.validity) == (self.entry.id, self.entry.validity)), None
        )

    def asks(self, law: Law, plain: Plain | None) -> Condition | None:
        """The condition, or a plain one among its parts, where the law has it."""
        found = self.in_force(law)
        if found is None:
            return None
        condition = _Entry.of(found).condition
        return condition if plain is None else plain if plain in plain_conditions(condition) else None


def _asked(entry: _Entry, criterion: str, outcome: Outcome, proofs: TierProofs) -> Question:
    message = f"`{entry.entry.id}` asks whether `{criterion}` is {outcome}, which it never is"
    return Question(
        Remark(
            entry.address,
            Code.UNREACHABLE_OUTCOME,
            message,
            f"leave {outcome} out, or look at the values of `{criterion}`",
        ),
        lambda law: any(
            isinstance(plain, OutcomeIn) and plain.criterion == criterion and outcome in plain.outcomes
            for plain in plain_conditions(entry.asks(law, None) or Always())
        ),
        lambda law: proofs.outcome(law, criterion, outcome),
    )


def _constant(entry: _Entry, plain: Plain | None, proofs: TierProofs, *, so: bool) -> Question:
    """Whether a condition can hold, or fail: one that cannot is no condition."""
    what = (
        f"the condition of `{entry.entry.id}`"
        if plain is None
        else f"`{entry.entry.id}` asks {in_file_notation(plain)}, which"
    )
    message = f"{what} {'never holds' if so else 'always holds'}"
    hint = "mend it or take it out" if so else "write `always: true` if that is meant, or take it out"
    return Question(
        Remark(entry.address, Code.UNREACHABLE_THRESHOLD, message, hint),
        lambda law: entry.asks(law, plain) is not None,
        lambda law: proofs.holds(law, entry.asks(law, plain) or Always(), so=so),
    )


def settle(asked: Question, laws: tuple[Law, ...], *, complete: bool) -> Verdict:
    """Whether it is ever so in any law; where not every law can be listed, "never" is not known."""
    never = complete
    for law in laws:
        if not asked.concerns(law):
            continue
        verdict = asked.ask(law)
        if verdict is Verdict.FOUND:
            return verdict
        never = never and verdict is Verdict.NEVER
    return Verdict.NEVER if never else Verdict.OPEN
