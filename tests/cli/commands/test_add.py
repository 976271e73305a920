"""Adding a fact to a country file: exactly that fact, or nothing and the reason why."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command import environment, run, run_process
from loading.invalid import MADE_UP
from thorough import examples
from tierscore.application.author import open_country_file, write_country_file
from tierscore.application.fact_entry import FactEntry
from tierscore.application.session import open_workspace
from tierscore.authoring.add_fact import FactOptions
from tierscore.cli.commands.fact_options import FactAnswers
from tierscore.errors import TierscoreError, UsageError
from tierscore.loading.country.reader import load_country
from tierscore.loading.dates import read_published, read_when
from tierscore.model.actor import Actor
from tierscore.model.evidence import (
    Bound,
    Dossier,
    EvidenceItem,
    Figure,
    Limit,
    Source,
    SourceKind,
    SourceReference,
    Status,
    Versus,
)

SESSION = open_workspace(MADE_UP)
TODAY = dt.date(2026, 11, 24)
VOCABULARY = SESSION.vocabulary
SHIPS = (
    "--measure",
    "ships-searched",
    "--figure",
    "7 ships",
    "--when",
    "2021",
    "--summary",
    "Seven ships were searched.",
)
PLACED = ("--source", "census-2020:table 2")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "own"))


def atlantis(own: Path) -> Path:
    return own / "countries/atlantis.yaml"


def add(own: Path, *options: str, country: str = "atlantis") -> subprocess.CompletedProcess[str]:
    return run("add", country, *options, cwd=own)


def added_lines(before: str, after: str) -> list[str]:
    """The lines that were added; fails where any other line is gone or has changed."""
    rest = iter(after.splitlines(keepends=True))
    added = []
    for line in before.splitlines(keepends=True):
        for other in rest:
            if other == line:
                break
            added.append(other)
        else:
            pytest.fail(f"gone: {line!r}")
    return [*added, *rest]


def test_a_fact_is_added_and_every_other_line_stays(own: Path) -> None:
    before = atlantis(own).read_text(encoding="utf-8")
    old = load_country(atlantis(own), VOCABULARY)
    answer = add(
        own,
        *SHIPS,
        *PLACED,
        "--by",
        "government",
        "--with",
        "civil-society",
        "--with",
        "other",
        "--bound",
        "at-least",
    )
    assert answer.returncode == 0, answer.stderr
    count = len(old.items) + 1
    added = f"Added `ships-searched-2021` to countries/atlantis.yaml, which holds {count} facts now."
    assert answer.stdout.splitlines()[0] == added
    assert "".join(added_lines(before, atlantis(own).read_text(encoding="utf-8"))) == (
        "  - id: ships-searched-2021\n"
        "    measure: ships-searched\n"
        "    by: [government]\n"
        "    with: [civil-society, other]\n"
        "    when: 2021\n"
        "    figure: {value: 7, unit: ships, bound: at-least}\n"
        "    summary: Seven ships were searched.\n"
        "    sources: [{id: census-2020, place: table 2}]\n"
    )
    assert load_country(atlantis(own), VOCABULARY).items[:-1] == old.items
    found = run("check", cwd=own).stdout
    assert "1 warning in 1 of" in found
    assert "TS504" in found, "the census of 2020 cannot know what happened in 2021, and a check says so"


def test_at_the_end_it_says_what_the_fact_comes_to(own: Path) -> None:
    by = ("--by", "government")
    words = ("--summary", "So it was.", "--source", "gazette-2021:page 4")
    counts = ("--measure", "ships-searched", "--figure", "30", "--when", "report 2021")
    assert add(own, *counts, *words, *by).stdout.splitlines()[1] == (
        "It counts in the 2021 report for searching; tier unchanged."
    )
    moves = ("--measure", "ships-searched", "--figure", "7", "--when", "report 2022")
    assert add(own, *moves, *words, *by).stdout.splitlines()[1] == (
        "It counts in the 2022 report for searching; tier from undetermined to Bronze."
    )
    nobody = add(own, *counts, *words, "--id", "nobody").stdout.splitlines()[1]
    assert nobody == (
        "It counts in no report: done by an actor the source does not name: no evidence of government action"
        " either way."
    )
    kept = add(own, *counts, *words, *by, "--id", "kept", "--unusable", "Read askew").stdout.splitlines()[1]
    assert kept == "It counts in no report: Read askew."


def test_while_a_rubric_has_problems_the_fact_is_added_and_nothing_said_of_what_it_comes_to(
    own: Path,
) -> None:
    (own / "rubrics/made-up/rubric.yaml").write_text("rubric: {}\n", encoding="utf-8")
    answer = add(own, *SHIPS, *PLACED)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[1:] == [
        "Whether it counts cannot be said while a rubric has problems; see tierscore check."
    ]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((*PLACED,), "--by: `ships-searched-2020` names no actor"),
        (("--by", "other", *PLACED), "--by: `ships-searched-2020` is by other"),
        (
            ("--source", "census-2020"),
            "--source: `ships-searched-2020` cites `census-2020` without the place",
        ),
        (("--when", "2031", *PLACED), "--when: 2031 lies in the future"),
        (("--when", "1990/1999", *PLACED), "--when: `ships-searched-1990`: no report year takes 1990/1999"),
        (
            ("--scope", "northern", *PLACED),
            "--scope: `ships-searched-2020`: no test reads the scope `northern`",
        ),
        (("--measure", "rope-length", "--figure", "7", *PLACED), "--measure: no rubric reads `rope-length`"),
        (
            ("--figure", "11", "--source", "gazette-2021:page 1"),
            "gives the same figure on `ships-searched` for 2020",
        ),
        (PLACED, "`ships-2020-corrected` gives something from `census-2020` on `ships-searched` for 2020"),
        (("--summary", "Efforts were insufficient.", *PLACED), "--summary: `insufficient` is a verdict"),
    ],
)
def test_in_a_pipe_what_is_odd_is_a_warning_and_nothing_is_asked(
    own: Path, options: tuple[str, ...], says: str
) -> None:
    answer = add(own, *SHIPS, "--when", "2020", *options)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("Added `")
    warnings = [line for line in answer.stderr.splitlines() if line.startswith("warning: --")]
    assert [line for line in warnings if says in line], answer.stderr
    hints = [line for line in answer.stderr.splitlines() if line.startswith("  hint: ")]
    assert len(hints) == len(warnings)


def test_a_sound_fact_has_no_warning(own: Path) -> None:
    answer = add(
        own, *SHIPS, "--when", "report 2021", "--by", "government", "--source", "gazette-2021:page 4"
    )
    assert (answer.returncode, answer.stderr) == (0, "")


def test_every_field_of_a_fact_has_its_option(own: Path) -> None:
    assert add(own, *SHIPS, *PLACED, "--by", "government", "--id", "first").returncode == 0
    more = (
        "--funded-by",
        "foreign-government",
        "--revises",
        "first",
        "--unusable",
        "Read askew.",
        "--note",
        "Page 3 says 8.",
    )
    of_source = (
        "--title",
        "T",
        "--publisher",
        "P",
        "--published",
        "2021",
        "--kind",
        "survivor",
        "--url",
        "https://example.org",
    )
    new = ("--new-source", "log", *of_source, "--source-note", "Read in full.", "--source", "log:page 3")
    answer = add(own, *SHIPS, "--id", "second", "--by", "government", *more, *new)
    assert answer.returncode == 0, answer.stderr
    dossier = load_country(atlantis(own), VOCABULARY)
    item = dossier.items[-1]
    assert (item.revises, item.unusable, item.note) == ("first", "Read askew.", "Page 3 says 8.")
    assert item.funded_by == {Actor.FOREIGN_GOVERNMENT}
    assert dossier.sources["log"].note == "Read in full."
    fields = {*EvidenceItem.__dataclass_fields__} - {"when", "sources"}
    named = {option.removeprefix("--").replace("-", "_") for option in every_option()}
    assert {name.removesuffix("_") for name in fields} <= named


def every_option() -> set[str]:
    return set(re.findall(r"--[a-z0-9-]+", run("add", "--help", env={"COLUMNS": "200"}).stdout))


def test_a_new_source_is_added_with_its_fact(own: Path) -> None:
    before = atlantis(own).read_text(encoding="utf-8")
    new = (
        "--new-source",
        "log",
        "--title",
        "Log: of a ship",
        "--publisher",
        "Navy",
        "--published",
        "2021-09",
        "--kind",
        "survivor",
    )
    answer = add(
        own,
        *SHIPS,
        "--source",
        "log:page 3",
        "--source",
        "census-2020",
        *new,
        "--url",
        "https://example.org/log#3",
    )
    assert answer.returncode == 0, answer.stderr
    added = added_lines(before, atlantis(own).read_text(encoding="utf-8"))
    assert "".join(added[:6]) == (
        "  log:\n"
        '    title: "Log: of a ship"\n'
        "    publisher: Navy\n"
        "    published: 2021-09\n"
        "    kind: survivor\n"
        "    url: https://example.org/log#3\n"
    )
    assert added[-1] == "    sources: [{id: log, place: page 3}, {id: census-2020}]\n"


def test_a_file_that_was_just_begun_takes_its_first_facts(own: Path) -> None:
    assert run("init", "country", "Fiji", cwd=own).returncode == 0
    new = (
        "--new-source",
        "log",
        "--title",
        "Log",
        "--publisher",
        "Navy",
        "--published",
        "2021",
        "--kind",
        "survivor",
    )
    by = ("--by", "government")
    assert add(own, *SHIPS, *by, "--source", "log:page 3", *new, country="fiji").returncode == 0
    assert add(own, *SHIPS, *by, "--source", "log:page 4", country="Fiji").returncode == 0
    dossier = load_country(own / "countries/fiji.yaml", VOCABULARY)
    assert [item.id for item in dossier.items] == ["ships-searched-2021", "ships-searched-2021-2"]
    assert run("check", cwd=own).returncode == 0


def test_in_a_pipe_everything_that_is_missing_is_listed(own: Path) -> None:
    before = atlantis(own).read_bytes()
    answer = add(own, "--new-source", "log")
    assert (answer.returncode, answer.stdout) == (2, "")
    named = [line.split()[0] for line in answer.stderr.splitlines()[1:]]
    assert named == [
        "--measure",
        "--status",
        "--when",
        "--summary",
        "--source",
        "--title",
        "--publisher",
        "--published",
        "--kind",
    ]
    assert atlantis(own).read_bytes() == before


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            (*SHIPS, "--source", "censsu-2020:x"),
            [
                "--source: TS301",
                "did you mean `census-2020`?",
                "Nothing was written: 1 problem in the options.",
            ],
        ),
        (
            (*SHIPS, *PLACED, "--status", "absent", "--scope", "southern"),
            ["--status: TS305", "contradicts the figure 7", "--scope: TS301", "no scope `southern`"],
        ),
        (
            (*SHIPS, *PLACED, "--when", "soon", "--by", "goverment"),
            [
                "--when: TS205 `soon` is no date",
                "--by: TS204",
                "did you mean `government`",
                "2 problems in the options",
            ],
        ),
        ((*SHIPS, *PLACED, "--id", "ships-2020"), ["--id: TS302"]),
        ((*SHIPS, *PLACED, "--figure", "7 crews"), ["--figure: TS303", "counted in ships, not in crews"]),
        ((*SHIPS, *PLACED, "--figure", "many"), ["--figure: TS205"]),
        ((*SHIPS, *PLACED, "--summary", "\x1b[31mred"), ["--summary: TS1", "Nothing was written"]),
        ((*SHIPS, *PLACED, "--summary", " "), ["--summary: TS", "there is no text here"]),
        (
            (*SHIPS, *PLACED, "--measure", "ships-serched"),
            ["--measure: TS301", "did you mean `ships-searched`?"],
        ),
        ((*SHIPS, *PLACED, "--title", "x", "--url", "y"), ["--title, --url say something of a new source"]),
        (
            (
                "--measure",
                "lamps-lit",
                "--status",
                "done",
                "--bound",
                "about",
                "--when",
                "2021",
                "--summary",
                "x",
                *PLACED,
            ),
            ["give it with --figure"],
        ),
        (
            (
                *SHIPS,
                "--source",
                "log:1",
                "--new-source",
                "gazette-2021",
                "--title",
                "a",
                "--publisher",
                "b",
                "--published",
                "2",
                "--kind",
                "c",
            ),
            [
                "--new-source: TS302",
                "the source `gazette-2021` is there already",
                "--source 'gazette-2021:PLACE'",
            ],
        ),
    ],
)
def test_what_would_make_the_file_faulty_is_refused_whole(
    own: Path, options: tuple[str, ...], says: list[str]
) -> None:
    before = atlantis(own).read_bytes()
    answer = add(own, *options)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert [words for words in says if words not in answer.stderr] == []
    assert "\x1b" not in answer.stderr
    assert atlantis(own).read_bytes() == before
    assert {path.name for path in (own / "countries").iterdir()} == {"atlantis.yaml", "official-tiers.csv"}


def test_a_file_with_problems_is_not_added_to(own: Path) -> None:
    atlantis(own).write_text(
        "country: {name: Atlantis, iso3: ATL}\nsources: {}\nevidence: [{}]\n", encoding="utf-8"
    )
    answer = add(own, *SHIPS, *PLACED)
    assert answer.returncode == 2
    assert "Nothing was written" in answer.stderr


def test_outside_a_workspace_a_user_is_told_what_to_do(tmp_path: Path) -> None:
    answer = run("add", "panama", *SHIPS, *PLACED, cwd=tmp_path)
    assert answer.returncode == 2
    assert "not written to" in answer.stderr
    assert "tierscore init workspace" in answer.stderr


HEAD = """\
# \u65e5\u672c \U0001f30a\tA file
country: {name: Atlantis, iso3: ATL}
sources:
  s: {title: A, publisher: B, published: 2021, kind: survivor}
