"""The form of ``rubric.yaml``: the main file of a rubric."""

from pydantic import Field

from tierscore.loading.forms.base import (
    ID_MEANING,
    AcceptingForm,
    BasisForm,
    Citations,
    CountryCode,
    Date,
    DifferingForm,
    Exact,
    FilledText,
    Form,
    Identifier,
    LabelText,
    LawForm,
    QuestionText,
    ReportYear,
    SentenceText,
    Slug,
    TierId,
    Title,
    Word,
)
from tierscore.loading.forms.conditions import ConditionForm
from tierscore.model.law import Indicium
from tierscore.model.rubric import IfOpen, Role
from tierscore.model.version import Level


class AcceptedMoveForm(Form):
    """A move of the indicated tier that a version means to make."""

    country: CountryCode = Field(description="The code of the country that moves.")
    year: ReportYear = Field(description="The report year.")
    from_: TierId = Field(alias="from", description="What was indicated before.")
    to: TierId = Field(description="What is indicated now.")


class VersionForm(Form):
    """What one version changed."""

    version: FilledText = Field(description="The version, in quotes.")
    date: Date
    level: Word[Level] = Field(
        description="The highest level of its changes: editorial, clarifying or substantive."
    )
    summary: FilledText = Field(description="What it changes, in a sentence.")
    moves: list[AcceptedMoveForm] = Field(
        default_factory=list, description="The moves of indicated tiers that it accepts."
    )
    tuned_on: list[CountryCode] = Field(
        default_factory=list,
        description="Codes of the countries whose answers its makers looked at when they chose its rules.",
    )
    held_out: list[CountryCode] = Field(
        default_factory=list,
        description="Codes of the countries that were on file then and left out of that.",
    )


class IdentityForm(Form):
    """Which rubric it is."""

    id: Identifier
    name: LabelText
    version: FilledText = Field(description="The version of the rubric, in quotes.")
    law_read_to: Date = Field(description="The day up to which the law was read.")
    law_source: FilledText | None = Field(None, description="Where the law was read.")
    judges_as_of: FilledText = Field(description="By which law a year is judged, in words.")
    first_report: ReportYear = Field(description="The first report year that it judges.")


class TierForm(AcceptingForm):
    """A place on the scale of tiers."""

    id: TierId = Field(description="How the tier is written in files, in quotes if it is a number.")
    name: LabelText
    rank: int = Field(ge=1, description="1 is the best; each tier has its own.")
    role: Word[Role] = Field(
        description="What the tier means to the engine: full, partial, watch, failing or none."
    )
    meaning: FilledText = Field(description="What the tier means, in a sentence.")


class ExactSettingForm(BasisForm):
    """A number of policy with its reason."""

    value: Exact = Field(description="The number: 1, 1/2 or 0.5.")


class YearsSettingForm(BasisForm):
    """A number of years with its reason."""

    value: int = Field(ge=1, description="The number of years.")


class MeasuresSettingForm(BasisForm):
    """A list of measures with its reason."""

    measures: list[Slug] = Field(description="The measures it holds for.")


class StatusScaleForm(Form):
    """What statuses are worth."""

    done: ExactSettingForm = Field(description="What done is worth.")
    limited: ExactSettingForm = Field(description="What limited is worth.")
    absent: ExactSettingForm = Field(description="What absent is worth.")


class TrendForm(BasisForm):
    """What changes are worth under a named direction."""

    up: Exact = Field(description="What a rise is worth.")
    same: Exact = Field(description="What no change is worth.")
    down: Exact = Field(description="What a fall is worth.")
    none: Exact = Field(description="What zero after zero is worth.")


class ScaleForm(Form):
    """What statuses, changes and values are worth."""

    status: StatusScaleForm = Field(description="What a status is worth.")
    met_from: ExactSettingForm = Field(description="The least value at which a criterion is met.")
    partly_met_from: ExactSettingForm = Field(description="The least value at which it is partly met.")
    least_change: ExactSettingForm = Field(description="The least change of a figure that counts as one.")
    trends: dict[Slug, TrendForm] = Field(
        default_factory=dict, description="Named directions, and what each change is worth under them."
    )


class SettingsForm(Form):
    """What the statute leaves open."""

    standing_lapse: YearsSettingForm = Field(
        description="After how many years a standing thing that nobody confirms is unknown again."
    )
    adverse_lapse: YearsSettingForm = Field(description="For how many years an adverse fact counts.")
    minimum_coverage: ExactSettingForm = Field(
        description="How much must be known of what the deciding gates read for a tier to be indicated."
    )
    thin_below: ExactSettingForm | None = Field(
        None, description="The coverage below which a file is called thin; it decides nothing."
    )
    taken_as_no: MeasuresSettingForm = Field(
        description="Measures that are taken as No until somebody shows them."
    )


