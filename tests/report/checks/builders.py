"""Checks made by hand: an ordinary one, and one in which every text is hostile."""

from __future__ import annotations

from tierscore.model.check import Accepted, Check
from tierscore.model.problem import Code, Place, Problem

ORDINARY = Check(
    what="the workspace of this folder",
    files=("countries/atlantis.yaml", "countries/lemuria.yaml", "rubrics/made-up/rubric.yaml"),
    problems=(
        Problem(
            Place("countries/atlantis.yaml", 8, 13),
            Code.UNIT,
            "the figure 12 has no unit",
            "add `unit: ships`",
            "    figure: {value: 12}",
        ),
        Problem(
            Place("countries/atlantis.yaml", 20, 3),
            Code.STALE,
            "nobody has confirmed `law` since 2011",
            "",
            "  - id: law",
        ),
        Problem(
            Place("countries/lemuria.yaml"), Code.EMPTY, "the file holds nothing", "write it, or delete it"
        ),
        Problem(
            Place("rubrics/made-up/rubric.yaml", 66, 1),
            Code.SHADOWED_RULE,
            "`gold` never decides",
            "delete it",
            "tier_rules:",
        ),
    ),
    accepted=(
        Accepted(
            Problem(
                Place("countries/atlantis.yaml", 9, 3),
                Code.UNREAD_ITEM,
                "no rubric reads `flow`",
                "",
                "  - id: flow",
            ),
            "It is kept for a rubric to come.",
            "2027-06-30",
        ),
    ),
    tallies={"proofs decided": 120, "proofs not decided": 3},
)
CLEAN = Check("the workspace of this folder", ("countries/atlantis.yaml",), (), (), {})

HOSTILE = (
    "a\nb",
    "\r::error::owned",
    "::set-output name=x::y",
    "%0A::error::x",
    "]]><script>alert(1)</script>",
    "\x1b[31mred\x1b[0m",
    "\u202eright\u2066left",
    "[link](https://evil.example) ![i](x) @everyone #1 | `code` ***",
    "\x00\x08\ufffe\ud800",
    "```\n# title\n```",
    "{0} & <b>",
)
"""Texts that mean something to a terminal, a runner, XML, Markdown or HTML."""


def hostile(text: str) -> Check:
    """A check in which a text stands wherever text can stand."""
    problem = Problem(Place(f"countries/{text}.yaml", 3, 2), Code.UNIT, f"m {text}", f"h {text}", f"e {text}")
    notice = Problem(Place(f"{text}.yaml"), Code.PERSON, text, text)
    accepted = Accepted(Problem(Place(text, 1, 1), Code.UNREAD_ITEM, text, text, text), text, text)
    return Check(f"what {text}", (problem.place.file, text), (problem, notice), (accepted,), {text: 1})
