"""Whatever is in a file, what is read, kept and said of it is bounded: counted here, since times differ by machine."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from command import run
from counted_events import CountedEvents
from loading.invalid import MADE_UP, PLACES
from tierscore.errors import LONGEST_LINE
from tierscore.loading.country.reader import load_country
from tierscore.loading.files import LARGEST
from tierscore.loading.suggestions import MOST_COMPARED
from tierscore.loading.tables.csv_table import MOST_CELLS
from tierscore.loading.tables.index_3p import load_index
from tierscore.loading.tables.placements import COLUMNS, load_placements
from tierscore.loading.validation.error_words import MOST_WORDED
from tierscore.loading.vocabulary import load_vocabulary
from tierscore.loading.yaml import reader as yaml
from tierscore.loading.yaml.parsers import MOST_NODES
from tierscore.loading.yaml.reader import LONGEST_TEXT, parse
from tierscore.loading.yaml.source_lines import LONGEST_EXCERPT, lines
from tierscore.model.problem import MOST_OF_A_KIND, Code, Problem, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

HEAD = (
    "country: {name: Atlantis, iso3: ATL}\n"
    "sources: {s: {title: T, publisher: P, published: 2021, kind: civil-society}}\n"
)
TABLE = f"{','.join(COLUMNS)}\n"


def problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableError) as caught:
        read()
    return caught.value.problems


def of_text(text: str) -> tuple[Problem, ...]:
    return problems(lambda: parse(text.encode(), "a.yaml"))


def of_country(text: str, folder: Path) -> tuple[Problem, ...]:
    path = folder / "atlantis.yaml"
    path.write_text(text, encoding="utf-8")
    return problems(lambda: load_country(path, load_vocabulary(MADE_UP / PLACES["measures"])))


def of_table(text: str, folder: Path) -> tuple[Problem, ...]:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return problems(lambda: load_placements(path))


def characters(kept: tuple[Problem, ...]) -> int:
    return sum(len(problem.message) + len(problem.hint) + len(problem.excerpt) for problem in kept)


def test_directives_are_looked_at_once_each_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each further one used to copy the whole text."""
    copied: list[int] = []

    def counted(text: str) -> list[str]:
        copied.append(len(text))
        return lines(text)

    monkeypatch.setattr(yaml, "lines", counted)
    text = "%\n" * 30_000
    kept = of_text(f"{text}a: 1\n")
    assert copied == [len(text) + 5]
    assert [problem.code for problem in kept] == [Code.DIRECTIVE] * (MOST_OF_A_KIND + 1)
    assert kept[-1].message == "and 29,800 more problems of this kind in this file"
    assert (kept[-1].place.line, kept[-1].count) == (MOST_OF_A_KIND + 1, 29_800)


@pytest.mark.parametrize(
    ("line", "code"),
    [("- !t a\n", Code.TAG), ("- 0x1\n", Code.NOT_A_NUMBER), ("- .nan\n", Code.NOT_A_NUMBER)],
)
def test_of_many_faults_of_a_kind_the_first_are_listed_and_the_rest_counted(line: str, code: Code) -> None:
    kept = of_text(line * 60_000)
    assert [problem.place.line for problem in kept] == [*range(1, MOST_OF_A_KIND + 2)]
    assert {problem.code for problem in kept} == {code}
    assert sum(problem.count for problem in kept) == 60_000
    assert "and 59,800 more problems of this kind in this file" in kept[-1].message


def test_one_kind_of_fault_hides_no_other() -> None:
    kept = of_text("- !t a\n" * 1_000 + "- 0x1\n")
    assert [problem.code for problem in kept[-1:]] == [Code.NOT_A_NUMBER]


def test_a_long_line_is_not_repeated_with_each_of_its_faults() -> None:
    line = "a: [" + ", ".join(f"!t{index} {'y' * 480}" for index in range(1_000)) + "]"
    kept = of_text(line)
    assert len(kept) == MOST_OF_A_KIND + 1
    assert max(len(problem.excerpt) for problem in kept) == LONGEST_EXCERPT
    assert characters(kept) < 200 * len(line) // 100
    for problem in kept[:-1]:
        at = problem.place.column - problem.excerpt_column
        assert problem.excerpt[at:].startswith("!t")