"""
ONE = "{id: a, measure: lamps-lit, status: done, when: 2020, summary: Caf\u00e9., sources: [{id: s}]}"
FILES = {
    "no evidence": f"{HEAD}evidence: []\n",
    "nothing under the key": f"{HEAD}evidence:\n# - none yet\n",
    "items on one line": f"{HEAD}evidence:\n  - {ONE} # one\n# end\n",
    "flow style": f"{HEAD}evidence: [{ONE}]\n",
    "flow style on lines": f"{HEAD}evidence: [\n  {ONE}, # one\n]\n",
    "all in braces": f"{{country: {{name: A, iso3: AAA}}, "
    f"sources: {{s: {{title: A, publisher: B, published: 2021, kind: survivor}}}}, evidence: [{ONE}]}}",
    "a run": f"{HEAD}evidence:\n- defaults: {{by: [other]}}\n  items:\n  - {ONE}\n\n\n# end",
    "searched below": f"{HEAD}evidence:\n  - {ONE}\n\n"
    "searched:\n  - {report: 2021, pillar: harbour, source: s}\n",
    "evidence first": f"evidence:\n  - {ONE}\n\n# then\n{HEAD}",
    "a note at the end": f"{HEAD}evidence:\n  -\n    id: a\n    measure: lamps-lit\n    status: done\n"
    "    when: 2020\n    summary: S.\n"
    "    sources:\n      - id: s\n    note: |\n      First.\n\n      Second.\n\n\n  # more\n",
}
ENDS = {"LF": "\n", "CRLF": "\r\n"}


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("name", FILES)
def test_any_layout_keeps_its_bytes(tmp_path: Path, name: str, ends: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(
        (b"\xef\xbb\xbf" if ends == "CRLF" else b"") + FILES[name].replace("\n", ENDS[ends]).encode()
    )
    before = path.read_bytes()
    old = load_country(path, VOCABULARY)
    for number in (1, 2):
        add_by_options(path, item_options(summary=f"S {number}."))
    after, new = path.read_bytes(), load_country(path, VOCABULARY)
    assert new.items[: len(old.items)] == old.items
    assert [item.summary for item in new.items[len(old.items) :]] == ["S 1.", "S 2."]
    assert (new.sources, new.searched) == (old.sources, old.searched)
    assert after.count(b"\n") == after.count(ENDS[ends].encode())
    assert after.endswith(b"\n") == before.endswith(b"\n") or name == "no evidence"
    rest = iter(after)
    assert all(byte in rest for byte in before.replace(b" []", b""))


def add_by_options(path: Path, options: FactOptions) -> None:
    """Add to a country file what options say, as the command does."""
    file = open_country_file(SESSION, str(path))
    write_country_file(file, FactEntry(SESSION, file, TODAY).with_fact(options))


def item_options(**changes: Any) -> dict[str, Any]:
    return {
        "measure": "lamps-lit",
        "status": "limited",
        "limit": "money",
        "when": "2021",
        "summary": "S.",
        "source": ["s:p"],
    } | changes


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_permissions_and_links_stay(own: Path, mode: int) -> None:
    real = own / "real.yaml"
    atlantis(own).rename(real)
    real.chmod(mode)
    atlantis(own).symlink_to(real)
    assert add(own, *SHIPS, *PLACED).returncode == 0
    assert atlantis(own).is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == mode
    assert "ships-searched-2021" in real.read_text(encoding="utf-8")


def test_a_file_that_changed_meanwhile_is_left_alone(own: Path) -> None:
    path = atlantis(own)
    file = open_country_file(SESSION, str(path))
    path.write_bytes(path.read_bytes() + b"# somebody else\n")
    before = path.read_bytes()
    after = FactEntry(SESSION, file, TODAY).with_fact(item_options(source=["census-2020:p"]))
    with pytest.raises(UsageError, match="was changed by somebody else"):
        write_country_file(file, after)
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 2


def test_of_many_at_once_each_is_added_or_refused_and_none_is_lost(own: Path) -> None:
    before = {item.id for item in load_country(atlantis(own), VOCABULARY).items}
    command = ("add", "atlantis", *SHIPS, *PLACED)
    with ThreadPoolExecutor(4) as pool:
        answers = dict(
            zip(
                "abcd",
                pool.map(lambda item: run_process(*command, "--id", item, cwd=own), "abcd"),
                strict=True,
            )
        )
    there = {item.id for item in load_country(atlantis(own), VOCABULARY).items} - before
    assert there == {one for one, answer in answers.items() if answer.returncode == 0}
    assert there
    assert all(
        "changed by somebody else" in answer.stderr for one, answer in answers.items() if one not in there
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_a_message(own: Path) -> None:
    (own / "countries").chmod(0o500)
    answer = add(own, *SHIPS, *PLACED)
    (own / "countries").chmod(0o700)
    assert answer.returncode == 2
    assert "cannot write" in answer.stderr


def test_the_help_lists_the_words_of_every_closed_list() -> None:
    hints = get_type_hints(FactAnswers, include_extras=True).values()
    texts = " ".join(str(part.metavar) for hint in hints for part in hint.__metadata__)
    for words in (Status, Actor, Bound, Limit, Versus, SourceKind):
        assert "|".join(words) in texts


def test_help_does_not_load_the_model() -> None:
    script = (
        "import sys; sys.argv = ['tierscore', '--help']\n"
        "from tierscore.cli.main import main\n"
        "heavy = ('tierscore.model', 'tierscore.loading')\n"
        "main(); print(sorted(name for name in sys.modules if name.startswith(heavy)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert loaded.stdout.splitlines()[-1] == "[]"


words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["So it was.", "a: b", "- x", "\u65e5\u672c", "a\nb", "\x1b[31m", "null", " x "]),
)
options = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(
            ["ships-searched", "lamps-lit", "harbour-law", "crews-freed", "rope-length", "no-such"]
        ),
        "when": st.sampled_from(
            ["2021", "2020-02", "2020-02-30", "report 2021", "2019-03/..", "2021/2020", "soon", "1", "0021"]
        ),
        "summary": words,
        "source": st.lists(
            st.sampled_from(["s:p", "s", "t: page 1: foot", "n:x", ":", "s:\t"]), min_size=1, max_size=2
        ),
    },
    optional={
        "status": st.sampled_from([*Status, "dome"]),
        "by": st.lists(st.sampled_from([*Actor, "me"]), min_size=1, max_size=2),
        "with": st.lists(st.sampled_from(Actor), min_size=1, max_size=2),
        "figure": st.sampled_from(
            [
                "3",
                "0",
                "7 ships",
                "2/3 fathoms",
                "0.5 fathoms",
                "-1 ships",
                "many",
                "3 crews",
                "007 ships",
                " ",
            ]
        ),
        "bound": st.sampled_from(Bound),
        "series": st.sampled_from(["counted", "rumoured", "guessed"]),
        "scope": st.sampled_from(["northern", "southern"]),
        "limit": st.sampled_from(Limit),
        "versus-previous": st.sampled_from(Versus),
        "funded-by": st.lists(st.sampled_from([*Actor, "me"]), min_size=1, max_size=2),
        "revises": st.sampled_from(["a", "ships", "gone"]),
        "unusable": words,
        "note": words,
        "source-note": words,
        "id": st.sampled_from(["a", "b", "B b", "x-1"]),
        "new-source": st.sampled_from(["n", "s", "N n"]),
        "title": words,
        "publisher": words,
        "published": st.sampled_from(["2021", "2021-13", "1"]),
        "kind": st.sampled_from([*SourceKind, "hearsay"]),
        "url": words,
    },
)


@settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(given=options, name=st.sampled_from(sorted(FILES)))
def test_whatever_is_asked_for_exactly_that_is_added_or_nothing(
    tmp_path: Path, given: dict[str, Any], name: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FILES[name], encoding="utf-8", newline="")
    old, before = load_country(path, VOCABULARY), path.read_bytes()
    source = {"title", "publisher", "published", "kind", "url", "source-note"}
    given = {key: value for key, value in given.items() if key not in source} | {
        key: given.get(key, "2021" if key == "published" else "survivor" if key == "kind" else "T")
        for key in source
        if "new-source" in given
    }
    try:
        add_by_options(path, given)
    except TierscoreError:
        assert path.read_bytes() == before
    else:
        assert load_country(path, VOCABULARY) == wanted(old, given)
    assert [child.name for child in tmp_path.iterdir()] == ["a.yaml"]


def wanted(old: Dossier, given: dict[str, Any]) -> Dossier:
    """The old dossier with what the options say, worked out without a file."""
    figure = _figure(given)
    status = given.get("status") or (
        None if figure is None else Status.DONE if figure.value else Status.ABSENT
    )
    rises = given.get("versus-previous") in {Versus.MORE, Versus.NONE_BEFORE}
    item = EvidenceItem(
        id=given.get("id")
        or _free(
            old, f"{given['measure']}-{read_when(given['when']).start.year + ('report' in given['when'])}"
        ),
        measure=given["measure"],
        when=read_when(given["when"]),
        summary=given["summary"],
        sources=tuple(
            SourceReference(one.partition(":")[0], one.partition(":")[2].strip()) for one in given["source"]
        ),
        status=Status(status) if status else Status.DONE if rises else None,
        by=frozenset(given.get("by", ())),
        with_=frozenset(given.get("with", ())),
        figure=figure,
        series=given.get("series"),
        scope=given.get("scope"),
        limit=given.get("limit"),
        versus_previous=given.get("versus-previous"),
        funded_by=frozenset(given.get("funded-by", ())),
        revises=given.get("revises"),
        unusable=given.get("unusable", ""),
        note=given.get("note", ""),
    )
    sources = dict(old.sources)
    if new := given.get("new-source"):
        kind = SourceKind(given["kind"])
        sources[new] = Source(
            new,
            given["title"],
            given["publisher"],
            read_published(given["published"]),
            kind,
            given["url"],
            given["source-note"],
        )
    return dataclasses.replace(old, items=(*old.items, item), sources=sources)


def _figure(given: dict[str, Any]) -> Figure | None:
    if "figure" not in given:
        return None
    from fractions import Fraction  # noqa: PLC0415

    value, _, unit = given["figure"].partition(" ")
    return Figure(
        Fraction(value),
        unit or VOCABULARY.measures[given["measure"]].unit or "",
        Bound(given.get("bound", "exact")),
    )


def _free(old: Dossier, stem: str) -> str:
    taken = {item.id for item in old.items}
    return next(one for one in (stem, *(f"{stem}-{number}" for number in range(2, 9))) if one not in taken)
