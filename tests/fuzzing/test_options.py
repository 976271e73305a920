"""Whatever stands on the command line, every command keeps its promises."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from fuzzing.broken_files import HOSTILE_TEXTS
from fuzzing.promises import Case, hold, seeded
from tierscore.cli.app import whole_app

FITTING = [
    *(
        "atlantis",
        "ATL",
        "countries/atlantis.yaml",
        "2021",
        "2020",
        "made-up",
        "freeing",
        "ships-2020",
        "TS303",
        "searching",
        ".",
    ),
    *(
        "ships-searched",
        "counted",
        "northern",
        "12 ships",
        "government",
        "done",
        "report 2021",
        "gazette-2021:page 9",
        "x=y",
        "path:.",
    ),
    *(
        "country",
        "HEAD",
        "lamps-lit",
        "2026-11-24",
        "A sentence.",
        "money",
        "fewer",
        "media-or-academic",
        "everything",
        "panama",
    ),
]
ODD = [
    *(
        "nobody",
        "-1",
        "0",
        "99999999999999999999",
        "1e9",
        "2021.5",
        "../atlantis",
        "a/b",
        "--",
        "-",
        "--no-such",
        "-y",
        "%",
        "*",
        "=",
    ),
    *(
        "path:",
        "path:nothing",
        "path:countries",
        "2021-13",
        "report x",
        "12",
        "ships 12",
        "nan",
        "gazette-2021",
        ":",
        "a=b=c",
        "\u00e9",
    ),
]
values = st.one_of(
    st.sampled_from(FITTING),
    st.sampled_from(FITTING),
    st.sampled_from([*ODD, *HOSTILE_TEXTS]),
    st.text(max_size=8),
).map(lambda text: text.replace("\0", ""))
"""What a user may type; a command line can hold no NUL."""
PLACES = [
    *(
        "out",
        "out.json",
        "out.csv",
        "out.md",
        "out.xlsx",
        "nowhere/out.txt",
        "countries",
        "countries/atlantis.yaml",
        ".",
        "..",
        "-",
        "",
    ),
    *(
        "a\nb",
        "\x1b[2J",
        "\u202e.json",
        "x" * 300,
        "rubrics/made-up/rubric.yaml/x",
        "::error::x",
        "--format",
        "countries/new.yaml",
        "\udcff",
    ),
]
"""Files and folders, none of them outside the sandbox."""


Command = tuple[tuple[str, ...], Any]
"""The words that call a command, and what click knows of it."""


def commands() -> list[Command]:
    """Every command, inner ones too: a new one is tried without being named here."""
    found: list[Command] = []
    waiting: list[Command] = [((), get_command(whole_app()))]
    while waiting:
        words, command = waiting.pop()
        inner = getattr(command, "commands", {})
        waiting += [((*words, name), each) for name, each in sorted(inner.items())]
        found += [] if inner else [(words, command)]
    return found


COMMANDS = commands()
LEFT_OUT = {"bundled"}
"""It leads out of the sandbox, to the shipped data, and judging all of them takes minutes."""


@st.composite
def command_lines(draw: st.DrawFn) -> Case:
    """A command with arguments and some of its options, each with a value that fits or does not."""
    words, command = draw(st.sampled_from(COMMANDS))
    typed, writes = list(words), ["."] if words[0] in {"init", "add"} else []
    options = [
        each for each in command.params if each.param_type_name == "option" and each.name not in LEFT_OUT
    ]
    for option in draw(
        st.lists(st.sampled_from(options), max_size=4, unique_by=id) if options else st.just([])
    ):
        name = draw(st.sampled_from(option.opts))
        value = None if option.is_flag else draw(values_of(option))
        typed += [name] if value is None else [name, value]
        if option.name in {"output", "all"} and value:
            writes.append(value)
        writes += {"--write": ["rubrics"], "--summary": ["../home"]}.get(name, [])
    for argument in command.params:
        if argument.param_type_name == "argument":
            given_values = draw(st.lists(values_of(argument), min_size=argument.required, max_size=2))
            typed += given_values
            writes += given_values if words == ("init", "workspace") else []
    return Case(typed, may_write=writes)


def values_of(option: Any) -> st.SearchStrategy[str]:
    """What may be typed for an option or argument."""
    if "path" in type(option.type).__name__.lower():
        return st.sampled_from(PLACES)
    choices = [str(getattr(choice, "value", choice)) for choice in getattr(option.type, "choices", ())]
    return st.one_of(st.sampled_from(choices), st.sampled_from(choices), values) if choices else values


@seeded(50)
@given(case=command_lines())
def test_a_command_line_is_answered_or_refused(case: Case) -> None:
    hold(case)
