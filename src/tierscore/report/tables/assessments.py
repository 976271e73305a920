"""The tables of what a rubric makes of the evidence: assessments and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tierscore.model.assessment import CONTRADICTION, UNDETERMINED, Assessment
from tierscore.model.outcome import Outcome
from tierscore.report.tables.columns import DATE, TEXT, TEXTS, TRUTH, WHOLE, Column, ExportTable, number
from tierscore.report.tables.table_names import TableName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from tierscore.model.finding import Finding, PillarScore
    from tierscore.model.rubric import Rubric
    from tierscore.report.tables.columns import Export


class FindingRecord(NamedTuple):
    """A finding, and the assessment that it belongs to."""

    assessment: Assessment
    finding: Finding


def assessments(rubric: Rubric) -> ExportTable[Assessment]:
    """One row a country-year; the columns of pillars are those of the rubric."""
    row, key = "a country and a report year with evidence", ("iso3", "report_year")
    pillars = tuple(column for pillar in rubric.pillars for column in _pillar(pillar))
    columns = (*_WHICH, *_RUBRIC, *_tiers(rubric), *_DECISION, *_OFFICIAL, *_COVERAGE, *pillars, *_ITEMS)
    return ExportTable(TableName.ASSESSMENTS, row, key, by_rubric=True, columns=columns, records=_assessments)


def findings() -> ExportTable[FindingRecord]:
    """One row a criterion of a country-year."""
    row = "a criterion of the rubric, for a country and a report year with evidence"
    key = ("iso3", "report_year", "criterion")
    return ExportTable(TableName.FINDINGS, row, key, by_rubric=True, columns=_FINDING, records=_findings)


def _assessments(export: Export) -> Iterable[Assessment]:
    return export.assessments


def _findings(export: Export) -> Iterator[FindingRecord]:
    for assessment in export.assessments:
        for finding in assessment.findings:
            yield FindingRecord(assessment, finding)


def _ruleset(assessment: Assessment) -> str | None:
    ruleset = assessment.rubric.ruleset(assessment.report_year)
    return ruleset.id if ruleset else None


def _law(record: FindingRecord) -> tuple[str, ...]:
    return tuple(law.cite for law in record.finding.criterion.law)


_WHICH: tuple[Column[Assessment], ...] = (
    Column(
        "iso3",
        TEXT,
        "The country, by its ISO 3166-1 alpha-3 code or the code that the country file gives it.",
        lambda a: a.dossier.iso3,
    ),
    Column("country", TEXT, "Its name in the country file.", lambda a: a.dossier.name),
    Column("report_year", WHOLE, "The report year Y.", lambda a: a.report_year),
    Column(
        "period_start",
        DATE,
        "The first day of the reporting period: 1 April of Y-1.",
        lambda a: a.period.start,
    ),
    Column(
        "period_end", DATE, "The last day of the reporting period: 31 March of Y.", lambda a: a.period.end
    ),
)
_RUBRIC: tuple[Column[Assessment], ...] = (
    Column("rubric", TEXT, "The rubric that judged, by its id.", lambda a: a.rubric.id),
    Column("rubric_version", TEXT, "Its version.", lambda a: a.rubric.version),
    Column(
        "rubric_sha256",
        TEXT,
        "A hash of what it says; comments and layout do not change it.",
        lambda a: a.rubric.sha256,
    ),
    Column(
        "ruleset", TEXT, "The law of the report year, by the rubric's id for it.", _ruleset, nullable=True
    ),
    Column(
        "readings",
        TEXTS,
        "How the law was read where it can be read in several ways, each as `switch=value`.",
        lambda a: tuple(f"{switch}={value}" for switch, value in a.rubric.choices.items()),
    ),
)
_OFFICIAL: tuple[Column[Assessment], ...] = (
    Column(
        "official_tier",
        TEXT,
        "Where the US Department of State placed the country, as the table of placements has it. It played "
        "no part. Empty where unknown.",
        lambda a: a.official.tier if a.official else None,
        nullable=True,
    ),
    Column(
        "official_confidence",
        TEXT,
        "How sure that is: `A` two or more independent sources agree, `B` one list, `C` "
        "disputed, `D` by elimination.",
        lambda a: a.official.confidence if a.official else None,
        nullable=True,
    ),
)
_DECISION: tuple[Column[Assessment], ...] = (
    Column("range_size", WHOLE, "How many tiers the range holds.", lambda a: len(a.range)),
    Column(
        "exact", TRUTH, "Whether the range is exact; false where it is an upper bound.", lambda a: a.exact
    ),
    Column("rule", TEXT, "The tier rule that held, by its id.", lambda a: a.decision.rule, nullable=True),
    Column(
        "undetermined_because",
        TEXT,
        f"Why no tier is indicated; filled only where `indicated` is `{UNDETERMINED}`.",
        lambda a: a.decision.undetermined_because,
        nullable=True,
    ),
)
_COVERAGE: tuple[Column[Assessment], ...] = number(
    "coverage",
    "How much of what the rubric asks the counted evidence settles, 0 to 1; what presumptions settle is left "
    "out.",
    lambda a: a.coverage,
)
_ITEMS: tuple[Column[Assessment], ...] = (
    Column(
        "items_counted",
        WHOLE,
        "Evidence items of the country file that counted for some test.",
        lambda a: len(a.counted),
    ),
    Column(
        "items_not_counted",
        WHOLE,
        "Those that counted for none; facts of other years are among them.",
        lambda a: len(a.not_counted),
    ),
    Column(
        "taken_as_no",
        TEXTS,
        "Grave measures that were taken as No because nobody has shown them.",
        lambda a: a.taken_as_no,
    ),
    Column(
        "special_list",
        TEXTS,
        "The grounds on which the indicated tier puts the country on the special watch list, by the rubric's "
        "ids.",
        lambda a: tuple(ground.id for ground in a.special_list),
    ),
)


def _tiers(rubric: Rubric) -> tuple[Column[Assessment], ...]:
    tiers = tuple(tier.id for tier in rubric.tiers)
    answers = (*tiers, UNDETERMINED, CONTRADICTION)
    return (
        Column(
            "indicated",
            TEXT,
            "The tier that the rules give on the evidence on file.",
            lambda a: a.indicated,
            words=answers,
        ),
        Column(
            "range",
            TEXTS,
            "Every tier that could still follow, the best first.",
            lambda a: tuple(entry.tier for entry in a.range),
            words=tiers,
        ),
    )


def _pillar(pillar: str) -> tuple[Column[Assessment], ...]:
    name = pillar.replace("-", "_")

    def score(assessment: Assessment) -> PillarScore:
        """The score of the pillar."""
        return next(score for score in assessment.pillars if score.pillar == pillar)

    return (
        *number(
            f"{name}_low",
            f"The least that `{pillar}` can come to, 0 to 100. Pillars inform; rules decide.",
            lambda a: score(a).low,
        ),
        *number(f"{name}_high", f"The most that `{pillar}` can come to, 0 to 100.", lambda a: score(a).high),
        *number(f"{name}_coverage", f"The coverage of `{pillar}`, 0 to 1.", lambda a: score(a).coverage),
    )


def _share(
    name: str, meaning: str, read: Callable[[Finding], Fraction]
) -> tuple[Column[FindingRecord], Column[FindingRecord]]:
    """A number that is empty for a criterion which the law of the year does not ask."""

    def if_applicable(record: FindingRecord) -> Fraction | None:
        """The number; None where the criterion is not applicable."""
        finding = record.finding
        return None if finding.outcome is Outcome.NOT_APPLICABLE else read(finding)

    return number(name, meaning, if_applicable, nullable=True)


_FINDING: tuple[Column[FindingRecord], ...] = (
    Column("iso3", TEXT, "The country, as in `assessments`.", lambda f: f.assessment.dossier.iso3),
    Column("report_year", WHOLE, "The report year, as in `assessments`.", lambda f: f.assessment.report_year),
    Column("rubric", TEXT, "The rubric that judged, by its id.", lambda f: f.assessment.rubric.id),
    Column("rubric_version", TEXT, "Its version.", lambda f: f.assessment.rubric.version),
    Column("criterion", TEXT, "The criterion, by its id.", lambda f: f.finding.criterion.id),
    Column("pillar", TEXT, "The pillar that it belongs to.", lambda f: f.finding.criterion.pillar),
    Column(
        "weight",
        WHOLE,
        "How much it counts in its pillar; a choice of the rubric.",
        lambda f: f.finding.criterion.weight.value,
    ),
    Column(
        "outcome",
        TEXT,
        f"What the evidence says of it; `{Outcome.UNKNOWN}` where more than one is possible, "
        f"`{Outcome.NOT_APPLICABLE}` where the law of the report year does not ask it.",
        lambda f: f.finding.outcome,
        words=Outcome,
    ),
    Column(
        "possible",
        TEXTS,
        "The outcomes that are possible, the best first.",
        lambda f: f.finding.possible,
        words=Outcome,
    ),
    *_share(
        "low",
        "The least that it can come to, 0 to 1; empty, as the other shares, where it is not applicable.",
        lambda finding: finding.value.low,
    ),
    *_share("high", "The most that it can come to, 0 to 1.", lambda finding: finding.value.high),
    *_share(
        "coverage", "How much of it the counted evidence settles, 0 to 1.", lambda finding: finding.coverage
    ),
    *_share(
        "presumed_coverage",
        "How much of it presumptions settle, 0 to 1.",
        lambda finding: finding.presumed_coverage,
    ),
    Column(
        "evidence",
        TEXTS,
        "The evidence items that it rests on: `item` in `evidence`.",
        lambda f: f.finding.evidence,
    ),
    Column(
        "items_not_counted",
        WHOLE,
        "Evidence items on what it asks that did not count for it.",
        lambda f: len(f.finding.not_counted),
    ),
    Column("law", TEXTS, "The law that asks it.", _law),
)
