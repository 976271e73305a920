"""Whatever a revision is called and whatever its tree holds, the commands that read it keep their promises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fuzzing.broken_files import HOSTILE_TEXTS
from fuzzing.commits import Entry
from fuzzing.promises import Case, hold, seeded

REVISIONS = [
    *(
        "HEAD",
        "main",
        "side",
        "v1",
        "HEAD~1",
        "HEAD^",
        "drawn",
        "drawn~1",
        "main...side",
        "main..side",
        "side...drawn",
        "HEAD^{tree}",
    ),
    *(
        "HEAD:rubrics",
        "HEAD:rubrics/sea/rubric.yaml",
        ":/First",
        "@{-1}",
        "@{u}",
        "HEAD@{1000}",
        "HEAD@{yesterday}",
        "origin/main",
        "^HEAD",
    ),
    *(
        "0" * 40,
        "f" * 40,
        "deadbeef",
        "--help",
        "-n",
        "--output=out",
        "-",
        "--",
        "",
        " ",
        "HEAD --",
        "refs/heads/main",
        "stash",
        ":0:x",
    ),
    *(
        "path:.",
        "path:",
        "path:nothing",
        "path:countries",
        "path:../work",
        "path:rubrics/sea",
        "...",
        "..",
        "a" * 5000,
        "HEAD main",
    ),
    *(text.replace("\0", "") for text in HOSTILE_TEXTS),
]
revisions = st.one_of(
    st.sampled_from(REVISIONS), st.just("drawn"), st.text(max_size=6).map(lambda text: text.replace("\0", ""))
)
FORMATS = ["", "--format json", "--format markdown"]


@st.composite
def comparisons(draw: st.DrawFn) -> list[str]:
    """A command that reads one revision or two."""
    first, second = draw(revisions), draw(revisions)
    form = draw(st.sampled_from(FORMATS)).split()
    ways = (
        ["check", "--against", first],
        ["diff", "--against", first],
        ["diff", first, second],
        ["diff", first],
    )
    return draw(st.sampled_from(ways)) + form


NAMES = [
    *(
        "rubrics/sea/rubric.yaml",
        "rubrics/measures.yaml",
        "countries/atlantis.yaml",
        "rubrics/sea/extra.yaml",
        "rubrics/sea",
        "rubrics",
    ),
    *(
        "countries/../../x.yaml",
        "rubrics/sea/..",
        "rubrics/.git/config",
        "rubrics/sea/a\nb.yaml",
        "rubrics/\u202esea/rubric.yaml",
        "countries",
    ),
    *(
        "rubrics/sea/\x1b[2J.yaml",
        "rubrics/SEA/rubric.yaml",
        "rubrics//rubric.yaml",
        "rubrics/sea/\udcff.yaml",
        "rubrics/two/rubric.yaml",
    ),
]
MODES = ["100644", "100644", "100755", "120000", "160000", "40000", "0", "777777"]
CONTENTS = [
    *(
        "",
        "rubric: {}",
        "/etc/passwd",
        "../../../etc/passwd",
        "rubric.yaml",
        "rubrics",
        "a: b: c",
        "x" * 4000,
        "\udcff\udcfe",
        "id,x",
    ),
    *(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
    ),
]
entries: st.SearchStrategy[list[Entry]] = st.lists(
    st.tuples(st.sampled_from(MODES), st.sampled_from(NAMES), st.sampled_from(CONTENTS)), max_size=3
)


@seeded(30)
@given(arguments=comparisons(), commit=entries)
def test_a_revision_is_compared_or_refused(arguments: list[str], commit: list[Entry]) -> None:
    hold(Case(arguments, commit=commit))
