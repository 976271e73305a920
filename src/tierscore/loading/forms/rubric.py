"""The forms of a rubric: ``rubric.yaml`` and the files of its criteria."""

from typing import Annotated

from pydantic import Field

from tierscore.loading.forms.base import (
    AcceptingForm,
    BasisForm,
    Date,
    DatedForm,
    Exact,
    Form,
    Laws,
    Slug,
    Text,
    TierId,
    Word,
    Year,
)
from tierscore.loading.forms.conditions import ConditionForm
from tierscore.loading.forms.tests import TestForm
from tierscore.loading.forms.versions import VersionForm
from tierscore.model.law import Indicium
from tierscore.model.rubric import Effort, IfOpen, Role


class IdentityForm(Form):
    """Which rubric it is."""

    id: Slug
    name: Text
    version: Text
    law_read_to: Date
    law_source: Text | None = None
    judges_as_of: Text
    first_report: Year


class TierForm(AcceptingForm):
    """A place on the scale of tiers."""

    id: TierId
    name: Text
    rank: Annotated[int, Field(ge=1)]
    role: Word[Role]
    meaning: Text


class ExactSettingForm(BasisForm):
    """A number of policy with its reason."""

    value: Exact


class YearsSettingForm(BasisForm):
    """A number of years with its reason."""

    value: Annotated[int, Field(ge=1)]


class MeasuresSettingForm(BasisForm):
    """A list of measures with its reason."""

    measures: list[Slug]


class StatusScaleForm(Form):
    """What statuses are worth."""

    done: ExactSettingForm
    limited: ExactSettingForm
    absent: ExactSettingForm


class TrendForm(BasisForm):
    """What changes are worth under a named direction."""

    up: Exact
    same: Exact
    down: Exact
    none: Exact


class ScaleForm(Form):
    """What statuses, changes and values are worth."""

    status: StatusScaleForm
    met_from: ExactSettingForm
    partly_met_from: ExactSettingForm
    least_change: ExactSettingForm
    trends: dict[Slug, TrendForm] = Field(default_factory=dict)


class SettingsForm(Form):
    """What the statute leaves open."""

    standing_lapse: YearsSettingForm
    adverse_lapse: YearsSettingForm
    minimum_coverage: ExactSettingForm
    taken_as_no: MeasuresSettingForm


class GateForm(AcceptingForm, DatedForm):
    """One condition of the tier rules."""

    id: Slug
    question: Text
    law: Laws
    condition: ConditionForm
    if_open: Word[IfOpen]
    if_open_basis: BasisForm
    if_summary_silent: Word[IfOpen] | None = None
    if_summary_silent_basis: BasisForm | None = None


class TierRuleForm(AcceptingForm, DatedForm):
    """A condition on gates, and the tier that follows."""

    id: Slug
    when: ConditionForm
    tier: TierId
    says: Text
    law: Laws


class SpecialListForm(DatedForm):
    """A change of tier that puts a country on the special watch list."""

    id: Slug
    now: Annotated[list[TierId], Field(min_length=1)]
    before: list[TierId] = Field(default_factory=list)
    says: Text
    law: Laws


class SwitchForm(BasisForm):
    """A reading that the law leaves open."""

    question: Text
    value: Slug
    options: Annotated[dict[Slug, Text], Field(min_length=2)]


class RulesetForm(Form):
    """The law from one report year on."""

    id: Text
    since: Year
    acts: Annotated[list[Text], Field(min_length=1)]
    says: Text


class IndiciumForm(AcceptingForm, DatedForm):
    """Something that the statute names and a criterion or gate has to cover."""

    id: Text
    cite: Text
    says: Text

    def indicium(self) -> Indicium:
        """It as the model keeps it."""
        return Indicium(self.id, self.cite, self.says, self.validity())


class ExplainedMovesForm(BasisForm):
    """Moves between the law's lists, which have to be explained."""

    since: Year
    act: Text
    lists: Annotated[list[list[TierId]], Field(min_length=2)]


class RubricForm(Form):
    """The whole of ``rubric.yaml``."""

    rubric: IdentityForm
    pillars: Annotated[dict[Slug, Text], Field(min_length=1)]
    tiers: Annotated[list[TierForm], Field(min_length=1)]
    scale: ScaleForm
    settings: SettingsForm
    switches: dict[Slug, SwitchForm] = Field(default_factory=dict)
    rulesets: list[RulesetForm] = Field(default_factory=list)
    indicia: list[IndiciumForm] = Field(default_factory=list)
    gates: list[GateForm]
    tier_rules: Annotated[list[TierRuleForm], Field(min_length=1)]
    special_watch_list: list[SpecialListForm] = Field(default_factory=list)
    explained_moves: ExplainedMovesForm | None = None
    history: list[VersionForm] = Field(default_factory=list)


class RemedyForm(Form):
    """What a government would do."""

    do: Text
    effort: Word[Effort]


class IndicatorForm(AcceptingForm, DatedForm):
    """One test on the evidence, worth points."""

    id: Slug
    question: Text
    points: Annotated[int, Field(gt=0)]
    why: Text
    test: TestForm
    remedy: RemedyForm | None = None


class CapForm(AcceptingForm, BasisForm, DatedForm):
    """A fact that keeps a criterion low."""

    id: Slug
    when: TestForm
    at_most: Exact


class PresumptionForm(AcceptingForm, BasisForm, DatedForm):
    """Silence that the law turns against a government."""

    id: Slug
    measures: Annotated[list[Slug], Field(min_length=1)]
    value: Exact


class WeightForm(BasisForm):
    """How much a criterion counts in its P."""

    value: Annotated[int, Field(ge=0)]


class CriterionForm(AcceptingForm, DatedForm):
    """A question that the law asks."""

    id: Slug
    question: Text
    law: Laws
    weight: WeightForm
    all_required: bool = False
    indicators: Annotated[list[IndicatorForm], Field(min_length=1)]
    caps: list[CapForm] = Field(default_factory=list)
    presumptions: list[PresumptionForm] = Field(default_factory=list)


class CriteriaForm(Form):
    """A whole file of criteria."""

    pillar: Slug
    criteria: Annotated[list[CriterionForm], Field(min_length=1)]
