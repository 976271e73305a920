"""The parsers of YAML, with a count of the events that were taken from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tierscore.loading.yaml.parsers import YamlParser, installed

if TYPE_CHECKING:
    from collections.abc import Iterator


class CountedEvents:
    """Parsers that read as those that are installed do, and count."""

    def __init__(self, parsers: tuple[YamlParser, ...] = ()) -> None:
        self.parsers = tuple(map(self._counted, parsers or installed()))
        self.taken = 0
        """How many events were taken from them."""
        self.given: list[int] = []
        """How long the texts are that they were given."""

    def _counted(self, parser: YamlParser) -> YamlParser:
        def counted(text: str) -> Iterator[Any]:
            self.given.append(len(text))
            for event in parser.events(text):
                self.taken += 1
                yield event

        return parser._replace(events=counted)
