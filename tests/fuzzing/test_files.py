"""Whatever stands in a file, every command that reads it keeps its promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing.broken_files import KINDS, TABLE, broken_files
from fuzzing.promises import MADE_UP, Case, hold, seeded

COMMANDS = [
    *(
        "check",
        "check --format json",
        "check --format github",
        "check --format sarif",
        "check --format junit",
    ),
    *(
        "assess atlantis --year 2021",
        "assess atlantis --full",
        "assess atlantis --brief",
        "assess atlantis -f json",
    ),
    *(
        "assess atlantis -f markdown",
        "explain atlantis freeing",
        "explain atlantis ships-2020",
        "history atlantis",
    ),
    *("export", "export --table evidence", "export --format jsonl", "export --table sources", "test made-up"),
    *(
        "outlook atlantis",
        "audit-history",
        "backtest",
        "list countries",
        "list measures",
        "list years atlantis",
    ),
]
commands = st.sampled_from(COMMANDS).map(str.split)
TABLE_TEXT = st.text(st.sampled_from('ATL,"\n2019Gold\r;\t\0é='), max_size=200)


@pytest.mark.parametrize("kind", KINDS)
@seeded(16)
@given(data=st.data())
def test_a_file_that_was_changed_is_judged_or_refused(kind: str, data: st.DataObject) -> None:
    text = data.draw(broken_files(kind))
    hold(Case(data.draw(commands), {KINDS[kind]: text}))


@seeded(12)
@given(text=TABLE_TEXT, arguments=commands)
def test_a_table_of_anything_is_read_or_refused(text: str, arguments: list[str]) -> None:
    table = (MADE_UP / TABLE).read_text(encoding="utf-8")
    hold(Case(arguments, {TABLE: table + text}))
