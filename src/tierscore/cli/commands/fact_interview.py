"""What is missing of a fact that is to be added: asked for on a terminal, listed in a message elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.authoring.add_fact import SOURCE_OPTIONS, addition_from, check_together, missing_options
from tierscore.cli.output import say
from tierscore.cli.prompts import ask, can_ask
from tierscore.errors import UsageError, safe
from tierscore.loading.suggestions import did_you_mean
from tierscore.model.actor import Actor
from tierscore.model.evidence import Limit, SourceKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.authoring.add_fact import Addition, CountryFile, FactOptions
    from tierscore.model.measure import Vocabulary
_MEANINGS = {
    "measure": "what it is about; see tierscore list measures",
    "status": f"{', '.join(Status)}; or give --figure or --versus-previous",
    "when": "when it was so: 2021-06-08, 2021-06, 2021, or 'report 2021'",
    "summary": "one sentence of fact",
    "source": "ID:PLACE, a source of the file and the place in it",
    "title": "of the new source, as printed",
    "publisher": "of the new source, as printed",
    "published": "of the new source: a day, a month or a year",
    "kind": f"of the new source: {', '.join(SourceKind)}",
}


def completed(options: FactOptions, file: CountryFile, vocabulary: Vocabulary) -> Addition:
    """
    What is to be added, once nothing required is missing.

    Raises:
        UsageError: If options do not go together, or some are missing and nobody can be asked for them.
    """
    check_together(options)
    missing = missing_options(options)
    if missing and not can_ask():
        lines = (f"  --{name:<10} {_MEANINGS[name]}" for name in missing)
        raise UsageError("nothing was written, since this is missing:", *lines)
    if missing:
        _Interview(options, file, vocabulary).fill(missing)
    return addition_from(options, file, vocabulary)


class _Interview:
    """Asks for what is missing, and for what follows from an answer."""

    def __init__(self, options: FactOptions, file: CountryFile, vocabulary: Vocabulary) -> None:
        self._options = options
        self._sources = file.dossier.sources
        self._vocabulary = vocabulary

    def fill(self, missing: list[str]) -> None:
        """Ask for everything that is missing, in the order in which a reader of a source comes upon it."""
        if "measure" in missing:
            self._options["measure"] = ask("Measure", self._no_measure)
        self._ask_series_and_figure()
        if "status" in missing:
            self._ask_status()
        if "when" in missing:
            question = "When (2021-06-08, 2021-06, 2021, 2019-03/2020-02, report 2021)"
            self._options["when"] = ask(question, _no_date)
        if "by" not in self._options:
            question = f"Done by, with commas between several ({', '.join(Actor)})"
            if answer := ask(question, _no_actors, optional=True):
                self._options["by"] = _split(answer)
        if "summary" in missing:
            self._options["summary"] = ask("Summary, one sentence of fact")
        if "source" in missing:
            self._ask_source()
        if "new-source" in self._options:
            self._ask_new_source()

    def _no_measure(self, answer: str) -> str:
        measures = self._vocabulary.measures
        hint = did_you_mean(answer, measures) or "tierscore list measures shows them all"
        return "" if answer in measures else f"there is no measure '{safe(answer)}'; {hint}"

    def _ask_series_and_figure(self) -> None:
        measure = self._vocabulary.measures.get(str(self._options["measure"]))
        if measure is None:
            return
        say(f"  {measure.name}: {measure.definition}")
        if measure.series and "series" not in self._options:
            self._options["series"] = _choice("Series", measure.series)
        if measure.numeric and "figure" not in self._options and "status" not in self._options:
            figure = ask(f"Figure in {measure.unit}", optional=True)
            self._options |= {"figure": figure} if figure else {}

    def _ask_status(self) -> None:
        if "figure" not in self._options:
            self._options["status"] = _choice("Status", Status)
        if self._options.get("status") == Status.LIMITED and "limit" not in self._options:
            self._options["limit"] = _choice("Limited by", Limit)

    def _ask_source(self) -> None:
        known = ", ".join(self._sources) or "none yet"
        name = ask(f"Source; another id adds a new one (there are: {known})")
        place = ask("Place in it, such as page 12", optional=True)
        self._options["source"] = [f"{name}:{place}"]
        if name not in self._sources:
            self._options.setdefault("new-source", name)

    def _ask_new_source(self) -> None:
        for name in SOURCE_OPTIONS:
            question = f"{name.capitalize()} of the source"
            if name in self._options:
                continue
            if name == "kind":
                self._options[name] = _choice("Kind of source", SourceKind)
            elif name == "published":
                self._options[name] = ask(question, _no_date)
            else:
                self._options[name] = ask(question)


def _choice(question: str, words: Iterable[str]) -> str:
    allowed = tuple(words)
    return ask(f"{question} ({', '.join(allowed)})", lambda answer: _not_among(answer, allowed))


def _not_among(answer: str, words: Iterable[str]) -> str:
    allowed = tuple(map(str, words))
    return "" if answer in allowed else f"'{safe(answer)}' is none of them; {did_you_mean(answer, allowed)}"


def _no_actors(answer: str) -> str:
    return next((complaint for name in _split(answer) if (complaint := _not_among(name, Actor))), "")


def _no_date(answer: str) -> str:
    from tierscore.loading.dates import DateError, read_when

    try:
        read_when(answer)
    except DateError as error:
        return str(error)
    return ""


def _split(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(",") if part.strip()]
