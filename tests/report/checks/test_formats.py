"""A check in the formats of other programs: an independent reader reads each, and no text acts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from report.checks.builders import CLEAN, HOSTILE, ORDINARY, hostile
from tierscore.loading.error_catalogue import load_rules
from tierscore.model.check import Check
from tierscore.model.problem import Code, Place, Problem, Severity
from tierscore.report.checks import github, junit, sarif
from tierscore.report.compose.check import compose_check, compose_check_lists, compose_check_summary
from tierscore.report.formats import markdown, plain
from tierscore.report.json import check as json_format

RULES = load_rules()
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "files/sarif/sarif-schema-2.1.0.json").read_text(encoding="utf-8")
)
CHECKS = [ORDINARY, CLEAN, *map(hostile, HOSTILE)]
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\ud800]")
"""What acts on a terminal or hides from a reader."""


def as_sarif(check: Check) -> Any:
    return json.loads(sarif.render(check, RULES, "1.2.3"))


def everything(check: Check) -> dict[str, str]:
    """The check in every format."""
    return {
        "text": plain.render(compose_check(check)),
        "ascii": plain.render(compose_check(check), ascii=True),
        "markdown": markdown.render(compose_check_lists(check)),
        "json": json_format.render(check),
        "github": github.render(check),
        "sarif": sarif.render(check, RULES, "1.2.3"),
        "junit": junit.render(check),
    }


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_that_acts_or_hides_comes_through(check: Check) -> None:
    assert {
        name: ACTING.findall(text) for name, text in everything(check).items() if ACTING.search(text)
    } == {}


@pytest.mark.parametrize("check", CHECKS)
def test_the_same_check_gives_the_same_bytes(check: Check) -> None:
    assert everything(check) == everything(check)


# --- text ---------------------------------------------------------------------------------------------------


def test_the_summary_comes_first_and_fits_one_screen() -> None:
    files = tuple(f"countries/{'long-' * 40}{number}.yaml" for number in range(60))
    problems = tuple(
        Problem(Place(file, line, 1), Code.UNIT, "wrong", "", "x") for file in files for line in (1, 2)
    )
    check = Check(
        "x" * 300,
        files,
        problems,
        ORDINARY.accepted,
        dict.fromkeys([f"things tried of kind {n}" for n in range(9)], 10**6),
    )
    lines = plain.render(compose_check_summary(check), 80).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert plain.render(compose_check(check), 80).splitlines()[: len(lines)] == lines


def test_a_problem_stands_on_one_line_however_long_it_is() -> None:
    message = "wrong " * 40
    check = Check("x", ("a.yaml",), (Problem(Place("a.yaml", 1, 1), Code.UNIT, message, "", "x"),), (), {})
    assert f"a.yaml:1:1: TS303 {message}".rstrip() in plain.render(compose_check(check), 40).splitlines()


def test_a_severity_is_named_where_it_is_less_than_an_error() -> None:
    text = plain.render(compose_check(ORDINARY))
    assert "countries/atlantis.yaml:8:13: TS303 the figure" in text
    assert "countries/atlantis.yaml:20:3: TS505 notice: nobody" in text
    assert "rubrics/made-up/rubric.yaml:66:1: TS405 warning: `gold`" in text


# --- Markdown -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    page = markdown.render(compose_check_lists(hostile(text)))
    assert not re.search(r"<(?!!-- -->)", re.sub(r"\\.", "", page))
    assert not re.search(r"@(?!<!-- -->)", page)
    assert "](" not in re.sub(r"\\.", "", page)


# --- JSON ---------------------------------------------------------------------------------------------------


def test_json_has_its_documented_shape() -> None:
    data = json.loads(json_format.render(ORDINARY))
    assert list(data) == [
        "schema",
        "checked",
        "failed",
        "counts",
        "compared_with",
        "tried",
        "files",
        "problems",
        "accepted",
    ]
    assert data["schema"] == "tierscore/check/v1"
    assert data["failed"] is True
    assert data["counts"] == {"error": 2, "warning": 1, "notice": 1, "accepted": 1}
    assert list(data["problems"][0]) == [
        "code",
        "severity",
        "file",
        "line",
        "column",
        "message",
        "hint",
        "excerpt",
        "excerpt_column",
        "count",
    ]
    assert (data["problems"][2]["line"], data["problems"][2]["column"]) == (None, None)
    assert data["accepted"][0]["reason"] == "It is kept for a rubric to come."
    assert json.loads(json_format.render(CLEAN))["failed"] is False


@pytest.mark.parametrize("text", HOSTILE)
def test_a_json_reader_gets_back_what_was_there(text: str) -> None:
    assert json.loads(json_format.render(hostile(text)))["problems"][0]["message"] == f"m {text}"


# --- GitHub -------------------------------------------------------------------------------------------------


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does; every other line must be none."""
    matches = []
    for line in re.split("\r\n|[\r\n]", text):
        match = re.match(r"::(\w+) ?(.*?)::(.*)$", line)
        if match:
            pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
            matches.append(
                (match[1], {key: unescaped(value) for key, value in pairs.items()}, unescaped(match[3]))
            )
        else:
            assert "::" not in line
    return matches


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_an_annotation_says_where_and_what() -> None:
    first, *_, last = github.render(ORDINARY).splitlines()
    assert first == (
        "::error file=countries/atlantis.yaml,line=8,col=13,title=tierscore TS303::"
        "the figure 12 has no unit%0Ahint: add `unit: ships`"
    )
    assert last == "2 errors, 1 warning, 1 notice in 3 of 3 files"
    assert [name for name, _, _ in commands(github.render(ORDINARY))] == [
        "error",
        "notice",
        "error",
        "warning",
    ]


