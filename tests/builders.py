"""Small made-up rubrics, vocabularies and dossiers with good defaults; keywords override."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tierscore.loading.dates import read_published
from tierscore.model.actor import Actor
from tierscore.model.condition import Always, Condition, GateHolds, NotSo, OutcomeIn, TestReaches
from tierscore.model.evidence import (
    Bound,
    Dossier,
    EvidenceItem,
    Figure,
    Searched,
    Source,
    SourceKind,
    SourceReference,
    Status,
)
from tierscore.model.law import Authority, Basis, Law
from tierscore.model.measure import Measure, NamedValue, Nature, Sense, Unit, Vocabulary
from tierscore.model.outcome import Outcome
from tierscore.model.period import ReportingPeriod, When
from tierscore.model.placement import Placement, Placements
from tierscore.model.rubric import (
    Cap,
    Criterion,
    Gate,
    IfOpen,
    Indicator,
    Presumption,
    Role,
    Rubric,
    Scale,
    Settings,
    Switch,
    Tier,
    TierRule,
    Weight,
)
from tierscore.model.test import Presence, Subject, Test, Trend

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

YEAR = 2021
"""The report year of the examples; its period is 1 April 2020 to 31 March 2021."""
BASIS = Basis(Authority.POLICY, "made up for a test")
LAW = (Law("Made-up Act, section 1", Authority.POLICY),)
GOVERNMENT = frozenset({Actor.GOVERNMENT})
LIFE = NamedValue("life", Fraction(1000), "life in prison")
DEATH = NamedValue("death", Fraction(2000), "death")
"""Named values of the made-up unit of terms, above all its numbers."""


def when(text: str = "report 2021") -> When:
    """``report 2021``, ``2020``, ``2020-06-01``, ``2020-06-01/2020-09-30``, ``2014-11-01/..`` or ``2014-11-01/``."""
    if text.startswith("report "):
        period = ReportingPeriod(int(text.removeprefix("report ")))
        return When(period.start, period.end, text, report=period.report_year)
    if len(text) == 4:
        return When(datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31), text)
    first, _, last = text.partition("/")
    start = datetime.date.fromisoformat(first)
    end = start if last in {"", ".."} else datetime.date.fromisoformat(last)
    return When(start, end, text, ongoing=last == "..", end_unknown="/" in text and not last)


def a_source(id: str = "s", published: str = "2021-06-01") -> Source:
    """A source with a date."""
    return Source(id, "A report", "A publisher", read_published(published), SourceKind.CIVIL_SOCIETY)


def an_item(id: str = "i", measure: str = "arrests", **changes: Any) -> EvidenceItem:
    """An item done by the government in the period; ``when`` is text, ``figure`` a number or a Figure."""
    given = {
        "when": "report 2021",
        "by": GOVERNMENT,
        "status": Status.DONE,
        "summary": f"{id}.",
        "sources": ("s",),
    } | changes
    figure = given.pop("figure", None)
    if isinstance(figure, int):
        figure = Figure(Fraction(figure), "cases", given.pop("bound", Bound.EXACT))
    if figure is not None and "status" not in changes:
        given["status"] = Status.DONE if figure.value else Status.ABSENT
    given["when"] = when(given["when"])
    given["sources"] = tuple(SourceReference(source) for source in given["sources"])
    return EvidenceItem(id=id, measure=measure, figure=figure, **given)


def a_dossier(
    *items: EvidenceItem, sources: Iterable[Source] = (), searched: Iterable[Searched] = ()
) -> Dossier:
    """A country file with these items."""
    known = {source.id: source for source in (a_source(), *sources)}
    return Dossier("Atlantis", "ATL", known, items, frozenset(searched))


def a_measure(
    id: str, nature: Nature, *, pillar: str = "sea", unit: str | None = None, **fields: Any
) -> Measure:
    """A measure of a nature."""
    name = id.replace("-", " ").capitalize()
    return Measure(id, name, pillar, nature, Sense.FOR, f"What {id} means.", unit, **fields)


def a_vocabulary(*measures: Measure) -> Vocabulary:
    """The measures given, or two statistics, an activity, a standing thing and a circumstance."""
    default = (
        a_measure("arrests", Nature.STATISTIC, unit="cases"),
        a_measure("rescues", Nature.STATISTIC, unit="cases", pillar="land"),
        a_measure("patrols", Nature.ACTIVITY),
        a_measure("harbour-law", Nature.STANDING, pillar="land"),
        a_measure("longest-term", Nature.STANDING, unit="years"),
        a_measure("usual-term", Nature.STANDING, unit="years"),
        a_measure("storms", Nature.CIRCUMSTANCE),
    )
    measures = measures or default
    return Vocabulary(
        {measure.id: measure for measure in measures},
        {"sea": "Sea", "land": "Land"},
        {"cases": Unit(whole=True), "years": Unit(whole=False, named=(LIFE, DEATH))},
        {"children": "children only"},
    )


def counts_whole_things(vocabulary: Vocabulary, measure: str) -> bool:
    """Whether figures of a measure are whole numbers."""
    unit = vocabulary.unit_of(measure)
    return unit is None or unit.whole


def a_scale(**changes: Any) -> Scale:
    """Done 1, limited 1/2, absent 0; met from 3/4, partly met from 1/3; every change counts."""
    ups = {"up": Fraction(1), "same": Fraction(0), "down": Fraction(0), "none": Fraction(0)}
    defaults: dict[str, Any] = {
        "status": {Status.DONE: Fraction(1), Status.LIMITED: Fraction(1, 2), Status.ABSENT: Fraction(0)},
        "trends": {
            "up": ups,
            "not-down": ups | {"same": Fraction(1)},
            "graded": ups | {"same": Fraction(1, 2)},
        },
        "met_from": Fraction(3, 4),
        "partly_met_from": Fraction(1, 3),
        "least_change": Fraction(0),
    }
    return Scale(**(defaults | changes))


def presence(
    measure: str = "arrests", *, by: frozenset[Actor] = GOVERNMENT, scope: str | None = None
) -> Presence:
    """Whether the government did the thing."""
    return Presence(Subject(measure, scope=scope), by)


def trend(measure: str = "arrests", direction: str = "up", *, by: frozenset[Actor] = GOVERNMENT) -> Trend:
    """How the thing changed."""
    return Trend(Subject(measure), direction, by)


def reaches(test: Test, minimum: Fraction = Fraction(1)) -> TestReaches:
    """A condition on the evidence itself; tests name it through this function, lest pytest take the class for a test."""
    return TestReaches(test, minimum)


def an_indicator(test: Test, id: str = "only", points: int = 1) -> Indicator:
    """One test worth some points."""
    return Indicator(id, f"Question of {id}?", points, "A reason.", test)


def a_criterion(id: str, *tests: Test, **changes: Any) -> Criterion:
    """A criterion with an indicator of one point for each test."""
    indicators = tuple(an_indicator(test, f"{id}-{number}") for number, test in enumerate(tests))
    defaults: dict[str, Any] = {
        "pillar": "sea",
        "question": f"Is {id} so?",
        "law": LAW,
        "weight": Weight(1, BASIS),
        "indicators": indicators,
    }
    return Criterion(id=id, **(defaults | changes))


def a_cap(when: Test, at_most: Fraction = Fraction(0)) -> Cap:
    """A cap."""
    return Cap("cap", when, at_most, BASIS)


def a_presumption(*measures: str, value: Fraction = Fraction(0)) -> Presumption:
    """A presumption on measures."""
    return Presumption("presumption", frozenset(measures), value, BASIS)


def a_gate(id: str, condition: Condition, if_open: IfOpen = IfOpen.FAILS) -> Gate:
    """A gate."""
    return Gate(id, f"Does {id} hold?", condition, if_open, BASIS, LAW)


def a_rule(id: str, when: Condition, tier: str) -> TierRule:
    """A tier rule."""
    return TierRule(id, when, tier, f"{id} decides.", LAW)


TIERS = (
    Tier("gold", "Gold", 1, Role.FULL, "all is well"),
    Tier("silver", "Silver", 2, Role.PARTIAL, "some is well"),
    Tier("bronze", "Bronze", 3, Role.WATCH, "little is well"),
    Tier("rust", "Rust", 4, Role.FAILING, "nothing is well"),
)
MET = frozenset({Outcome.MET})


def a_rubric(
    *criteria: Criterion, gates: Iterable[Gate] = (), rules: Iterable[TierRule] = (), **changes: Any
) -> Rubric:
    """
    A rubric with made-up tiers and two pillars.

    Without gates and rules the first criterion decides: met is gold, anything else rust.
    """
    gates = tuple(gates) or (a_gate("first", OutcomeIn(criteria[0].id, MET)),)
    rules = tuple(rules) or (
        a_rule("all", GateHolds("first"), "gold"),
        a_rule("else", NotSo(GateHolds("first")), "rust"),
    )
    defaults: dict[str, Any] = {
        "id": "made-up",
        "name": "Made-up Act",
        "version": "1.0.0",
        "sha256": "0" * 64,
        "law_read_to": "2021-01-01",
        "judges_as_of": "the law as made up",
        "first_report": 2001,
        "pillars": {"sea": "Sea", "land": "Land"},
        "tiers": TIERS,
        "scale": a_scale(),
        "settings": Settings(5, 2, Fraction(1, 2), frozenset()),
        "shown_settings": (),
        "criteria": criteria,
        "gates": gates,
        "rules": rules,
        "special_list": (),
    }
    return Rubric(**(defaults | changes))


def criterion_of(law: Rubric, id: str) -> Criterion:
    """The criterion of a law with an id, of which there is one version."""
    [version] = [criterion for criterion in law.criteria if criterion.id == id]
    return version


def a_switch(name: str, *, core: bool = True, options: str = "off on") -> Switch:
    """A switch; the first of its options is the rubric's own."""
    values = {value: f"{value}." for value in options.split()}
    first = next(iter(values))
    return Switch(name, "Which?", first, values, BASIS, default=first, core=core)


def a_history(**tiers: str) -> Placements:
    """Placements by year: ``a_history(y2019="bronze")``."""
    years = {int(year.removeprefix("y")): tier for year, tier in tiers.items()}
    return Placements({year: Placement(year, tier, "A", "s") for year, tier in years.items()})


def settings(**changes: Any) -> Settings:
    """Settings: lapse after five years, absence after two, half coverage, nothing taken as No."""
    defaults: Mapping[str, Any] = {
        "standing_lapse": 5,
        "adverse_lapse": 2,
        "minimum_coverage": Fraction(1, 2),
        "taken_as_no": frozenset(),
    }
    return Settings(**(dict(defaults) | changes))


ALWAYS = Always()
