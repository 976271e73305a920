"""The page on messages is in step with the codes and with a real message."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

from docs.pages import ROOT, blocks, read
from tierscore.model.problem import Code

PAGE = ROOT / "docs/messages.md"


def meanings() -> dict[str, str]:
    """What stands under each code where it is defined."""
    tree = ast.parse((ROOT / "src/tierscore/model/problem.py").read_text(encoding="utf-8"))
    (codes,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == Code.__name__)
    found = {}
    for assigned, said in pairwise(codes.body):
        match assigned, said:
            case ast.Assign(value=ast.Constant(value=str(code))), ast.Expr(value=ast.Constant(value=str(meaning))):
                found[code] = " ".join(meaning.split())
            case _:
                pass
    return found


def test_every_code_says_what_it_means() -> None:
    assert meanings().keys() == {code.value for code in Code}


def test_the_page_has_every_code_with_its_meaning_and_no_other() -> None:
    rows = re.findall(r"^\| `(TS\d+)` \| (.+) \|$", read(PAGE), re.MULTILINE)
    assert dict(rows) == meanings()
    assert [code for code, _ in rows] == sorted(meanings())


def test_the_example_is_a_real_message() -> None:
    (file,) = re.findall(r"<!-- example: (\S+) -->", read(PAGE))
    (block,) = (block for block in blocks(PAGE) if block.language == "text")
    assert block.text.strip() == (ROOT / "tests/files/invalid" / file).read_text(encoding="utf-8").strip()
