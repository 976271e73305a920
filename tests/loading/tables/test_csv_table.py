"""Tables with faults of every kind: the row is named, and the sound rows beside it are read."""

from __future__ import annotations

import pytest

from tierscore.loading.tables.csv_table import MOST_CELLS, CsvRow, CsvTable
from tierscore.model.problem import Code, Problem, UnreadableError

COLUMNS = ("a", "b")


def read(text: str | bytes) -> tuple[list[CsvRow], list[Problem]]:
    """The rows of a table with the columns ``a`` and ``b``, and its problems."""
    table = CsvTable(text.encode() if isinstance(text, str) else text, "t.csv")
    rows = list(table.rows(COLUMNS))
    try:
        table.finish()
    except UnreadableError as error:
        return rows, list(error.problems)
    return rows, []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_row_has_its_line_and_its_cells_by_column(end: str) -> None:
    assert read(end.join(["a,b", "1,2", "3,4", ""])) == (
        [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})],
        [],
    )


def test_columns_may_stand_in_any_order() -> None:
    assert read("b,a\n1,2\n")[0] == [(2, {"b": "1", "a": "2"})]


def test_a_row_has_the_line_on_which_it_begins_where_a_cell_has_several() -> None:
    rows, problems = read('a,b\n"one\ntwo",2\n3,4\n')
    assert (rows, problems) == ([(2, {"a": "one\ntwo", "b": "2"}), (4, {"a": "3", "b": "4"})], [])


def test_an_empty_line_is_no_row() -> None:
    assert read("a,b\n\n1,2\n\n") == ([(3, {"a": "1", "b": "2"})], [])


def test_a_cell_may_hold_a_comma_and_a_quotation_mark() -> None:
    assert read('a,b\n"1,5","say ""so"""\n')[0] == [(2, {"a": "1,5", "b": 'say "so"'})]


@pytest.mark.parametrize("bad", ["1", "1,2,3"])
def test_a_row_of_another_length_is_a_problem_and_the_others_are_read(bad: str) -> None:
    rows, [problem] = read(f"a,b\n{bad}\n3,4\n")
    assert rows == [(3, {"a": "3", "b": "4"})]
    assert (problem.code, problem.place.line) == (Code.TABLE, 2)
    assert problem.message == f"the row has {bad.count(',') + 1} cells, the table 2 columns"


@pytest.mark.parametrize(
    ("header", "message", "hint"),
    [
        ("a", "the column `b` is missing", "the columns are a, b"),
        ("", "the column `a` is missing", "the columns are a, b"),
        ("a,b,c", "the column `c` is one too many", "the columns are a, b"),
        ("a,b,b", "the column `a` is one too many", "the columns are a, b"),
        ("a,B", "the column `b` is missing", "did you mean `b`?"),
    ],
)
def test_a_header_with_other_columns_is_a_problem_and_no_row_is_read(
    header: str, message: str, hint: str
) -> None:
    rows, [problem] = read(f"{header}\n1,2\n")
    assert rows == []
    assert (problem.code, problem.message, problem.hint) == (Code.TABLE, message, hint)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('a,b\n1,2\n"3,4\n', 3, "a quotation mark is opened and never closed"),
        ('a,b\n1,2\n"3"x,4\n', 3, "text follows a closing quotation mark"),
        ("a,b\n1,2\n" + "x" * 200_000 + ",4\n", 3, "a cell is longer than any that is wanted"),
    ],
)
def test_what_is_no_table_is_a_problem_after_the_rows_before_it(text: str, line: int, message: str) -> None:
    rows, [problem] = read(text)
    assert rows == [(2, {"a": "1", "b": "2"})]
    assert (problem.code, problem.place.line, problem.message) == (Code.TABLE, line, message)


def test_bytes_that_are_no_text_are_refused_at_once() -> None:
    with pytest.raises(UnreadableError):
        CsvTable(b"a,b\n\xff\xfe\x00,2\n", "t.csv")


def test_a_table_of_more_cells_than_any_is_refused_at_once() -> None:
    with pytest.raises(UnreadableError, match="400,000 cells"):
        CsvTable(b"\n" * (MOST_CELLS + 1), "t.csv")


def test_a_table_opened_anew_remembers_no_problem() -> None:
    table = CsvTable(b"a,b\n1\n", "t.csv")
    assert list(table.rows(COLUMNS)) == []
    assert table.problems
    again = table.anew()
    assert not again.problems
    again.finish()
    list(again.rows(COLUMNS))
    with pytest.raises(UnreadableError):
        again.finish()


def test_a_character_that_no_text_holds_is_refused_at_once() -> None:
    with pytest.raises(UnreadableError):
        CsvTable(b"a,b\n\0,1\n", "t.csv")
