"""What is missing of a fact that is to be added: asked for on a terminal, listed in a message elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tierscore.authoring.fact_options import OF_SOURCE, addition, check_together, missing
from tierscore.cli.output import write
from tierscore.cli.prompts import ask, can_ask
from tierscore.errors import UsageError, safe
from tierscore.loading.suggestions import did_you_mean
from tierscore.model.evidence import Actor, Limit, SourceKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tierscore.authoring.add_fact import Addition, Draft
    from tierscore.authoring.fact_options import Given
    from tierscore.model.measure import Vocabulary
_WORDS = {
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


def completed(draft: Draft, given: Given, vocabulary: Vocabulary) -> Addition:
    """
    What is to be added, once nothing required is missing.

    Raises:
        UsageError: If options do not go together; or some are missing and nobody can be asked, with all of them.

    """
    check_together(given)
    wanted = missing(given)
    if wanted and not can_ask():
        lines = "\n".join(f"  --{name:<10} {_WORDS[name]}" for name in wanted)
        raise UsageError(f"nothing was written, since this is missing:\n{lines}")
    if wanted:
        _Interview(draft, given, vocabulary).fill(wanted)
    return addition(given, draft, vocabulary)


class _Interview:
    """Asks for what is missing, and for what follows from an answer."""

    def __init__(self, draft: Draft, given: Given, vocabulary: Vocabulary) -> None:
        self._draft = draft
        self._given = given
        self._vocabulary = vocabulary

    def fill(self, wanted: list[str]) -> None:
        """Ask for everything that is wanted, in the order in which a reader of a source comes upon it."""
        if "measure" in wanted:
            self._ask_measure()
        self._ask_series()
        if "status" in wanted:
            self._ask_status()
        if "when" in wanted:
            self._given["when"] = ask(
                "When (2021-06-08, 2021-06, 2021, 2019-03/2020-02, report 2021)", _not_a_date
            )
        if "by" not in self._given:
            self._ask_actors()
        if "summary" in wanted:
            self._given["summary"] = ask("Summary, one sentence of fact")
        if "source" in wanted:
            self._ask_source()
        self._ask_new_source()

    def _ask_measure(self) -> None:
        measures = self._vocabulary.measures

        def refuse(answer: str) -> str:
            hint = did_you_mean(answer, measures) or "tierscore list measures shows them all"
            return "" if answer in measures else f"there is no measure '{safe(answer)}'; {hint}"

        self._given["measure"] = ask("Measure", refuse)

    def _ask_series(self) -> None:
        measure = self._vocabulary.measures.get(str(self._given["measure"]))
        if measure is None:
            return
        write(f"  {measure.name}: {measure.definition}\n", None)
        if measure.series and "series" not in self._given:
            self._given["series"] = _choice("Series", measure.series)
        if measure.numeric and "figure" not in self._given and "status" not in self._given:
            figure = ask(f"Figure in {measure.unit}", optional=True)
            self._given |= {"figure": figure} if figure else {}

    def _ask_status(self) -> None:
        if "figure" not in self._given:
            self._given["status"] = _choice("Status", Status)
        if self._given.get("status") == Status.LIMITED and "limit" not in self._given:
            self._given["limit"] = _choice("Limited by", Limit)

    def _ask_actors(self) -> None:
        def refuse(answer: str) -> str:
            return next((wrong for one in _listed(answer) if (wrong := _not_among(one, Actor))), "")

        answer = ask(f"Done by, with commas between several ({', '.join(Actor)})", refuse, optional=True)
        self._given |= {"by": _listed(answer)} if answer else {}

    def _ask_source(self) -> None:
        known = ", ".join(self._draft.dossier.sources) or "none yet"
        name = ask(f"Source; another id adds a new one (there are: {known})")
        place = ask("Place in it, such as page 12", optional=True)
        self._given["source"] = [f"{name}:{place}"]
        if name not in self._draft.dossier.sources:
            self._given.setdefault("new-source", name)

    def _ask_new_source(self) -> None:
        if "new-source" not in self._given:
            return
        for name in OF_SOURCE:
            if name not in self._given:
                self._given[name] = self._of_source(name)

    def _of_source(self, name: str) -> str:
        if name == "kind":
            return _choice("Kind of source", SourceKind)
        return ask(f"{name.capitalize()} of the source", _not_a_date if name == "published" else _anything)


def _choice(question: str, words: Iterable[str]) -> str:
    allowed = tuple(words)
    return ask(f"{question} ({', '.join(allowed)})", lambda answer: _not_among(answer, allowed))


def _not_among(answer: str, words: Iterable[str]) -> str:
    allowed = tuple(map(str, words))
    return "" if answer in allowed else f"'{safe(answer)}' is none of them; {did_you_mean(answer, allowed)}"


def _not_a_date(answer: str) -> str:
    from tierscore.loading.dates import DateError, read_when

    try:
        read_when(answer)
    except DateError as error:
        return str(error)
    return ""


def _anything(_: str) -> str:
    return ""


def _listed(answer: str) -> list[str]:
    return [one.strip() for one in answer.split(",") if one.strip()]
