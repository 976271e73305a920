"""The parts of a rubric put together, and checked against one another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from tierscore.loading.forms.base import laws
from tierscore.loading.rubric.actors import ActorsOfMeasures
from tierscore.loading.rubric.completeness import MOST_PARTS, case_without_answer, circle, parts
from tierscore.loading.rubric.conditions import ConditionReader
from tierscore.loading.rubric.criteria import CriteriaReader, check_pillar
from tierscore.loading.rubric.scale import read_scale, read_settings, shown_settings
from tierscore.loading.rubric.tests import TestReader
from tierscore.loading.rubric.validity import Validities
from tierscore.loading.rubric.versions import read_history
from tierscore.loading.validation.references import check_known, check_unique
from tierscore.model.assessment import CONTRADICTION
from tierscore.model.canonical import digest
from tierscore.model.condition import (
    GateHolds,
    Listed,
    OutcomeIn,
    PlacedInARow,
    TestReaches,
    with_supposition,
)
from tierscore.model.problem import Code
from tierscore.model.rubric import (
    CROSS_CUTTING,
    Gate,
    Rubric,
    Ruleset,
    SpecialListGround,
    Switch,
    Tier,
    TierRule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.loading.forms.rubric import CriteriaForm, GateForm, RubricForm, TierRuleForm
    from tierscore.loading.validation.source_file import Page
    from tierscore.loading.yaml.tree import Node
    from tierscore.model.condition import Plain
    from tierscore.model.law import Basis, Indicium
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Criterion
_Files = list[tuple["Page", "CriteriaForm | None"]]


class _Identity(TypedDict):
    id: str
    name: str
    version: str
    law_read_to: str
    law_source: str
    judges_as_of: str
    first_report: int


class _Explained(TypedDict):
    explained_moves: tuple[frozenset[str], ...]
    explained_since: int | None
    explained_act: str
    explained_basis: Basis | None


class Assembly:
    """Puts together one rubric; problems are noted on the pages that they stand on."""

    def __init__(self, main: Page, form: RubricForm, files: _Files, vocabulary: Vocabulary | None) -> None:
        self._main = main
        self._form = form
        self._files = files
        self._vocabulary = vocabulary
        self._actors = ActorsOfMeasures()
        self._validities = Validities(form.switches)
        self._tiers = _ids(main.written.get("tiers"))

    def rubric(self) -> Rubric:
        """The rubric, whether or not problems were noted on the way."""
        self._check_tiers()
        criteria = self._criteria()
        gates, rules = self._decision()
        found = Rubric(
            **self._identity(),
            sha256="",
            pillars=self._pillars(),
            tiers=tuple(
                Tier(tier.id, tier.name, tier.rank, tier.role, tier.meaning) for tier in self._form.tiers
            ),
            scale=read_scale(self._main, self._form.scale),
            settings=read_settings(self._main, self._form.settings, self._vocabulary),
            shown_settings=shown_settings(self._main.root.plain(), self._form),
            criteria=criteria,
            gates=gates,
            rules=rules,
            special_list=self._special_list(),
            switches=self._switches(),
            rulesets=self._rulesets(),
            indicia=self._indicia(),
            **self._explained(),
            history=read_history(self._main, self._form.history, self._tiers),
        )
        return replace(found, sha256=digest(found))

    def _identity(self) -> _Identity:
        form = self._form.rubric
        return {
            "id": form.id,
            "name": form.name,
            "version": form.version,
            "law_read_to": form.law_read_to.text,
            "law_source": form.law_source or "",
            "judges_as_of": form.judges_as_of,
            "first_report": form.first_report,
        }

    def _decision(self) -> tuple[tuple[Gate, ...], tuple[TierRule, ...]]:
        reader = self._conditions()
        gates = tuple(self._gate(reader, gate, index) for index, gate in enumerate(self._form.gates))
        rules = tuple(self._rule(reader, rule, index) for index, rule in enumerate(self._form.tier_rules))
        self._check_gates(gates)
        self._check_rules(rules)
        return gates, rules

    def _pillars(self) -> dict[str, str]:
        for pillar in self._form.pillars:
            if self._vocabulary is not None:
                check_known(self._main, ("pillars", pillar), "pillar", pillar, self._vocabulary.pillars)
        return self._form.pillars

    def _criteria(self) -> tuple[Criterion, ...]:
        pillars = frozenset((*self._form.pillars, CROSS_CUTTING))
        found: list[Criterion] = []
        for page, form in self._files:
            if form is None:
                continue
            check_pillar(page, form.pillar, pillars)
            reader = CriteriaReader(page, self._tests(page), self._vocabulary, self._validities)
            for index, criterion in enumerate(reader.criteria(form)):
                if any(
                    other.id == criterion.id and other.validity.overlaps(criterion.validity)
                    for other in found
                ):
                    message = f"a criterion `{criterion.id}` is defined already"
                    page.report(
                        ("criteria", index, "id"), Code.REPEATED_ID, message, "give this one another id"
                    )
                found.append(criterion)
        return tuple(found)

    def _tests(self, page: Page) -> TestReader:
        return TestReader(page, self._vocabulary, self._form.scale.trends, self._actors)

    def _conditions(self) -> ConditionReader:
        criteria = tuple(one for page, _ in self._files for one in _ids(page.written.get("criteria")))
        gates = _ids(self._main.written.get("gates"))
        ways = tuple(
            Listed(frozenset(ground.now), frozenset(ground.before))
            for ground in self._form.special_watch_list
        )
        ids = (criteria, gates, self._tiers)
        return ConditionReader(self._main, self._tests(self._main), ids, self._form.rubric.first_report, ways)

    def _gate(self, reader: ConditionReader, form: GateForm, index: int) -> Gate:
        condition = reader.condition(form.condition, ("gates", index, "condition"))
        validity = self._validities.read(self._main, ("gates", index), form)
        silent, grounds = form.if_summary_silent, form.if_summary_silent_basis
        if (silent is None) != (grounds is None):
            given, wanted = (
                ("if_summary_silent", "_basis") if grounds is None else ("if_summary_silent_basis", "")
            )
            message = f"`{given}` stands without `if_summary_silent{wanted}`"
            self._main.report(
                ("gates", index, given), Code.REASON, message, "an answer and its basis go together"
            )
        return Gate(
            form.id,
            form.question,
            condition,
            form.if_open,
            form.if_open_basis.basis(),
            laws(form.law),
            validity,
            silent,
            grounds.basis() if grounds is not None else None,
        )

    def _rule(self, reader: ConditionReader, form: TierRuleForm, index: int) -> TierRule:
        path = ("tier_rules", index)
        if form.tier != CONTRADICTION:
            check_known(self._main, (*path, "tier"), "tier", form.tier, self._tiers)
        validity = self._validities.read(self._main, path, form)
        return TierRule(
            form.id,
            reader.condition(form.when, (*path, "when")),
            form.tier,
            form.says,
            laws(form.law),
            validity,
        )

    def _special_list(self) -> tuple[SpecialListGround, ...]:
        grounds = self._form.special_watch_list
        self._validities.unique(
            self._main,
            "ground",
            [(("special_watch_list", index), ground) for index, ground in enumerate(grounds)],
        )
        for index, ground in enumerate(grounds):
            for key, tiers in (("now", ground.now), ("before", ground.before)):
                for position, tier in enumerate(tiers):
                    check_known(
                        self._main, ("special_watch_list", index, key, position), "tier", tier, self._tiers
                    )
        return tuple(
            SpecialListGround(
                id=one.id,
                now=frozenset(one.now),
                before=frozenset(one.before),
                says=one.says,
                law=laws(one.law),
                validity=self._validities.read(self._main, ("special_watch_list", index), one),
            )
            for index, one in enumerate(grounds)
        )

    def _explained(self) -> _Explained:
        form = self._form.explained_moves
        if form is None:
            return {
                "explained_moves": (),
                "explained_since": None,
                "explained_act": "",
                "explained_basis": None,
            }
        for index, tiers in enumerate(form.lists):
            for position, tier in enumerate(tiers):
                check_known(
                    self._main, ("explained_moves", "lists", index, position), "tier", tier, self._tiers
                )
        lists = tuple(map(frozenset, form.lists))
        return {
            "explained_moves": lists,
            "explained_since": form.since,
            "explained_act": form.act,
            "explained_basis": form.basis(),
        }

    def _switches(self) -> tuple[Switch, ...]:
        for name, form in self._form.switches.items():
            check_known(self._main, ("switches", name, "value"), "option", form.value, form.options)
        return tuple(
            Switch(name, form.question, form.value, form.options, form.basis(), default=form.value)
            for name, form in self._form.switches.items()
        )

    def _rulesets(self) -> tuple[Ruleset, ...]:
        rulesets = self._form.rulesets
        check_unique(
            self._main,
            "ruleset",
            [(("rulesets", index, "id"), ruleset.id) for index, ruleset in enumerate(rulesets)],
        )
        for index, (earlier, later) in enumerate(pairwise(rulesets), start=1):
            if later.since <= earlier.since:
                message = f"the ruleset `{later.id}` does not begin after `{earlier.id}`"
                self._main.report(
                    ("rulesets", index, "since"),
                    Code.DATE,
                    message,
                    "list rulesets from the oldest to the newest",
                )
        return tuple(Ruleset(one.id, one.since, tuple(one.acts), one.says) for one in rulesets)

    def _indicia(self) -> tuple[Indicium, ...]:
        entries = [(("indicia", index), form) for index, form in enumerate(self._form.indicia)]
        self._validities.unique(self._main, "indicium", entries)
        for path, form in entries:
            self._validities.read(self._main, path, form)
        return tuple(form.indicium() for form in self._form.indicia)

    def _check_tiers(self) -> None:
        tiers = self._form.tiers
        check_unique(
            self._main, "tier", [(("tiers", index, "id"), tier.id) for index, tier in enumerate(tiers)]
        )
        ranks: dict[int, str] = {}
        for index, tier in enumerate(tiers):
            if tier.rank in ranks:
                message = f"`{tier.id}` has the rank of `{ranks[tier.rank]}`"
                self._main.report(
                    ("tiers", index, "rank"),
                    Code.SCALE,
                    message,
                    "give each tier a rank of its own; 1 is the best",
                )
            ranks.setdefault(tier.rank, tier.id)

    def _check_gates(self, gates: tuple[Gate, ...]) -> None:
        self._validities.unique(
            self._main, "gate", [(("gates", index), gate) for index, gate in enumerate(self._form.gates)]
        )
        if found := circle(gates):
            index = next(index for index, gate in enumerate(gates) if gate.id == found[0])
            message = f"the gates ask one another in a circle: {' → '.join(found)}"
            self._main.report(
                ("gates", index, "condition"), Code.DECISION, message, "let one of them ask criteria instead"
            )

    def _check_rules(self, rules: tuple[TierRule, ...]) -> None:
        self._validities.unique(
            self._main,
            "tier rule",
            [(("tier_rules", index), rule) for index, rule in enumerate(self._form.tier_rules)],
        )
        if len(self._form.tier_rules) != _length(self._main.written.get("tier_rules")):
            return
        for index, rule in enumerate(rules):
            if not all(supposed for _, supposed in with_supposition(rule.when)):
                hint = "put it into a gate, and ask the gate here"
                self._main.report(
                    ("tier_rules", index, "when"),
                    Code.DECISION,
                    "a tier rule cannot ask what is `shown`",
                    hint,
                )
        for in_force in self._laws(rules):
            self._check_answers(in_force)

    def _laws(self, rules: tuple[TierRule, ...]) -> Iterable[tuple[TierRule, ...]]:
        """The tier rules of each law there is: of each year in which one begins or ends, and each value of each switch."""
        years = {self._form.rubric.first_report}
        years |= {
            year
            for rule in rules
            for year in (rule.validity.since, rule.validity.until and rule.validity.until + 1)
            if year
        }
        chosen = {name: form.value for name, form in self._form.switches.items()}
        others = [
            chosen | {name: value} for name, form in self._form.switches.items() for value in form.options
        ]
        return dict.fromkeys(
            tuple(rule for rule in rules if rule.validity.covers(year, choices))
            for choices in (chosen, *others)
            for year in sorted(years)
        )

    def _check_answers(self, rules: tuple[TierRule, ...]) -> None:
        asked = parts(rules)
        if len(asked) > MOST_PARTS:
            message = f"the tier rules ask {len(asked)} different things; whether they leave a case open can be told for {MOST_PARTS}"
            self._main.report(
                ("tier_rules",), Code.DECISION, message, "put several conditions into one gate", key=True
            )
        elif (case := case_without_answer(rules)) is not None:
            message = f"no tier rule holds {_in_words(case)}"
            self._main.report(
                ("tier_rules",), Code.DECISION, message, "end with a rule `when: {always: true}`", key=True
            )


def _ids(node: Node | None) -> tuple[str, ...]:
    """The ids of a list's entries as written, also of those too misshapen to use."""
    entries = node.content if node is not None and isinstance(node.content, list) else []
    found = (entry.get("id") for entry in entries)
    return tuple(one.content for one in found if one is not None and isinstance(one.content, str))


def _length(node: Node | None) -> int:
    return len(node.content) if node is not None and isinstance(node.content, list) else 0


def _in_words(case: dict[Plain, bool]) -> str:
    if not case:
        return "in any case"
    answers = [f"{_name(part)} {'holds' if answer else 'fails'}" for part, answer in case.items()]
    return f"where {', '.join(answers)}"


def _name(part: Plain) -> str:
    match part:
        case GateHolds(gate):
            return f"`{gate}`"
        case OutcomeIn(criterion, outcomes):
            return f"`{criterion}` in {', '.join(sorted(outcomes))}"
        case PlacedInARow(tier, reports):
            return f"{reports} years of {tier}"
        case _:
            return "a test" if isinstance(part, TestReaches) else "a sequence of tiers"
