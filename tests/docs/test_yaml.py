"""YAML in pages: what is complete is valid, what is a piece is at least YAML, and every word of a closed list is explained."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from docs.pages import PAGES, ROOT, Block, blocks, inline
from tierscore.loading.country.reader import load_country
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.loading.yaml.reader import parse
from tierscore.model.actor import Actor
from tierscore.model.evidence import Bound, Limit, SourceKind, Status, Versus
from tierscore.model.finding import Reason
from tierscore.model.law import Authority
from tierscore.model.measure import Nature
from tierscore.model.outcome import Outcome
from tierscore.model.rubric import IfOpen, Role

MODELINE = re.compile(r"# yaml-language-server: \$schema=\S*?(\w+)\.schema\.json\n")
YAML = [
    block
    for page in PAGES
    if page.name != "messages.md"
    for block in blocks(page)
    if block.language == "yaml"
]
"""The page on messages shows faulty files too; its own test tries every one."""
COMPLETE = [block for block in YAML if MODELINE.match(block.text)]
"""A block that begins with the modeline of a schema is a complete file."""


def label(block: Block) -> str:
    return f"{block.page}: {block.text.splitlines()[0]}"


@pytest.mark.parametrize("block", YAML, ids=label)
def test_a_block_is_yaml_that_we_read(block: Block) -> None:
    """A line that holds nothing but an ellipsis stands for what was left out."""
    text = re.sub(r"^ *…\n", "", block.text, flags=re.MULTILINE)
    assert parse(text.encode(), block.page).plain()


@pytest.mark.parametrize("block", COMPLETE, ids=label)
def test_a_complete_file_fits_its_schema(block: Block) -> None:
    kind = MODELINE.match(block.text)
    assert kind is not None
    schema: Any = json.loads((ROOT / f"schemas/{kind[1]}.schema.json").read_text(encoding="utf-8"))
    assert [
        fault.message
        for fault in Draft202012Validator(schema).iter_errors(parse(block.text.encode(), block.page).plain())
    ] == []


@pytest.mark.parametrize(
    "block", [block for block in COMPLETE if "/country.schema.json" in block.text], ids=label
)
def test_a_complete_country_file_loads(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(block.text, encoding="utf-8")
    assert load_country(path, load_vocabulary(ROOT / "rubrics/measures.yaml")).items


def test_the_readme_and_the_page_on_country_files_have_a_complete_one() -> None:
    assert {"README.md", "docs/country-files.md"} <= {block.page for block in COMPLETE}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        *[("docs/country-files.md", words) for words in (Status, SourceKind, Actor, Bound, Limit, Versus)],
        *[("docs/rubrics.md", words) for words in (Authority,)],
        *[("docs/glossary.md", words) for words in (Authority, Outcome, Reason, Role, Nature)],
    ],
)
def test_every_word_of_a_closed_list_is_explained(page: str, words: type[StrEnum]) -> None:
    assert {word.value for word in words} - set(inline(ROOT / page)) == set()


@pytest.mark.parametrize("words", [IfOpen, Role, Outcome])
def test_every_word_that_a_rubric_may_use_is_shown(words: type[StrEnum]) -> None:
    text = (ROOT / "docs/rubrics.md").read_text(encoding="utf-8") + (ROOT / "docs/glossary.md").read_text(
        encoding="utf-8"
    )
    assert [word.value for word in words if word.value not in text] == []