def test_a_file_as_a_whole_has_neither_line_nor_column() -> None:
    assert "::error file=countries/lemuria.yaml,title=tierscore TS112::" in github.render(ORDINARY)


def test_signs_are_escaped_as_in_the_toolkit_of_github() -> None:
    problem = Problem(Place("a%b:c,d\ne.yaml", 1, 2), Code.UNIT, "100%: a,b\r\nc::d")
    (line, _) = github.render(Check("x", (), (problem,), (), {})).splitlines()
    assert (
        line
        == "::error file=a%25b%3Ac%2Cd%0Ae.yaml,line=1,col=2,title=tierscore TS303::100%25: a,b%0D%0Ac::d"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_begins_a_command_of_its_own(text: str) -> None:
    lines = commands(github.render(hostile(text)))
    assert [name for name, _, _ in lines] == ["error", "notice"]
    assert set(lines[0][1]) == {"file", "line", "col", "title"}


@given(st.text(st.sampled_from("%0A3C:,\r\n ad"), max_size=12))
def test_what_the_runner_reads_back_is_what_was_there(text: str) -> None:
    problem = Problem(Place(f"x{text}", 1, 2), Code.UNIT, f"m{text}")
    (line,) = commands(github.render(Check("x", (), (problem,), (), {})))
    assert (line[1]["file"], line[2]) == (f"x{text}", f"m{text}")


# --- SARIF --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", CHECKS)
def test_sarif_fits_the_published_schema(check: Check) -> None:
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
        for fault in Draft7Validator(SCHEMA).iter_errors(as_sarif(check))
    ]
    assert faults == []


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = as_sarif(ORDINARY)
    log["runs"][0]["results"][0]["level"] = "serious"
    assert not Draft7Validator(SCHEMA).is_valid(log)


def test_every_code_can_be_a_rule_and_every_result_has_its_own() -> None:
    problems = tuple(Problem(Place("a.yaml", 1, 1), code, "m", "", "e") for code in Code)
    (run,) = as_sarif(Check("x", ("a.yaml",), problems, (), {}))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [code.value for code in Code]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert rules[0]["name"] == "Unreadable"
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert levels == {
        code.value: {Severity.NOTICE: "note"}.get(code.severity, code.severity.value) for code in Code
    }


def test_an_accepted_problem_is_suppressed_in_the_source_with_its_reason() -> None:
    results = as_sarif(ORDINARY)["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        *[None] * 4,
        [{"kind": "inSource", "justification": "It is kept for a rubric to come."}],
    ]


