"""Evidence items: from what a run or an item says to facts of the model."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tierscore.model.evidence import EvidenceItem, Figure, SourceReference, Status, Versus
from tierscore.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tierscore.loading.forms.country import FigureForm, RunItemForm, SharedForm
    from tierscore.loading.validation.source_file import Spot
    from tierscore.model.measure import Unit
_REQUIRED = ("measure", "when", "sources")


@dataclass(frozen=True)
class WrittenItem:
    """An item as written, together with the defaults of its run."""

    spot: Spot
    own: RunItemForm
    defaults: SharedForm | None = None
    defaults_spot: Spot | None = None

    def __getitem__(self, name: str) -> Any:
        """What the item says of a field, or else its defaults; None where neither does."""
        own = getattr(self.own, name, None)
        return own if own is not None or self.defaults is None else getattr(self.defaults, name, None)

    def at(self, name: str, *below: str | int) -> Spot:
        """Where a field is written, or something below it; the item itself where the field is nowhere."""
        key = "with" if name == "with_" else name
        if getattr(self.own, name, None) is not None:
            return self.spot.at(key, *below)
        if self.defaults_spot is not None and getattr(self.defaults, name, None) is not None:
            return self.defaults_spot.at(key, *below)
        return self.spot

    @property
    def status(self) -> Status | None:
        """The status as written, or as it follows from the rest; None where nothing decides it."""
        if self["status"] is not None:
            return Status(self["status"])
        if self.own.figure is not None:
            return Status.DONE if self.own.figure.value else Status.ABSENT
        return Status.DONE if self["versus_previous"] in {Versus.MORE, Versus.NONE_BEFORE} else None


def written_items(spot: Spot, entries: list[Any]) -> list[WrittenItem]:
    """All items in file order; those of runs that lack a required field are noted and left out."""
    return [item for entry_spot, entry in spot.each(entries) for item in _items_of(entry_spot, entry)]


def _items_of(spot: Spot, entry: Any) -> Iterator[WrittenItem]:
    """The item that stands in an entry of ``evidence``, or the complete items of the run that does."""
    if not hasattr(entry, "defaults"):
        yield WrittenItem(spot, entry)
        return
    for item_spot, form in spot.at("items").each(entry.items):
        item = WrittenItem(item_spot, form, entry.defaults, spot.at("defaults"))
        missing = [name for name in _REQUIRED if item[name] is None]
        for name in missing:
            message = f"`{name}` is missing in this item, and the `defaults` of its run have none"
            item_spot.report(Code.MISSING_KEY, message, f"add `{name}:` here or to the defaults")
        if not missing:
            yield item


def model_item(item: WrittenItem, units: Mapping[str, Unit]) -> EvidenceItem:
    """The fact that an item states; ``units`` say which number ranks a word that stands in place of one."""
    return EvidenceItem(
        id=item.own.id,
        measure=item["measure"],
        when=item["when"],
        summary=item.own.summary,
        sources=tuple(SourceReference(form.id, form.place) for form in item["sources"]),
        status=item.status,
        by=frozenset(item["by"] or ()),
        with_=frozenset(item["with_"] or ()),
        funded_by=frozenset(item["funded_by"] or ()),
        figure=_figure(item.own.figure, units),
        series=item["series"],
        scope=item["scope"],
        limit=item["limit"],
        versus_previous=item["versus_previous"],
        revises=item.own.revises,
        unusable=item["unusable"] or "",
        note=item["note"] or "",
    )


def _figure(form: FigureForm | None, units: Mapping[str, Unit]) -> Figure | None:
    if form is None:
        return None
    unit = form.unit or ""
    if isinstance(form.value, Fraction):
        return Figure(form.value, unit, form.bound)
    named = units[unit].called(form.value) if unit in units else None
    # An unknown word is a problem on the page, and nobody gets to see a figure without its rank.
    return Figure(named.rank, unit, form.bound, named) if named is not None else None
