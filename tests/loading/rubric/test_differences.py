"""A rule that differs says in every year and reading what a slow reader takes it to say, and says it where it stands."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import examples
from tierscore.loading.forms.criteria import CriteriaForm
from tierscore.loading.rubric.differences import MOST_DIFFERENCES, MOST_SWITCHES, RubricFrame
from tierscore.loading.rubric.expansion import expand
from tierscore.loading.rubric.version_writer import RULE_LISTS
from tierscore.loading.validation.error_words import read_form
from tierscore.loading.validation.source_file import Page
from tierscore.model.problem import Code

Rule = dict[str, Any]
Moment = tuple[int, dict[str, str]]

OPTIONS: dict[str, tuple[str, ...]] = {"tide": ("high", "low"), "seas": ("one", "two", "seven")}
YEARS = range(2001, 2009)
FRAME = RubricFrame(OPTIONS, YEARS[0])
MOMENTS: list[Moment] = [
    (year, dict(zip(OPTIONS, values, strict=True)))
    for year in YEARS
    for values in itertools.product(*OPTIONS.values())
]
"""Every year and reading that the examples can tell apart."""
NEEDED = {"question", "condition"}
"""The words of the examples that no gate can do without."""
NO_WORDS = {"id", "since", "until", "where", "differs"}

years = st.none() | st.integers(YEARS[1], YEARS[-2])
readings = st.sampled_from(
    [{}, {}, {"tide": "high"}, {"tide": "low"}, {"seas": "two"}, {"tide": "low", "seas": "seven"}]
)
words = st.dictionaries(st.sampled_from(["question", "condition", "title", "act"]), st.integers(0, 99))


@st.composite
def dated_words(draw: st.DrawFn) -> Rule:
    """Something to say, and when."""
    period = {"since": draw(years), "until": draw(years), "where": draw(readings)}
    return {key: value for key, value in period.items() if value} | draw(words)


@st.composite
def any_rules(draw: st.DrawFn) -> Rule:
    """A rule whose differences may be in one another's way."""
    rule = draw(dated_words().filter(lambda rule: bool(rule.get("since", 0) <= rule.get("until", YEARS[-1]))))
    return {"id": "rule", **rule, "differs": draw(st.lists(dated_words(), min_size=1, max_size=4))}


@st.composite
def tidy_rules(draw: st.DrawFn) -> Rule:
    """A rule whose differences on one word follow one another; most of them are clear."""
    start = draw(st.none() | st.just(YEARS[1]))
    rule: Rule = {"id": "rule", "question": 0, "condition": 0, "title": 0, "act": 0}
    entries: list[Rule] = []
    for key in draw(st.sets(st.sampled_from(["question", "condition", "title"]), min_size=1)):
        turn, where = draw(st.integers(YEARS[2], YEARS[-2])), draw(readings)
        entries.append({"since": turn, key: draw(st.integers(1, 9)), "where": where})
        if draw(st.booleans()):
            entries.append({"until": turn - 1, key: draw(st.integers(1, 9))})
            del rule[key]
            entries[-2]["where"] = {}
        if draw(st.booleans()):
            entries[-1]["act"] = draw(st.integers(1, 9))
    return rule | ({} if start is None else {"since": start}) | {"differs": draw(st.permutations(entries))}


rules = any_rules() | tidy_rules()


def written_out(rule: Rule) -> tuple[Page, list[Rule]]:
    """The page of a rubric whose one gate is the rule, and its versions."""
    page = Page(json.dumps({"gates": [rule]}).encode(), "rubric.yaml")
    expand(page, FRAME)
    return page, page.root.plain()["gates"]


def in_force(rule: Rule, moment: Moment) -> bool:
    year, choices = moment
    is_year = rule.get("since", year) <= year <= rule.get("until", year)
    return bool(is_year and rule.get("where", {}).items() <= choices.items())