def test_columns_count_characters_and_names_are_percent_encoded() -> None:
    problem = Problem(Place("countries/côte d'ivoire #1.yaml", 2, 5), Code.UNIT, "m", "", "東京: x")
    (run,) = as_sarif(Check("x", (), (problem,), (), {}))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"] == {
        "uri": "countries/c%C3%B4te%20d%27ivoire%20%231.yaml",
        "uriBaseId": "SRCROOT",
    }
    assert place["region"] == {"startLine": 2, "startColumn": 5, "snippet": {"text": "東京: x"}}


def fingerprints(*problems: Problem) -> list[str]:
    results = as_sarif(Check("x", (), problems, (), {}))["runs"][0]["results"]
    return [result["partialFingerprints"]["tierscore/v1"] for result in results]


def test_a_fingerprint_stays_when_the_line_moves_and_differs_otherwise() -> None:
    problem = Problem(Place("a.yaml", 3, 5), Code.UNIT, "m (see line 3)", "h", "  figure: 12")
    same_problem_lower = Problem(Place("a.yaml", 30, 7), Code.UNIT, "m (see line 30)", "h", "    figure: 12")
    assert fingerprints(problem) == fingerprints(same_problem_lower)
    assert (
        len(
            set(
                fingerprints(
                    problem,
                    same_problem_lower,
                    Problem(Place("b.yaml", 3, 5), Code.UNIT, problem.message, "h", problem.excerpt),
                )
            )
        )
        == 3
    )


def test_no_message_holds_a_link() -> None:
    problem = Problem(Place("a.yaml"), Code.UNIT, "see [here](https://evil.example)")
    assert "](" not in sarif.render(Check("x", (), (problem,), (), {}), RULES, "1")


# --- JUnit --------------------------------------------------------------------------------------------------


def test_a_test_case_for_each_file_fails_where_the_check_does() -> None:
    root = ElementTree.fromstring(junit.render(ORDINARY))  # noqa: S314 - our own output
    (suite,) = root
    assert (root.tag, root.attrib["tests"], root.attrib["failures"], suite.attrib["errors"]) == (
        "testsuites",
        "3",
        "3",
        "0",
    )
    cases = {case.attrib["name"]: case for case in suite}
    assert list(cases) == list(ORDINARY.files)
    failure = cases["countries/atlantis.yaml"].find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "TS303", "message": "TS303 the figure 12 has no unit"}
    assert "hint: add `unit: ships`" in (failure.text or "")
    assert "TS505 notice" in (cases["countries/atlantis.yaml"].findtext("system-out") or "")
    assert "accepted: It is kept" in (cases["countries/atlantis.yaml"].findtext("system-out") or "")


ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "system-out": set(),
}
"""What the schema of the Jenkins plug-in xUnit (junit-10.xsd) allows of what we write."""


@pytest.mark.parametrize("check", [ORDINARY, CLEAN])
def test_junit_has_the_attributes_that_consumers_accept(check: Check) -> None:
    for element in ElementTree.fromstring(junit.render(check)).iter():  # noqa: S314
        assert set(element.attrib) == ATTRIBUTES[element.tag]


def test_a_notice_alone_fails_nothing() -> None:
    notice = Problem(Place("a.yaml", 1, 1), Code.STALE, "old")
    root = ElementTree.fromstring(junit.render(Check("x", ("a.yaml", "b.yaml"), (notice,), (), {})))  # noqa: S314
    assert (root.attrib["tests"], root.attrib["failures"]) == ("2", "0")


@pytest.mark.parametrize("text", HOSTILE)
def test_xml_of_hostile_text_is_read_back(text: str) -> None:
    root = ElementTree.fromstring(junit.render(hostile(text)).encode())  # noqa: S314
    assert len(root.findall(".//failure")) == 1
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    }


@given(st.text())
def test_any_text_gives_xml_that_a_parser_reads(text: str) -> None:
    ElementTree.fromstring(junit.render(hostile(text)).encode())  # noqa: S314
