"""The JSON Schemas are in step with the forms, accept what we ship and refuse what we refuse."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from command import run
from loading.invalid import INVALID, MADE_UP, PLACES, expected, faulty_files
from thorough import examples
from tierscore.cli.commands.schema import SchemaKind as Kind
from tierscore.loading.forms.base import Date, Exact, Form, PublicationDate
from tierscore.loading.forms.json_schema import FORMS
from tierscore.loading.forms.schema_rules import (
    ABOVE_ZERO,
    EXACT,
    FROM_ZERO,
    PUBLISHED,
    SHARE,
    SHARE_ABOVE_ZERO,
    WHEN,
)
from tierscore.loading.yaml.reader import parse
from tierscore.model.problem import Code, UnreadableError

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "schemas"
OF_ANSWERS = {"assessment", "compare", "path", "whatif"}
"""Schemas of answers, and no files that people write."""
SCHEMAS = {
    name: path
    for path in sorted(FOLDER.glob("*.schema.json"))
    if (name := path.name.removesuffix(".schema.json")) not in OF_ANSWERS
}
SHIPPED = sorted(
    [
        *ROOT.glob("rubrics/**/*.yaml"),
        *ROOT.glob("countries/*.yaml"),
        *ROOT.glob("tests/files/valid/**/*.yaml"),
    ],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def kind_of(path: Path) -> str:
    """Which schema is meant for a file, by where it lies."""
    if path.parent.name == "countries":
        return "country"
    if path.parent.name == "cases":
        return "case"
    return {"measures.yaml": "measures", "rubric.yaml": "rubric"}.get(path.name, "criteria")


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMAS[kind].read_text(encoding="utf-8")))


def read(path: Path) -> Any:
    return parse(path.read_bytes(), path.name).plain()


def test_the_schemas_are_what_the_command_gives(tmp_path: Path) -> None:
    """If this fails: run ``tierscore schema --all schemas`` and read the difference."""
    written = run("schema", "--all", str(tmp_path))
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    fresh = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert fresh == {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.values()}


def test_every_kind_of_file_with_a_form_has_its_schema() -> None:
    assert {kind.value for kind in Kind} == set(FORMS) == set(SCHEMAS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_printed_by_name(kind: str) -> None:
    assert run("schema", kind).stdout == SCHEMAS[kind].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name one kind"),
        (("rubrics",), "rubric"),
        (("case", "--all", "."), "name one kind"),
        (("--all", "no/folder"), "cannot write no/folder"),
    ],
)
def test_a_schema_that_nobody_named_is_refused(arguments: tuple[str, ...], says: str) -> None:
    refused = run("schema", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert says in refused.stderr


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_says_what_it_means(kind: str) -> None:
    whole = json.loads(SCHEMAS[kind].read_text(encoding="utf-8"))
    silent = [
        f"{name}.{key}"
        for name, definition in {**whole["$defs"], "": whole}.items()
        for key, value in definition.get("properties", {}).items()
        if not value.get("description")
    ]
    assert silent == [], "say it in the form: Field(description=…)"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMAS[kind].read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_shipped_file_is_accepted(path: Path) -> None:
    faults = [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
        for fault in validator(kind_of(path)).iter_errors(read(path))
    ]
    assert faults == []


def test_every_kind_of_file_is_among_the_shipped_ones() -> None:
    assert {kind_of(path) for path in SHIPPED} == set(SCHEMAS)


@pytest.mark.parametrize(
    "path",
    [path for path in SHIPPED if "tests" not in path.relative_to(ROOT).parts],
    ids=lambda path: path.name,
)
def test_a_file_names_its_schema_in_its_first_line(path: Path) -> None:
    named = MODELINE.match(path.read_text(encoding="utf-8"))
    assert named is not None
    assert (path.parent / named[1]).resolve() == SCHEMAS[kind_of(path)]


BEYOND_A_SCHEMA = {
    Code.UNKNOWN_REFERENCE: "an id is compared with ids elsewhere, often in another file",
    Code.REPEATED_ID: "ids of several entries are compared with one another",
    Code.SERIES: "the series of a measure stand in the vocabulary, another file",
    Code.ACTORS: "tests of several entries are compared with one another",
    Code.NO_WEIGHT: "weights of several criteria, often in several files, are added up",
    Code.DIFFERENCE: "the years and readings of several entries are compared with one another",
    Code.DECISION: "whether rules leave a case open is a proof, not a shape",
}
"""The codes that no JSON Schema can find, and why."""
FAULTS_BEYOND_A_SCHEMA = {
    "version-not-three-numbers.rubric.yaml": "the form of a version is a matter of the policy of change",
    "figure-of-a-measure-without.criteria.yaml": "the unit of a measure stands in the vocabulary",
    "figure-with-another-unit.country.yaml": "the unit of a measure stands in the vocabulary",
    "two-units-compared.criteria.yaml": "the units of measures stand in the vocabulary",
    "figure-of-half-a-ship.country.yaml": "whether a unit counts whole things stands in the vocabulary",
    "date-that-ends-before-it-starts.country.yaml": "two dates are compared",
    "source-read-before-it-was-published.country.yaml": "two dates are compared",
    "country-code-of-another.country.yaml": "which code belongs to which country stands in a table",
    "country-code-of-neither-korea.country.yaml": "which code belongs to which country stands in a table",
    "cap-above-one.criteria.yaml": "whether the fraction 3/2 is more than 1 takes a division",
    "cut-offs-the-wrong-way-round.rubric.yaml": "two numbers are compared",
    "no-indicator-in-force.criteria.yaml": "the years of several entries are compared",
    "rank-twice.rubric.yaml": "ranks of several entries are compared",
    "revises-another-measure.country.yaml": "two items are compared",
    "revises-in-a-circle.country.yaml": "items refer to one another",
    "revises-itself.country.yaml": "an id is compared with another",
    "figure-above-a-named-value.country.yaml": "the named values of a unit stand in the vocabulary",
    "figure-in-words.country.yaml": "the named values of a unit stand in the vocabulary",
    "figure-of-an-unknown-word.country.yaml": "the named values of a unit stand in the vocabulary",
    "named-values-of-one-rank.measures.yaml": "ranks of several values are compared",
}
"""Single faults of codes that a schema finds elsewhere, and why it cannot find these."""
CODE = re.compile(r": (TS\d{3}) ")


def codes_of(path: Path) -> set[Code]:
    return {Code(code) for code in CODE.findall(expected(path).read_text(encoding="utf-8"))}


def as_data(path: Path) -> Any:
    """What a faulty file says; None where it is no YAML that we read, so that no schema ever sees it."""
    text = path.read_bytes()
    try:
        if path.name.endswith(".rubric.yaml"):
            valid = (MADE_UP / PLACES["rubric"]).read_text(encoding="utf-8")
            for edit in parse(text, path.name).plain():
                valid = valid.replace(edit["replace"], edit["by"])
            text = valid.encode()
        return parse(text, path.name).plain()
    except UnreadableError:
        return None


FAULTY = [path for path in faulty_files() if path.suffix == ".yaml" and as_data(path) is not None]


def beyond(path: Path) -> bool:
    return path.name in FAULTS_BEYOND_A_SCHEMA or codes_of(path) <= set(BEYOND_A_SCHEMA)


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.name)
def test_a_fault_that_a_schema_can_express_is_refused_by_it(path: Path) -> None:
    refused = not validator(path.name.split(".")[1]).is_valid(as_data(path))
    assert refused or beyond(path)


@pytest.mark.parametrize("name", FAULTS_BEYOND_A_SCHEMA)
def test_no_fault_is_called_beyond_a_schema_that_is_not(name: str) -> None:
    path = INVALID / name
    assert not codes_of(path) <= set(BEYOND_A_SCHEMA)
    assert validator(name.split(".")[1]).is_valid(as_data(path))


def test_what_is_not_read_as_yaml_is_a_fault_of_yaml() -> None:
    unread = [path for path in faulty_files() if path.suffix == ".yaml" and path not in FAULTY]
    assert unread
    assert {code.value[:3] for path in unread for code in codes_of(path)} == {"TS1"}


DATES = [
    "2021",
    2021,
    "2021-06",
    "2021-06-08",
    "2020-02-29",
    "2000-02-29",
    "2019-03/2020-02",
    "2014-11/..",
    "2014-11/",
    "report 2021",
]
NO_DATES = [
    "2021-13",
    "2021-06-31",
    "2021-02-29",
    "1900-02-29",
    "1492",
    1492,
    2101,
    "summer",
    "report 21",
    "2021-6",
    "../2021",
    True,
]


@pytest.mark.parametrize("written", [*DATES, *NO_DATES])
def test_the_schema_and_the_loader_agree_on_dates(written: Any) -> None:
    fits = Draft202012Validator(WHEN).is_valid(written)
    assert fits == _reads(Dated, written)


@pytest.mark.parametrize(
    "written",
    [
        *(2021, "2021-06", "2021~", "2021-06?", "..2021", "2021/", "2020/2022"),
        *("2021-02-29~", "..", "?", "~", "2021/..", "../2021", "report 2021", "2021%", "2021?~", "1492?"),
        *("..2021/", "2021-13/", 2101, True),
    ],
)
def test_the_schema_and_the_loader_agree_on_dates_of_publication(written: Any) -> None:
    assert Draft202012Validator(PUBLISHED).is_valid(written) == _reads(Published, written)


NUMBERS = [
    "1",
    "0",
    "1/2",
    "0.5",
    "-3",
    "+2/3",
    "1/0",
    "1/00",
    "0/1",
    "01",
    "",
    "1/",
    ".5",
    "1e3",
    "half",
    "9" * 18,
    "9" * 19,
    0,
    1,
    7,
    -1,
    True,
    None,
]


@pytest.mark.parametrize("written", NUMBERS)
def test_the_schema_and_the_loader_agree_on_numbers(written: Any) -> None:
    fits = Draft202012Validator(EXACT).is_valid(written)
    assert fits == _reads(Counted, written)
    if fits:
        value = Fraction(str(written))
        assert Draft202012Validator(FROM_ZERO).is_valid(written) == (value >= 0)
        assert Draft202012Validator(ABOVE_ZERO).is_valid(written) == (value > 0)
        if "/" not in str(written):
            assert Draft202012Validator(SHARE).is_valid(written) == (0 <= value <= 1)
            assert Draft202012Validator(SHARE_ABOVE_ZERO).is_valid(written) == (0 < value <= 1)


class Dated(Form):
    value: Date


class Published(Form):
    value: PublicationDate


class Counted(Form):
    value: Exact


def _reads(form: type[Form], written: Any) -> bool:
    try:
        form.model_validate({"value": written})
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", SCHEMAS)
def test_another_program_accepts_what_we_ship(kind: str) -> None:
    """
    By the command line of check-jsonschema, which reads YAML and schema in its own way.

    It takes the shortest, the longest and some between of each kind; that every file fits is tested above.
    """
    shipped = sorted(
        (path for path in SHIPPED if kind_of(path) == kind), key=lambda path: path.stat().st_size
    )
    step = max(1, len(shipped) // examples(5))
    drawn = [str(path) for path in dict.fromkeys([*shipped[::step], shipped[-1]])]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMAS[kind]), *drawn]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_program_refuses_what_we_refuse() -> None:
    faults = [path for path in FAULTY if path.name.endswith(".country.yaml") and not beyond(path)]
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        str(SCHEMAS["country"]),
        "--output-format",
        "json",
        *map(str, faults),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    refused = {Path(error["filename"]).name for error in (*report["errors"], *report["parse_errors"])}
    assert {path.name for path in faults} - refused == set()


def test_a_name_out_of_form_is_refused() -> None:
    country = read(
        next(path for path in SHIPPED if path.name == "atlantis.yaml" and path.parent.name == "countries")
    )
    country["sources"]["Not A Slug"] = next(iter(country["sources"].values()))
    assert not validator("country").is_valid(country)
