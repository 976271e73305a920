"""The page on messages is in step with the codes, with real messages, and each of its examples does what it says."""

from __future__ import annotations

import ast
import datetime
import re
from itertools import pairwise
from pathlib import Path

import pytest

from docs.frames import COUNTRY, FRAMES, put
from docs.pages import ROOT, blocks, read
from tierscore.analysis.verification import prove
from tierscore.application.check import check
from tierscore.application.session import Session
from tierscore.loading.error_catalogue import load_rules
from tierscore.loading.files import LARGEST
from tierscore.loading.workspace.discovery import Origin, Workspace
from tierscore.loading.workspace.reader import check_workspace
from tierscore.model.check import Rule
from tierscore.model.problem import Code

PAGE = ROOT / "docs/messages.md"
RULES = load_rules()
BY_HAND = {Code.UNREADABLE, Code.TOO_LARGE}
"""What no text on a page can show; the tests below make these files."""
FAMILIES = ("TS1", "TS2", "TS3")
"""The families of codes whose examples are tried: those that a check of this version looks for."""
LOOKED_AT = [
    rule for code, rule in RULES.items() if code is Code.UNNAMED_TIER or code.value.startswith(("TS5", "TS7"))
]
"""Those that a check finds among other things, once the files are read."""
PROVEN = [rule for code, rule in RULES.items() if code.value.startswith("TS4")]
"""Those that are proven of a rubric."""
WITH = {Code.SHADOWED_RULE: {Code.UNREACHABLE_TIER}}
"""What cannot but be proven as well: the tier of a rule that never decides."""
UNTRIED = [
    rule
    for code, rule in RULES.items()
    if not code.value.startswith(FAMILIES) and rule not in (*LOOKED_AT, *PROVEN)
]
TRIED = [
    rule
    for code, rule in RULES.items()
    if code.value.startswith(FAMILIES) and code not in BY_HAND and rule not in LOOKED_AT
]


def meanings() -> dict[str, str]:
    """What stands under each code where it is defined."""
    tree = ast.parse((ROOT / "src/tierscore/model/problem.py").read_text(encoding="utf-8"))
    (codes,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == Code.__name__)
    found = {}
    for assigned, said in pairwise(codes.body):
        match assigned, said:
            case (
                ast.Assign(value=ast.Constant(str(code)) | ast.Tuple([ast.Constant(str(code)), _])),
                ast.Expr(ast.Constant(str(meaning))),
            ):
                found[code] = " ".join(meaning.split())
            case _:
                pass
    return found


def found(root: Path) -> set[Code]:
    """The codes of every problem in a workspace."""
    return {problem.code for problem in check_workspace(Workspace(root, Origin.CHOSEN)).problems}


def looked_at(root: Path) -> set[Code]:
    """The codes of everything that a whole check finds in a workspace."""
    session = Session(Workspace(root, Origin.CHOSEN), "frame")
    return {problem.code for problem in check(session, datetime.date(2026, 11, 24)).problems}


def ask_for_shelter(root: Path) -> None:
    """Let the rubric of the frame read a standing thing as well."""
    folder = root / "rubrics/frame"
    text = (folder / "prosecution.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("prosecution", "protection"),
        ("punishing", "sheltering"),
        ("prison-sentences", "specialised-shelter"),
    ):
        text = text.replace(old, new)
    (folder / "protection.yaml").write_text(text, encoding="utf-8")


def ask_whether_more_are_convicted(root: Path) -> None:
    """Let the rubric of the frame read a count as well."""
    folder = root / "rubrics/frame"
    text = (folder / "prosecution.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("prosecution", "protection"),
        ("punishing", "convicting"),
        ("{measure: prison-sentences,", "{trend: trafficking-convictions, direction: up,"),
    ):
        text = text.replace(old, new)
    (folder / "protection.yaml").write_text(text, encoding="utf-8")


ASKS = {Code.STALE: ask_for_shelter, Code.UNCOUNTED: ask_whether_more_are_convicted}
"""What the rubric of the frame must read besides, for a code to be found."""


