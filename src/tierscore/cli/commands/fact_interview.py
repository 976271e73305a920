"""A fact that is to be added, from its options: what is missing or odd is asked about on a terminal, and told elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from tierscore.authoring.add_fact import SOURCE_OPTIONS, check_together, missing_options
from tierscore.cli.output import say
from tierscore.cli.prompts import ask, can_ask
from tierscore.errors import UsageError, safe
from tierscore.loading.dates import DATE_FORMS, DAY_FORM, PUBLISHED_FORMS
from tierscore.loading.suggestions import measure_meant
from tierscore.model.actor import Actor
from tierscore.model.evidence import Bound, Limit, SourceKind, Status, Versus
from tierscore.model.problem import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tierscore.analysis.evidence_lint.new_item import Doubt
    from tierscore.application.fact_entry import FactEntry
    from tierscore.authoring.add_fact import CountryFile, FactOptions


class FactQuestion(NamedTuple):
    """How an option is asked for."""

    text: str
    choices: tuple[str, ...] = ()
    """What ``?`` lists; a closed list of words stands in the question too."""
    optional: bool = True
    several: bool = False
    """Whether it takes several answers, with commas between."""


def _of(text: str, words: Iterable[str], *, optional: bool = True, several: bool = False) -> FactQuestion:
    """A question that is answered with words of a closed list."""
    listed = tuple(map(str, words))
    return FactQuestion(f"{text} ({', '.join(listed)})", listed, optional, several)


_QUESTIONS = {
    "when": FactQuestion(
        "When (2021-06-08, 2021-06, 2021, 2019-03/2020-02, report 2021)", (DATE_FORMS,), optional=False
    ),
    "by": _of("Done by, with commas between several", Actor, several=True),
    "with": _of("Who took part besides, with commas between several", Actor, several=True),
    "funded-by": _of("Paid by, with commas between several", Actor, several=True),
    "bound": _of("The figure is", Bound),
    "versus-previous": _of("Compared with the year before", Versus),
    "revises": FactQuestion("The item whose figure this one puts right"),
    "unusable": FactQuestion("Why it cannot be used"),
    "note": FactQuestion("Note"),
    "summary": FactQuestion(
        "Summary, one sentence of fact",
        ("in your own words; no verdict, no name of a victim",),
        optional=False,
    ),
    "id": FactQuestion("Id of the item"),
    "new-source": FactQuestion("Id of the new source, such as police-2021", optional=False),
    "title": FactQuestion("Title of the source", ("as printed",), optional=False),
    "publisher": FactQuestion("Publisher of the source", ("as printed",), optional=False),
    "published": FactQuestion(
        "Published, such as 2021-06, 2021, or 2021~ for about then", (PUBLISHED_FORMS,)
    ),
    "read": FactQuestion("Read on", (DAY_FORM,), optional=False),
    "kind": _of("Kind of source", SourceKind, optional=False),
    "url": FactQuestion("Where it was read, its address"),
    "source-note": FactQuestion("What of the source was read"),
}
"""The questions on options whose answers do not depend on the measure or the file."""
_MEANINGS = {
    "measure": "what it is about; see tierscore list measures",
    "status": f"{', '.join(Status)}; or give --figure or --versus-previous",
    "when": "when it was so: 2021-06-08, 2021-06, 2021, or 'report 2021'",
    "summary": "one sentence of fact",
    "source": "ID:PLACE, a source of the file and the place in it",
    "title": "of the new source, as printed",
    "publisher": "of the new source, as printed",
    "published": "of the new source: a day, a month or a year; or --read, if nobody knows",
    "kind": f"of the new source: {', '.join(SourceKind)}",
}
_OPTION_OF = {"sources": "source", "versus_previous": "versus-previous"}


def entered(options: FactOptions, entry: FactEntry) -> CountryFile:
    """
    The file with the fact in it, once nothing required is missing, wrong or, unless the user means it, odd.

    Raises:
        UsageError: If options do not go together, or some are missing and nobody can be asked for them.
        UnreadableError: If some are wrong, and nobody can be asked.
        Abort: If the user ends the input.
    """
    check_together(options)
    if can_ask():
        return _Interview(options, entry).file_with_fact()
    if missing := missing_options(options):
        lines = (f"  --{name:<10} {_MEANINGS[name]}" for name in missing)
        raise UsageError("nothing was written, since this is missing:", *lines)
    after = entry.with_fact(options)
    for doubt in entry.doubts(after):
        message, hint = _doubt_lines(doubt)
        sys.stderr.write(f"{safe(f'warning: {message}')}\n{safe(hint)}\n")
    return after


def _option(doubt: Doubt) -> str:
    return _OPTION_OF.get(doubt.field, doubt.field)


def _doubt_lines(doubt: Doubt) -> tuple[str, str]:
    return f"--{_option(doubt)}: {doubt.message}", f"  hint: {doubt.hint}"


class _Interview:
    """Asks for what is missing, for what follows from an answer, and again for what is wrong."""

    def __init__(self, options: FactOptions, entry: FactEntry) -> None:
        self._options = options
        self._entry = entry
        self._sources = entry.file.dossier.sources
        self._measures = entry.session.vocabulary.measures

    def file_with_fact(self) -> CountryFile:
        """The file with what was answered; answers that turn out to be wrong together are asked for again."""
        self._ask_missing()
        while True:
            try:
                after = self._entry.with_fact(self._options)
            except UnreadableError as error:
                self._ask_wrong(error)
                continue
            change = self._confirm(self._entry.doubts(after))
            if not change:
                return after
            self._ask(change)

    def _ask_missing(self) -> None:
        """Ask for everything that is missing, in the order in which a reader of a source comes upon it."""
        missing = missing_options(self._options)
        if "measure" in missing:
            self._ask_measure()
        self._ask_series_and_figure()
        if "status" in missing and "figure" not in self._options:
            self._ask("status")
        elif self._options.get("status") == Status.LIMITED and "limit" not in self._options:
            self._ask("limit")
        for name in ("when", "by", "summary", "source"):
            if name in missing or (name == "by" and name not in self._options):
                self._ask(name)
        if "new-source" in self._options:
            self._ask_new_source()

    def _ask_wrong(self, error: UnreadableError) -> None:
        """
        Show what is wrong, and ask for it again.

        Raises:
            UnreadableError: If no option is to blame.
        """
        names = [problem.place.file.removeprefix("--") for problem in error.problems]
        if error.where != "in the options":
            raise error
        for problem in error.problems:
            say(f"  {problem.place}: {problem.message}; {problem.hint}")
        for name in dict.fromkeys(names):
            self._ask(name)

    def _confirm(self, doubts: tuple[Doubt, ...]) -> str:
        """
        The option that the user would rather change, given what is odd; empty to add the fact as it is.

        Raises:
            UsageError: If the user would rather not add it.
        """
        if not doubts:
            return ""
        for doubt in doubts:
            say(*(f"  {line}" for line in _doubt_lines(doubt)))
        names = list(dict.fromkeys(map(_option, doubts)))
        words = ("yes", "no", *names)
        question = f"Add it all the same? (yes, no, or what to change: {', '.join(names)})"
        answer = ask(
            question, lambda word: "" if word in words else "answer with one of these", choices=words
        )
        if answer == "no":
            raise UsageError("nothing was written, as you wished")
        return "" if answer == "yes" else answer

    def _ask(self, name: str) -> None:
        """Ask for one option, checked beside the others."""
        special: dict[str, Callable[[], None]] = {
            "status": self._ask_status,
            "limit": self._ask_limit,
            "measure": self._ask_measure,
            "series": self._ask_series,
            "scope": self._ask_scope,
            "figure": self._ask_figure,
            "source": self._ask_source,
            "new-source": self._ask_source,
        }
        if name in special:
            special[name]()
        else:
            self._put(name, _QUESTIONS[name])

    def _put(self, name: str, question: FactQuestion) -> None:
        """Ask a question, and keep the answer under an option; an option without an answer is left out."""
        self._options.pop(name, None)

        def refuse(answer: str) -> str:
            value = _split(answer) if question.several else answer
            return self._entry.complaint({**self._options, name: value}, name)

        answer = ask(question.text, refuse, optional=question.optional, choices=question.choices)
        if answer:
            self._options[name] = _split(answer) if question.several else answer

    def _ask_measure(self) -> None:
        def refuse(answer: str) -> str:
            hint = measure_meant(answer, self._measures) or "? lists them all"
            return "" if answer in self._measures else f"there is no measure '{answer}'; {hint}"

        listed = [f"{measure.id}: {measure.name}" for measure in self._measures.values()]
        self._options["measure"] = ask("Measure", refuse, choices=listed)
        self._options.pop("series", None)

    def _ask_series_and_figure(self) -> None:
        measure = self._measures.get(str(self._options["measure"]))
        if measure is None:
            return
        say(f"  {measure.name}: {measure.definition}")
        if measure.series and "series" not in self._options:
            self._ask_series()
        if measure.numeric and "figure" not in self._options and "status" not in self._options:
            self._ask_figure()

    def _ask_status(self) -> None:
        said_otherwise = bool({"figure", "versus-previous"} & self._options.keys())
        self._put("status", _of("Status", Status, optional=said_otherwise))
        if self._options.get("status") != Status.LIMITED:
            self._options.pop("limit", None)
        elif "limit" not in self._options:
            self._ask_limit()

    def _ask_limit(self) -> None:
        is_wanted = self._options.get("status") == Status.LIMITED
        self._put("limit", _of("Limited by", Limit, optional=not is_wanted))

    def _ask_series(self) -> None:
        measure = self._measures.get(str(self._options["measure"]))
        words = measure.series if measure is not None else ()
        self._put("series", _of("Series", words, optional=not words))

    def _ask_scope(self) -> None:
        scopes = self._entry.session.vocabulary.scopes
        lines = tuple(f"{name}: {meaning}" for name, meaning in scopes.items())
        self._put("scope", FactQuestion("Scope, where it holds for a part only", lines))

    def _ask_figure(self) -> None:
        measure = self._measures.get(str(self._options["measure"]))
        unit = measure.unit if measure is not None else "its unit"
        lines = f"a number of {unit}: whole, 2/3 or 0.5", "0, if the source says that there were none"
        self._put("figure", FactQuestion(f"Figure in {unit}", lines))

    def _ask_source(self) -> None:
        known = ", ".join(self._sources) or "none yet"
        lines = [f"{source.id}: {source.title}, {source.publisher}" for source in self._sources.values()]

        def refuse(answer: str) -> str:
            if answer in self._sources:
                return ""
            new = {**self._options, "source": [f"{answer}:x"], "new-source": answer}
            return self._entry.complaint(new, "new-source") or self._entry.complaint(new, "source")

        name = ask(f"Source; another id adds a new one (there are: {known})", refuse, choices=lines)
        place = ask("Place in it, such as page 12", optional=True)
        self._options["source"] = [f"{name}:{place}"]
        if name in self._sources:
            source = self._sources[name]
            say(f"  {name} is there already: {source.title}, {source.publisher}")
            self._forget_new_source()
        else:
            self._options["new-source"] = name
            self._ask_new_source()

    def _forget_new_source(self) -> None:
        for name in ("new-source", *SOURCE_OPTIONS, "read", "url", "source-note"):
            self._options.pop(name, None)

    def _ask_new_source(self) -> None:
        for name in SOURCE_OPTIONS:
            if name not in self._options and not (name == "published" and "read" in self._options):
                self._ask(name)
                if name == "published" and name not in self._options:
                    self._ask("read")


def _split(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(",") if part.strip()]