@pytest.mark.parametrize(
    "text",
    [
        "a: &" + "x" * 1_000_000 + " 1\n",
        "a: !" + "x" * 1_000_000 + " 1\n",
        "%" + "x" * 1_000_000 + "\n---\na: 1\n",
        "? " + "x" * 1_000_000 + "\n: 1\n? " + "x" * 1_000_000 + "\n: 1\n",
        "a: 0x" + "1" * 30 + "\nb: " + "9" * 1_000_000 + "\n",
    ],
)
def test_a_long_word_is_quoted_in_part(text: str) -> None:
    kept = of_text(text)
    assert all(len(problem.message) <= LONGEST_LINE and len(problem.hint) <= LONGEST_LINE for problem in kept)


@pytest.mark.parametrize("text", ["\n", "#\n", "\r", " \n", "#"])
def test_a_file_of_nothing_is_read_without_a_step_for_each_line(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    split: list[int] = []

    def counted(text: str) -> list[str]:
        split.append(len(text))
        return lines(text)

    monkeypatch.setattr(yaml, "lines", counted)
    [problem] = of_text(text * 1_000_000)
    assert problem.code is Code.EMPTY
    assert split == []


def test_reading_stops_at_the_most_keys_and_values() -> None:
    assert len(parse(b"[" + b"1," * (MOST_NODES - 1) + b"]", "a.yaml").plain()) == MOST_NODES - 1
    counted = CountedEvents()
    data = b"[" + b"1," * (LARGEST // 2 - 1) + b"]"
    [problem] = problems(lambda: parse(data, "a.yaml", counted.parsers))
    assert (problem.code, problem.message) == (
        Code.TOO_LARGE,
        f"the file holds more than {MOST_NODES:,} keys and values",
    )
    assert counted.taken <= MOST_NODES + 4


def test_entries_out_of_shape_are_counted(tmp_path: Path) -> None:
    kept = of_country(
        f"{HEAD}evidence: [{', '.join('{id: a, measur: b}' for _ in range(2_000))}]\n", tmp_path
    )
    by_code = {code: sum(p.count for p in kept if p.code is code) for code in {p.code for p in kept}}
    assert by_code[Code.UNKNOWN_KEY] == 2_000
    assert len(kept) <= (MOST_OF_A_KIND + 1) * len(by_code)
    assert characters(kept) < 1_000 * len(kept)


def test_more_errors_than_can_be_looked_at_are_counted(tmp_path: Path) -> None:
    count = MOST_WORDED // 4
    kept = of_country(f"{HEAD}evidence: [{', '.join('{}' for _ in range(count))}]\n", tmp_path)
    assert sum(problem.count for problem in kept) > count
    assert len(kept) < 4 * MOST_OF_A_KIND


def test_words_that_are_unknown_are_guessed_at_for_those_that_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tierscore.loading.validation import references  # noqa: PLC0415 - only here

    guesses = 0

    def counted(written: str, known: object) -> str:
        nonlocal guesses
        guesses += 1
        return ""

    monkeypatch.setattr(references, "measure_meant", counted)
    item = "{{id: a{0}, measure: nothing-{0}, status: done, when: 2020, summary: S., sources: [{{id: s}}]}}"
    kept = of_country(f"{HEAD}evidence: [{', '.join(item.format(n) for n in range(1_000))}]\n", tmp_path)
    assert guesses == MOST_OF_A_KIND
    assert sum(problem.count for problem in kept) == 1_000


def test_among_very_many_words_no_guess_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 200 unknown sources used to be compared with every source of the file."""
    compared: list[int] = []
    looked_for = difflib.get_close_matches

    def counted(word: str, known: Collection[str], *more: Any, **options: Any) -> list[str]:
        compared.append(len(known))
        return looked_for(word, known, *more, **options)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    source = "s{0}: {{title: T, publisher: P, published: 2021, kind: survivor}}"
    sources = ", ".join(source.format(number) for number in range(MOST_COMPARED + 1))
    item = (
        "{{id: i{0}, measure: harbour-law, status: done, when: 2020, summary: S., sources: [{{id: t{0}}}]}}"
    )
    items = ", ".join(item.format(number) for number in range(MOST_OF_A_KIND))
    kept = of_country(
        f"country: {{name: Atlantis, iso3: ATL}}\nsources: {{{sources}}}\nevidence: [{items}]\n", tmp_path
    )
    assert {problem.code for problem in kept} == {Code.UNKNOWN_REFERENCE}
    assert kept[0].hint == "they are defined in `sources:` of this file"
    assert sum(compared) <= MOST_COMPARED


def test_a_text_without_end_is_no_value(tmp_path: Path) -> None:
    """A name of four megabytes was drawn on every line of a report that has it, for minutes."""
    assert parse(f"a: {'x ' * (LONGEST_TEXT // 2 - 1)}x\n".encode(), "a.yaml").plain()
    for value in ("x" * (LONGEST_TEXT + 1), f"'{'a ' * 1_000_000}'", f'"{chr(0xFDFA) * 1_000_000}"'):
        text = f"country: {{name: {value}, iso3: ATL}}\nsources: {{}}\nevidence: []\n"
        [problem] = of_country(text, tmp_path)
        assert problem.code is Code.TOO_LARGE
        assert (problem.place.line, problem.place.column) == (1, 17)
        assert problem.message.endswith(" characters, and 20,000 at the most are read")


@pytest.mark.parametrize("row", ["x\n", "xx,A,2020,1,c,1,s,\n", "ATL,A,20,1,c,1,s,\n"])
def test_rows_of_a_table_that_are_wrong_are_counted(row: str, tmp_path: Path) -> None:
    kept = of_table(TABLE + row * 20_000, tmp_path)
    assert len(kept) == MOST_OF_A_KIND + 1
    assert sum(problem.count for problem in kept) == 20_000


@pytest.mark.parametrize("rest", ["\n" * (MOST_CELLS + 1), "," * MOST_CELLS + "\n", "x\n" * (MOST_CELLS + 1)])
def test_a_table_with_too_many_cells_is_refused_as_a_whole(rest: str, tmp_path: Path) -> None:
    [problem] = of_table(TABLE + rest, tmp_path)
    assert problem.message == "the table holds more than 400,000 cells"


def test_an_endless_number_in_a_table_is_a_problem_of_the_row(tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    path.write_text(f"iso3,year,prosecution,protection,prevention\nATL,{'2' * 9_000},{'1' * 9_000},1,1\n")
    [problem] = problems(lambda: load_index(path))
    assert problem.code is Code.BAD_VALUE


def test_remarks_on_a_sound_file_are_counted_too(tmp_path: Path) -> None:
    root = Path(shutil.copytree(MADE_UP, tmp_path / "w"))
    unused = "".join(
        f"  u{n}: {{title: T, publisher: P, published: 2021, kind: civil-society}}\n" for n in range(1_000)
    )
    (root / PLACES["country"]).write_text(
        f"country: {{name: Atlantis, iso3: ATL}}\nsources:\n{unused}evidence: []\n", encoding="utf-8"
    )
    answer = run("check", str(PLACES["country"]), cwd=root)
    assert answer.stdout.count("TS502") == MOST_OF_A_KIND + 1
    assert "and 800 more problems of this kind in this file" in answer.stdout
    assert "1,000 warnings in 1 of 1 file" in answer.stdout


@pytest.mark.parametrize("option", ["--set", "--rubric", "--year", "--format", "--workspace", "--nonsense"])
def test_a_long_argument_is_answered_in_a_few_lines(option: str) -> None:
    answer = run("assess", "panama", option, "x" * 1_000_000)
    assert answer.returncode == 2
    assert len(answer.stderr) < 3 * LONGEST_LINE