class SlowReader:
    """Reads a rule at one moment after the other, and remembers whether it was clear what it says."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.entries: list[Rule] = rule["differs"]
        self.moments = [moment for moment in MOMENTS if in_force(rule, moment)]
        self.clear = all(
            entry.keys() - NO_WORDS and any(in_force(entry, moment) for moment in self.moments)
            for entry in self.entries
        )
        self.unused = rule.keys() - NO_WORDS

    def read(self) -> list[Rule]:
        """What the rule says at each moment at which it is in force."""
        said = [self._at(moment) for moment in self.moments]
        needed = NEEDED.intersection(*([{key for entry in self.entries for key in entry}]))
        self.clear &= not self.unused and all(needed <= at.keys() for at in said)
        return said

    def _at(self, moment: Moment) -> Rule:
        start = self.rule.get("since", 0)
        begins = [max(entry.get("since", 0), start) for entry in self.entries]
        ends = [entry["until"] + 1 for entry in self.entries if "until" in entry]
        begun = max(year for year in (start, *begins, *ends) if start <= year <= moment[0])
        said: Rule = {}
        for entry, began in zip(self.entries, begins, strict=True):
            if in_force(entry, moment):
                for key in entry.keys() - NO_WORDS - (set() if began == begun else {"act"}):
                    self.clear &= key not in said
                    said.setdefault(key, entry[key])
        for key in self.rule.keys() - NO_WORDS - (set() if begun == start else {"act"}):
            if key not in said:
                said[key] = self.rule[key]
                self.unused = self.unused - {key}
        return said


@given(rules)
@settings(max_examples=examples(100), deadline=None)
def test_a_rule_says_at_every_moment_what_a_slow_reader_takes_it_to_say(rule: Rule) -> None:
    reader = SlowReader(rule)
    slowly = reader.read()
    page, versions = written_out(rule)
    assert reader.clear == (not page.problems)
    if reader.clear:
        for moment, said in zip(reader.moments, slowly, strict=True):
            (version,) = [version for version in versions if in_force(version, moment)]
            assert {key: version[key] for key in version.keys() - NO_WORDS} == said
        elsewhere = [moment for moment in MOMENTS if moment not in reader.moments]
        assert not any(in_force(version, moment) for version in versions for moment in elsewhere)


junk = st.recursive(
    st.none() | st.booleans() | st.integers(1890, 2110) | st.sampled_from(["", "2010", "tide", "high"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["since", "until", "where", "tide", "title", "question"]), inner)
    ),
    max_leaves=8,
)
CRITERION = {
    "id": "searching",
    "question": "Are ships searched?",
    "law": [{"cite": "Sea Code 1", "authority": "statute"}],
    "weight": {"value": 1, "authority": "policy", "reason": "One of one."},
    "indicators": [
        {
            "id": "law",
            "question": "Is there a law?",
            "points": 1,
            "why": "It is asked.",
            "test": {"measure": "law"},
        }
    ],
}


@given(junk, st.none() | junk, st.none() | junk)
@settings(max_examples=examples(100), deadline=None)
def test_whatever_stands_under_differs_is_written_out_or_refused(
    differs: Any, since: Any, where: Any
) -> None:
    """Nothing that is read as a rule has differences that nobody looked at."""
    dates = {"since": since, "where": where}
    rule = (
        CRITERION | {"differs": differs} | {key: value for key, value in dates.items() if value is not None}
    )
    page = Page(json.dumps({"pillar": "harbour", "criteria": [rule]}).encode(), "harbour.yaml")
    expand(page, FRAME)
    form = read_form(page, CriteriaForm)
    if not page.problems:
        assert form is not None
        assert all(criterion.differs is None for criterion in form.criteria)


def test_parts_of_a_version_stand_where_they_are_written() -> None:
    text = """\
gates:
  - id: sea
    since: 2003
    question: Is it?
    condition: {always: true}
    differs:
      - until: 2004
        question: Was it?
      - since: 2007
        where: {tide: low}
        condition: {gate: land}
