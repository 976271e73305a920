"""The parts of a rubric put together, and checked against one another."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise, starmap
from typing import TYPE_CHECKING

from tierscore.loading.forms.base import laws
from tierscore.loading.rubric.conditions import ConditionReader, KnownIds
from tierscore.loading.rubric.criteria import CriteriaReader, check_indicators, check_weights
from tierscore.loading.rubric.decision_checks import check_decision
from tierscore.loading.rubric.scale import read_scale, read_settings, shown_settings
from tierscore.loading.rubric.tests import ActorsOfMeasures, TestReader
from tierscore.loading.rubric.validity import Validities
from tierscore.loading.rubric.versions import read_history
from tierscore.loading.validation.references import (
    REPEATED,
    check_each,
    check_known,
    check_measure,
    check_unique,
)
from tierscore.loading.validation.source_file import Spot
from tierscore.model.assessment import CONTRADICTION
from tierscore.model.canonical import digest
from tierscore.model.condition import Listed
from tierscore.model.problem import Code
from tierscore.model.rubric import (
    CROSS_CUTTING,
    Gate,
    IncreaseKind,
    Rubric,
    Ruleset,
    SpecialListGround,
    Switch,
    Tier,
    TierRule,
)
from tierscore.model.version import read_version

if TYPE_CHECKING:
    from tierscore.loading.forms.criteria import CriteriaForm
    from tierscore.loading.forms.rubric import GateForm, RubricForm, SpecialListForm, TierRuleForm
    from tierscore.loading.validation.source_file import Page
    from tierscore.model.law import Indicium
    from tierscore.model.measure import Vocabulary
    from tierscore.model.rubric import Criterion
_CriteriaFiles = list[tuple["Page", "CriteriaForm | None"]]


class RubricBuilder:
    """Puts together one rubric; problems are noted on the pages that they stand on."""

    def __init__(
        self, main: Page, form: RubricForm, files: _CriteriaFiles, vocabulary: Vocabulary | None
    ) -> None:
        self._main = Spot(main)
        self._form = form
        self._files = files
        self._vocabulary = vocabulary
        self._tests = TestReader(vocabulary, form.scale.trends, ActorsOfMeasures())
        self._validities = Validities(form.switches)
        self._tiers = _ids(main, "tiers")
        self._spots: list[tuple[Spot, Criterion]] = []

    def rubric(self) -> Rubric:
        """The rubric, whether or not problems were noted on the way."""
        self._check_tiers()
        self._check_version()
        criteria = self._criteria()
        gates, rules = self._gates_and_rules()
        identity, explained = self._form.rubric, self._form.explained_moves
        rubric = Rubric(
            id=identity.id,
            name=identity.name,
            version=identity.version,
            law_read_to=identity.law_read_to.text,
            law_source=identity.law_source or "",
            judges_as_of=identity.judges_as_of,
            first_report=identity.first_report,
            sha256="",
            pillars=self._pillars(),
            tiers=tuple(
                Tier(tier.id, tier.name, tier.rank, tier.role, tier.meaning) for tier in self._form.tiers
            ),
            scale=read_scale(self._main.at("scale"), self._form.scale),
            settings=read_settings(self._main.at("settings"), self._form.settings, self._vocabulary),
            shown_settings=shown_settings(self._main.page.root.plain(), self._form),
            criteria=criteria,
            gates=gates,
            rules=rules,
            special_list=self._special_list(),
            switches=self._switches(),
            rulesets=self._rulesets(),
            increase=self._increase(),
            indicia=self._indicia(),
            explained_moves=self._explained_moves(),
            explained_since=explained.since if explained else None,
            explained_act=explained.act if explained else "",
            explained_basis=explained.basis() if explained else None,
            history=read_history(self._main.at("history"), self._form.history, self._tiers),
        )
        check_decision(self._main, rubric, self._validities)
        check_weights(rubric, self._spots)
        check_indicators(rubric, self._spots)
        return replace(rubric, sha256=digest(rubric))

    def _check_version(self) -> None:
        version = self._form.rubric.version
        if read_version(version) is None:
            message, hint = f"`{version}` is no version", 'a version has three numbers: "1.4.0"'
            self._main.at("rubric", "version").report(Code.VERSION, message, hint)

    def _gates_and_rules(self) -> tuple[tuple[Gate, ...], tuple[TierRule, ...]]:
        criteria = chain.from_iterable(_ids(page, "criteria") for page, _ in self._files)
        ids = KnownIds(tuple(criteria), _ids(self._main.page, "gates"), self._tiers)
        grounds = self._form.special_watch_list
        ways = tuple(Listed(frozenset(ground.now), frozenset(ground.before)) for ground in grounds)
        reader = ConditionReader(self._tests, ids, self._form.rubric.first_report, ways)
        gates = self._main.at("gates").each(self._form.gates)
        rules = self._main.at("tier_rules").each(self._form.tier_rules)
        return (
            tuple(self._gate(reader, spot, gate) for spot, gate in gates),
            tuple(self._rule(reader, spot, rule) for spot, rule in rules),
        )

    def _pillars(self) -> dict[str, str]:
        for pillar in self._form.pillars:
            if self._vocabulary is not None:
                check_known(self._main.at("pillars", pillar), "pillar", pillar, self._vocabulary.pillars)
        return self._form.pillars

    def _criteria(self) -> tuple[Criterion, ...]:
        pillars = frozenset((*self._form.pillars, CROSS_CUTTING))
        reader = CriteriaReader(self._tests, self._vocabulary, self._validities)
        criteria: list[Criterion] = []
        for page, file_form in self._files:
            if file_form is None:
                continue
            pillar = file_form.pillar
            check_known(Spot(page).at("pillar"), "pillar", pillar, pillars)
            for spot, form in Spot(page).at("criteria").each(file_form.criteria):
                criterion = reader.criterion(spot, form, pillar)
                others = (other.validity for other in criteria if other.id == criterion.id)
                if any(validity.overlaps(criterion.validity) for validity in others):
                    message = f"a criterion `{criterion.id}` is defined already"
                    spot.at("id").report(Code.REPEATED_ID, message, REPEATED)
                criteria.append(criterion)
                self._spots.append((spot, criterion))
        return tuple(criteria)

    def _gate(self, reader: ConditionReader, spot: Spot, form: GateForm) -> Gate:
        condition = reader.condition(spot.at("condition"), form.condition)
        validity = self._validities.read(spot, form)
        silent, silent_basis = form.if_summary_silent, form.if_summary_silent_basis
        if (silent is None) != (silent_basis is None):
            given, missing = "if_summary_silent", "if_summary_silent_basis"
            if silent is None:
                given, missing = missing, given
            message = f"`{given}` stands without `{missing}`"
            spot.at(given).report(Code.REASON, message, "an answer and its basis go together")
        return Gate(
            form.id,
            form.question,
            condition,
            form.if_open,
            form.if_open_basis.basis(),
            laws(form.law),
            validity,
            silent,
            silent_basis.basis() if silent_basis is not None else None,
            form.title or "",
        )

    def _rule(self, reader: ConditionReader, spot: Spot, form: TierRuleForm) -> TierRule:
        if form.tier != CONTRADICTION:
            check_known(spot.at("tier"), "tier", form.tier, self._tiers)
        validity = self._validities.read(spot, form)
        condition = reader.condition(spot.at("when"), form.when)
        return TierRule(form.id, condition, form.tier, form.says, laws(form.law), validity, form.title or "")

    def _special_list(self) -> tuple[SpecialListGround, ...]:
        spot, forms = self._main.at("special_watch_list"), self._form.special_watch_list
        self._validities.check_unique(spot, "ground", forms)
        return tuple(starmap(self._ground, spot.each(forms)))

    def _ground(self, spot: Spot, form: SpecialListForm) -> SpecialListGround:
        check_each(spot.at("now"), "tier", form.now, self._tiers)
        check_each(spot.at("before"), "tier", form.before, self._tiers)
        now, before, validity = frozenset(form.now), frozenset(form.before), self._validities.read(spot, form)
        return SpecialListGround(form.id, now, before, form.says, laws(form.law), validity)

    def _explained_moves(self) -> tuple[frozenset[str], ...]:
        form = self._form.explained_moves
        lists = form.lists if form is not None else []
        for spot, tiers in self._main.at("explained_moves", "lists").each(lists):
            check_each(spot, "tier", tiers, self._tiers)
        return tuple(map(frozenset, lists))

    def _switches(self) -> tuple[Switch, ...]:
        forms = self._form.switches
        for name, form in forms.items():
            check_known(self._main.at("switches", name, "value"), "option", form.value, form.options)
        return tuple(
            Switch(
                name,
                form.question,
                form.value,
                form.options,
                form.basis(),
                default=form.value,
                title=form.title or "",
                core=form.core,
            )
            for name, form in forms.items()
        )

    def _increase(self) -> tuple[IncreaseKind, ...]:
        spot, kinds = self._main.at("increase"), self._form.increase
        check_unique("kind", ((entry.at("id"), kind.id) for entry, kind in spot.each(kinds)))
        for entry, kind in spot.each(kinds):
            for place, measure in entry.at("counts").each(kind.counts):
                check_measure(place, measure, self._vocabulary)
        return tuple(
            IncreaseKind(kind.id, kind.title, laws([kind.law]), tuple(kind.counts)) for kind in kinds
        )

    def _rulesets(self) -> tuple[Ruleset, ...]:
        spot, forms = self._main.at("rulesets"), self._form.rulesets
        check_unique("ruleset", ((entry.at("id"), form.id) for entry, form in spot.each(forms)))
        for index, (earlier, later) in enumerate(pairwise(forms), start=1):
            if later.since <= earlier.since:
                message = f"the ruleset `{later.id}` does not begin after `{earlier.id}`"
                hint = "list rulesets from the oldest to the newest"
                spot.at(index, "since").report(Code.DATE, message, hint)
        return tuple(Ruleset(form.id, form.since, tuple(form.acts), form.says) for form in forms)

    def _indicia(self) -> tuple[Indicium, ...]:
        spot, forms = self._main.at("indicia"), self._form.indicia
        self._validities.check_unique(spot, "indicium", forms)
        for entry, form in spot.each(forms):
            self._validities.read(entry, form)
        return tuple(form.indicium() for form in forms)

    def _check_tiers(self) -> None:
        spot, tiers = self._main.at("tiers"), self._form.tiers
        check_unique("tier", ((entry.at("id"), tier.id) for entry, tier in spot.each(tiers)))
        ranks: dict[int, str] = {}
        for entry, tier in spot.each(tiers):
            if tier.rank in ranks:
                message = f"`{tier.id}` has the rank of `{ranks[tier.rank]}`"
                hint = "give each tier a rank of its own; 1 is the best"
                entry.at("rank").report(Code.SCALE, message, hint)
            ranks.setdefault(tier.rank, tier.id)


def _ids(page: Page, key: str) -> tuple[str, ...]:
    """The ids of a list's entries as written, also of those too misshapen to use."""
    node = page.written.get(key)
    entries = node.content if node is not None and isinstance(node.content, list) else []
    ids = (entry.get("id") for entry in entries)
    return tuple(node.content for node in ids if node is not None and isinstance(node.content, str))