class GateForm(AcceptingForm, DifferingForm):
    """One condition of the tier rules."""

    id: Identifier
    title: Title = None
    question: QuestionText
    law: Citations
    condition: ConditionForm = Field(description="What must hold for the gate to hold.")
    if_open: Word[IfOpen] = Field(
        description="The answer where the evidence gives none: holds, fails or undetermined."
    )
    if_open_basis: BasisForm = Field(
        description="On whose authority an open gate takes that answer, and why."
    )
    if_summary_silent: Word[IfOpen] | None = Field(
        None,
        description="The answer, before `if_open`, where the summary of the report was read in full and "
        "leaves the gate open.",
    )
    if_summary_silent_basis: BasisForm | None = Field(
        None, description="On whose authority silence of the summary gives that answer, and why."
    )


class TierRuleForm(AcceptingForm, DifferingForm):
    """A condition on gates, and the tier that follows."""

    id: Identifier
    title: Title = None
    when: ConditionForm = Field(description="The condition under which the rule holds.")
    tier: TierId = Field(description="The tier that follows, or contradiction.")
    says: SentenceText
    law: Citations


class SpecialListForm(DifferingForm):
    """A change of tier that puts a country on the special watch list."""

    id: Identifier
    now: list[TierId] = Field(min_length=1, description="The tiers of this report.")
    before: list[TierId] = Field(
        default_factory=list, description="The tiers of the report before; left out: any."
    )
    says: SentenceText
    law: Citations


class IncreaseKindForm(Form):
    """A kind of evidence of increasing efforts, and the counts that show it."""

    id: Identifier
    title: LabelText
    law: LawForm = Field(description="Where the law lists it.")
    counts: list[Slug] = Field(
        min_length=1, description="The measures that show it, in the order in which a report lists them."
    )


class SwitchForm(BasisForm):
    """A reading that the law leaves open."""

    title: Title = None
    core: bool = Field(
        False, description="Whether the firmness of a tier is judged over the values of this switch."
    )
    question: QuestionText
    value: Slug = Field(description="The reading that the rubric chooses.")
    options: dict[Slug, FilledText] = Field(
        min_length=2, description="The readings there are, each with its meaning."
    )


class RulesetForm(Form):
    """The law from one report year on."""

    id: FilledText = Field(description=ID_MEANING)
    since: ReportYear = Field(description="The first report year under it.")
    acts: list[FilledText] = Field(min_length=1, description="The Acts that made it.")
    says: SentenceText


class IndiciumForm(AcceptingForm, DifferingForm):
    """Something that the statute names and a criterion or gate has to cover."""

    id: FilledText = Field(
        description="How the reports name it: 4(2); the alias of the citations that cover it."
    )
    cite: FilledText = Field(description="Where it stands in the statute.")
    says: FilledText = Field(description="What it asks, in plain words.")

    def indicium(self) -> Indicium:
        """It as the model keeps it."""
        return Indicium(self.id, self.cite, self.says, self.validity)


class ExplainedMovesForm(BasisForm):
    """Moves between the law's lists, which have to be explained."""

    since: ReportYear = Field(
        description="The first report year in which it is in force; left out: from the beginning."
    )
    act: FilledText = Field(description="The Act that brought it into force.")
    lists: list[list[TierId]] = Field(min_length=2, description="The law's lists, each with its tiers.")


class RubricForm(Form):
    """The whole of ``rubric.yaml``."""

    rubric: IdentityForm = Field(description="Which rubric it is.")
    pillars: dict[Slug, FilledText] = Field(
        min_length=1, description="The P's that it gives bars to, each with its name."
    )
    tiers: list[TierForm] = Field(min_length=1, description="The scale, best first.")
    scale: ScaleForm = Field(description="What statuses, changes and values are worth.")
    settings: SettingsForm = Field(description="What the statute leaves open.")
    switches: dict[Slug, SwitchForm] = Field(
        default_factory=dict, description="Readings that the law leaves open; one value of each is chosen."
    )
    increase: list[IncreaseKindForm] = Field(
        default_factory=list,
        description="The kinds of evidence of increasing efforts, and the counts that show each; they "
        "decide nothing.",
    )
    rulesets: list[RulesetForm] = Field(default_factory=list, description="The law in force, oldest first.")
    indicia: list[IndiciumForm] = Field(
        default_factory=list,
        description="What the statute names; a check proves that some criterion or gate covers each while "
        "it is law.",
    )
    gates: list[GateForm] = Field(description="The conditions of the tier rules.")
    tier_rules: list[TierRuleForm] = Field(
        min_length=1, description="Tried in order; the first that holds decides."
    )
    special_watch_list: list[SpecialListForm] = Field(
        default_factory=list, description="Changes of tier that put a country on the special watch list."
    )
    explained_moves: ExplainedMovesForm | None = Field(
        None, description="Moves between the law's lists that have to be explained."
    )
    history: list[VersionForm] = Field(
        default_factory=list, description="The versions of the rubric, newest first."
    )
