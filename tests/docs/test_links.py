"""Every link inside the repository leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from docs.pages import PAGES, ROOT, inline, name, prose

if TYPE_CHECKING:
    from pathlib import Path

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FILE = re.compile(r"(?:src|tests|docs|rubrics|countries|schemas|benchmarks)/[\w./-]*\w|\.ci/\w+")


def links(page: Path) -> list[str]:
    found = _LINK.findall(prose(page))
    return [link for link in found if not re.match(r"https?://", link)]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(prose(page))]
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize(("page", "link"), [(page, link) for page in PAGES for link in links(page)], ids=str)
def test_a_link_resolves(page: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    assert target.exists(), f"{name(page)}: {link}"
    assert ROOT in target.parents
    assert not anchor or anchor in anchors(target), f"{name(page)}: {link}"


def test_there_are_links_and_anchors() -> None:
    assert len([link for page in PAGES for link in links(page)]) > 10
    assert any("#" in link for page in PAGES for link in links(page))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_file_or_folder_that_a_page_names_exists(page: Path) -> None:
    """Paths from the top of the repository, in backticks; the example country of the README is yet to be written."""
    named = {text for text in inline(page) if _FILE.fullmatch(text.rstrip("/")) and "*" not in text}
    missing = {text for text in named if not (ROOT / text).exists()}
    assert missing <= {"countries/atlantis.yaml"}