"""
    page = Page(text.encode(), "rubric.yaml")
    expand(page, FRAME)
    versions = [version.plain() for version in page.root.content["gates"].content]  # type: ignore[call-overload, index, union-attr]
    assert [(version.get("since"), version.get("until"), version.get("where")) for version in versions] == [
        (2003, 2004, None),
        (2005, 2006, None),
        (2007, None, {"tide": "high"}),
        (2007, None, {"tide": "low"}),
    ]
    lines = [
        [
            page.place(("gates", index, *path)).line
            for path in ((), ("question",), ("condition",), ("where", "tide"))
        ]
        for index in range(4)
    ]
    assert lines == [[2, 8, 5, 2], [2, 4, 5, 2], [2, 4, 5, 6], [2, 4, 11, 10]]


def test_rules_inside_a_rule_differ_by_themselves() -> None:
    caps = [{"id": "cap", "at_most": 1, "differs": [{"since": 2005, "at_most": 0}]}]
    _, versions = written_out({"id": "rule", "caps": caps, "differs": [{"until": 2002, "title": "Old"}]})
    assert [version.get("title") for version in versions] == ["Old", None]
    for version in versions:
        assert [(cap.get("since"), cap.get("until"), cap["at_most"]) for cap in version["caps"]] == [
            (None, 2004, 1),
            (2005, None, 0),
        ]


def test_the_versions_of_a_rule_are_told_apart_by_as_few_readings_as_will_do() -> None:
    """Of two switches only that reading is parted further under which the other one matters."""
    _, versions = written_out(
        {"id": "rule", "title": "Any", "differs": [{"where": {"tide": "low", "seas": "two"}, "title": "Two"}]}
    )
    assert [version["where"] for version in versions] == [
        {"tide": "high"},
        {"tide": "low", "seas": "one"},
        {"tide": "low", "seas": "two"},
        {"tide": "low", "seas": "seven"},
    ]


def problems(rule: Rule, frame: RubricFrame = FRAME) -> list[tuple[Code, str]]:
    page = Page(json.dumps({"gates": [rule]}).encode(), "rubric.yaml")
    expand(page, frame)
    return [(problem.code, problem.message) for problem in page.problems]


def test_reports_that_the_rubric_does_not_judge_are_left_out() -> None:
    """The first report is 2001: nothing has to be said for those before it, and what is said for them never holds."""
    since_the_first = {"id": "rule", "differs": [{"since": 2001, "question": 1}, {"until": 2004, "title": 1}]}
    page, versions = written_out(since_the_first)
    assert page.problems == ()
    assert [(version["since"], version.get("until")) for version in versions] == [(2001, 2004), (2005, None)]
    (problem,) = written_out({"id": "rule", "title": 1, "differs": [{"until": 2000, "title": 2}]})[0].problems
    assert (problem.message, problem.hint) == (
        "this entry of `differs` is never in force",
        "the rubric judges the reports since 2001",
    )


@pytest.mark.parametrize("name", sorted(RULE_LISTS))
def test_what_a_rule_needs_is_said_in_every_year_whatever_list_it_stands_in(name: str) -> None:
    needed = {
        "gates": "if_open",
        "tier_rules": "when",
        "special_watch_list": "now",
        "indicia": "cite",
        "criteria": "weight",
        "indicators": "points",
        "caps": "at_most",
        "presumptions": "value",
    }[name]
    differs = [{"until": 2004, needed: "first"}, {"since": 2006, needed: "second"}]
    page = Page(json.dumps({name: [{"id": "rule", "differs": differs}]}).encode(), "rubric.yaml")
    expand(page, FRAME)
    assert [problem.message for problem in page.problems] == [f"nothing says `{needed}` for the report 2005"]


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_a_rule_has_so_many_differences_at_most(more: int, refused: bool) -> None:
    count = MOST_DIFFERENCES + more
    differs = [{"since": 2002 + year, "until": 2002 + year, "title": str(year)} for year in range(count)]
    message = f"`differs` has {count} entries; the most is {MOST_DIFFERENCES}"
    assert problems({"id": "rule", "differs": differs}) == [(Code.DIFFERENCE, message)] * refused


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True)])
def test_the_differences_of_a_rule_depend_on_so_many_switches_at_most(more: int, refused: bool) -> None:
    count = MOST_SWITCHES + more
    options: dict[str, tuple[str, ...]] = {f"switch-{number}": ("on", "off") for number in range(count)}
    differs = [{"where": {switch: "on"}, f"key-{switch}": 1} for switch in options]
    message = f"`differs` has {count} switches; the most is {MOST_SWITCHES}"
    assert (
        problems({"id": "rule", "differs": differs}, RubricFrame(options, None))
        == [(Code.DIFFERENCE, message)] * refused
    )


def test_a_file_that_would_be_too_large_written_out_is_refused_as_too_large() -> None:
    """Forty years in which a list of 3,000 entries is said otherwise once would be 120,000 values."""
    differs = [{"since": year, "until": year, "title": str(year)} for year in range(2002, 2042)]
    rule = {"id": "rule", "law": list(range(3_000)), "title": "Other", "differs": differs}
    (problem,) = problems(rule)
    assert problem == (
        Code.TOO_LARGE,
        "written out, the rules of this file hold more than 80,000 keys and values",
    )


@pytest.mark.parametrize("words", [{"title": "Other"}, {"condition": "Other"}])
def test_a_rule_of_countless_versions_is_refused_though_none_of_them_can_be_used(words: Rule) -> None:
    """Eight switches of fifty values each; of a condition nothing is said but in one reading of all."""
    options = {f"switch-{number}": tuple(f"value-{value}" for value in range(50)) for number in range(8)}
    differs = [{"where": dict.fromkeys(options, "value-0"), **words}]
    differs += [{"where": {switch: "value-1"}, f"key-{switch}": 1} for switch in options]
    found = problems({"id": "rule", "differs": differs}, RubricFrame(options, None))
    assert Code.TOO_LARGE in {code for code, _ in found}
