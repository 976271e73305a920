"""Files that were valid until something was done to them: keys dropped, doubled or renamed, values exchanged."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from fuzzing.promises import MADE_UP
from tierscore.loading.yaml.reader import parse

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = {
    "country": "countries/atlantis.yaml",
    "measures": "rubrics/measures.yaml",
    "criteria": "rubrics/made-up/harbour.yaml",
    "rubric": "rubrics/made-up/rubric.yaml",
    "case": "rubrics/made-up/cases/tiers.yaml",
}
TABLE = "countries/official-tiers.csv"


@dataclass(frozen=True)
class Pair:
    """A key with its value. A mapping is a list of them, so that a key may stand twice; a list is a tuple."""

    key: str
    value: Any


Place = tuple[int, ...]

HOSTILE_TEXTS = [
    *(
        "\x1b[2J\x1b]0;owned\x07",
        "\x9b31m",
        "\u202egnp.exe\u2069",
        "a\r\nTier 1\r\n",
        "::error::x",
        "::set-output name=a::b",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "[bold red]x[/bold red]",
        "<script>x</script>",
        "| a | b |\n# c",
        "\u2028",
        "\ufeff",
        "\udcff",
    ),
    *(
        "",
        " ",
        "\t",
        "x" * 5000,
        "NO",
        "null",
        "~",
        "*a",
        "&a [*a]",
        "!!python/object:os.system",
        "<<",
        "---",
        "{{x}}",
        "%s{0}",
    ),
]
ODD_DATES = [
    *(
        "2021-13",
        "2021-02-30",
        "0000",
        "9999",
        "10000",
        "2021/..",
        "../2021",
        "2021~",
        "2021-06-08/2020",
        "report 1999",
    ),
    *(
        "report",
        "report 99999",
        "21",
        "2021-W03",
        "2021-06-08T00:00:00Z",
        2021,
        2021.0,
        -1,
        "2021/2020",
        "2014-11/",
        "/",
        "..",
    ),
]
ODD_FIGURES = [
    *(
        0,
        -1,
        1,
        10**25,
        1.5,
        -0.0,
        float("inf"),
        float("nan"),
        "1/0",
        "1/2",
        "0x1F",
        "007",
        "1,000",
        "1e9",
        "1_000",
        True,
    ),
    *(
        "3/4",
        "10" * 30,
        {"value": 1},
        {"value": 3, "unit": "ships", "bound": "about"},
        {"value": "endless", "unit": "fathoms"},
    ),
]
ODD_PARTS: list[Any] = [
    *(
        None,
        True,
        [],
        {},
        [[]],
        [None],
        {"x": 1},
        {"any": []},
        {"not": {"not": {"measure": "lamps-lit"}}},
        {"at_least": 9, "of": []},
    ),
    *(
        {"gate": "everything"},
        {"always": True},
        {"share": "1/2", "of": [{"criterion": "freeing", "in": ["met"]}]},
        {"(measure)": 1},
    ),
    *(
        {"shown": {"criterion": "searching", "in": ["met"]}},
        {"trend": "ships-searched", "direction": "sideways"},
        "defaults",
    ),
]
ODD_VALUES = [*HOSTILE_TEXTS, *ODD_DATES, *ODD_FIGURES, *ODD_PARTS]


def pairs(value: Any) -> Any:
    """A tree in which mappings have become lists of pairs, and lists tuples."""
    if isinstance(value, dict):
        return [Pair(key, pairs(child)) for key, child in value.items()]
    return tuple(pairs(child) for child in value) if isinstance(value, list) else value


def written(value: Any) -> str:
    """A tree as YAML: as JSON, save that keys may stand twice and text stands as it is."""
    if isinstance(value, list):
        return "{" + ",\n".join(f"{written(pair.key)}: {written(pair.value)}" for pair in value) + "}"
    if isinstance(value, tuple):
        return "[" + ",\n".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def places(value: Any, place: Place = ()) -> list[Place]:
    """Every place below the top of a tree."""
    entries = value if isinstance(value, list | tuple) else ()
    children = [entry.value if isinstance(entry, Pair) else entry for entry in entries]
    return [
        spot
        for number, child in enumerate(children)
        for spot in [(*place, number), *places(child, (*place, number))]
    ]


def at(value: Any, place: Place) -> Any:
    """What stands at a place."""
    for number in place:
        entry = value[number]
        value = entry.value if isinstance(entry, Pair) else entry
    return value


def changed(value: Any, place: Place, change: Callable[[Any], list[Any]]) -> Any:
    """A tree in which the entry at a place has become others: ``change`` takes the entry, a pair if it has a key."""
    number, *deeper = place
    entries = list(value)
    entry = entries[number]
    if deeper and isinstance(entry, Pair):
        entries[number] = replace(entry, value=changed(entry.value, tuple(deeper), change))
    elif deeper:
        entries[number] = changed(entry, tuple(deeper), change)
    else:
        entries[number : number + 1] = change(entry)
    return entries if isinstance(value, list) else tuple(entries)


@cache
def tree(kind: str) -> Any:
    """The valid file of a kind, with rules that differ where it holds rules."""
    path = MADE_UP / KINDS[kind]
    content = parse(path.read_bytes(), str(path)).plain()
    if kind == "rubric":
        content["switches"] = {"seas": SEAS}
        content["gates"][0]["differs"] = DIFFERS
        content["tier_rules"][1]["differs"] = [{"until": 2008, "when": {"always": True}, "says": "It was."}]
    elif kind == "criteria":
        content["criteria"][0]["differs"] = DIFFERS
        content["criteria"][0]["indicators"][0]["differs"] = [
            {"since": 2012, "points": 3, "why": "It is more."}
        ]
    return pairs(content)


SEAS = {
    "question": "Which seas count?",
    "value": "seven",
    "options": {"seven": "all of them", "salt": "those with salt in them"},
    "authority": "policy",
    "reason": "The code counts no seas.",
}
DIFFERS = [
    {"until": 2009, "question": "Was it so?", "act": "Sea Act 2000"},
    {"since": 2015, "where": {"seas": "salt"}, "question": "Is it so at sea?"},
]


def _with_value(entry: Any, value: Any) -> Any:
    return replace(entry, value=value) if isinstance(entry, Pair) else value


@st.composite
def broken_files(draw: st.DrawFn, kind: str) -> str:
    """A file of a kind after one to four changes, most of them to the tree and some to the text."""
    file = tree(kind)
    for _ in range(draw(st.integers(1, 4))):
        spots = places(file)
        if not spots:
            break
        spot = draw(st.sampled_from(spots))
        other = at(file, draw(st.sampled_from(spots)))
        odd = pairs(draw(st.sampled_from(ODD_VALUES)))
        many = draw(st.sampled_from((2, 2, 3, 60)))
        way = draw(st.sampled_from(WAYS))
        file = changed(file, spot, partial(_instead, way=way, other=other, odd=odd, many=many))
    text = written(file)
    if draw(st.integers(0, 5)) == 0:
        cut, hostile = draw(st.integers(0, len(text))), draw(st.sampled_from(HOSTILE_TEXTS))
        text = text[:cut] + hostile + draw(st.sampled_from((text[cut:], text[cut + 1 :], "")))
    return text


WAYS = ("drop", "repeat", "add", "odd", "odd", "other", "other", "rename", "bury")


def _instead(entry: Any, way: str, other: Any, odd: Any, many: int) -> list[Any]:
    """What stands in place of an entry."""
    match way:
        case "drop":
            return []
        case "repeat":
            return [entry] * many
        case "add":
            return [entry, _with_value(entry, odd)]
        case "odd":
            return [_with_value(entry, odd)]
        case "other":
            return [_with_value(entry, other)]
        case "rename" if isinstance(entry, Pair):
            return [Pair(f"{entry.key}x", entry.value)]
        case _:
            return [_with_value(entry, _deep(odd, many))]


def _deep(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = (value,)
    return value