def proven(root: Path) -> set[Code]:
    """The codes of everything that is proven of the rubrics of a workspace, and of nothing that could not be decided."""
    read = check_workspace(Workspace(root, Origin.CHOSEN))
    assert read.vocabulary is not None
    proofs = [prove(rubric, read.vocabulary) for rubric in read.rubrics.values()]
    assert sum(one.undecided for one in proofs) == 0
    return {remark.code for one in proofs for remark in one.remarks}


def test_every_code_says_what_it_means() -> None:
    assert meanings().keys() == {code.value for code in Code}


def test_the_page_has_every_code_with_its_meaning_and_no_other() -> None:
    assert {code.value: rule.meaning for code, rule in RULES.items()} == meanings()
    assert [code.value for code in RULES] == sorted(meanings())


def test_the_page_gives_the_severity_of_every_code() -> None:
    said = re.findall(r"^### `(TS\d{3})` (\w+)$", read(PAGE), re.MULTILINE)
    assert dict(said) == {code.value: code.severity.value for code in Code}


def test_every_example_says_where_it_belongs() -> None:
    frames = {rule.code: {rule.wrong.frame, rule.right.frame} for rule in RULES.values()}
    assert {code for code, named in frames.items() if named == {""}} == BY_HAND
    assert set.union(*frames.values()) - {""} == set(FRAMES)


def test_wrong_and_right_are_not_the_same() -> None:
    assert [rule.code for rule in RULES.values() if rule.wrong == rule.right] == []


@pytest.mark.parametrize("rule", TRIED, ids=lambda rule: rule.code.value)
def test_the_wrong_example_has_exactly_this_problem(rule: Rule, tmp_path: Path) -> None:
    put(rule.wrong, tmp_path / "w")
    assert found(tmp_path / "w") == {rule.code}


@pytest.mark.parametrize("rule", TRIED, ids=lambda rule: rule.code.value)
def test_the_right_example_has_none(rule: Rule, tmp_path: Path) -> None:
    put(rule.right, tmp_path / "w")
    assert found(tmp_path / "w") == set()


@pytest.mark.parametrize("rule", UNTRIED, ids=lambda rule: rule.code.value)
@pytest.mark.parametrize("kind", ["wrong", "right"])
def test_an_example_that_is_not_tried_yet_is_at_least_read(rule: Rule, kind: str, tmp_path: Path) -> None:
    put(getattr(rule, kind), tmp_path / "w")
    assert found(tmp_path / "w") == set()


def test_a_file_that_is_gone_and_one_that_is_too_large(tmp_path: Path) -> None:
    put(RULES[Code.UNIT].right, tmp_path / "w")
    path = tmp_path / "w" / COUNTRY
    fine = path.read_bytes()
    path.write_bytes(fine + b"#" * LARGEST)
    assert found(tmp_path / "w") == {Code.TOO_LARGE}
    path.unlink()
    path.symlink_to("gone.yaml")
    assert found(tmp_path / "w") == {Code.UNREADABLE}


def test_the_message_at_the_head_is_a_real_one() -> None:
    (file,) = re.findall(r"<!-- example: (\S+) -->", read(PAGE))
    block = next(block for block in blocks(PAGE) if block.language == "text")
    assert block.text.strip() == (ROOT / "tests/files/invalid" / file).read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("rule", LOOKED_AT, ids=lambda rule: rule.code.value)
def test_a_check_finds_the_wrong_example_and_not_the_right_one(rule: Rule, tmp_path: Path) -> None:
    put(rule.wrong, tmp_path / "wrong")
    put(rule.right, tmp_path / "right")
    for kind in ("wrong", "right") if rule.code in ASKS else ():
        ASKS[rule.code](tmp_path / kind)
    assert rule.code in looked_at(tmp_path / "wrong")
    assert rule.code not in looked_at(tmp_path / "right")


@pytest.mark.parametrize("rule", PROVEN, ids=lambda rule: rule.code.value)
def test_the_wrong_example_is_proven_to_be_wrong_and_the_right_one_to_be_sound(
    rule: Rule, tmp_path: Path
) -> None:
    put(rule.wrong, tmp_path / "wrong")
    put(rule.right, tmp_path / "right")
    assert proven(tmp_path / "wrong") == {rule.code} | WITH.get(rule.code, set())
    assert proven(tmp_path / "right") == set()
