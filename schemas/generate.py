"""
Write the JSON Schemas of our YAML files, for editors that complete and check them.

Run ``python schemas/generate.py`` after a change of the forms in ``tierscore.loading``; a folder as argument writes there instead.
"""
# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from tierscore.loading.forms_case import CaseForm
from tierscore.loading.forms_country import DossierForm
from tierscore.loading.forms_rubric import CriteriaForm, RubricForm
from tierscore.loading.forms_vocabulary import VocabularyForm

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaWarningKind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FORMS: dict[str, tuple[type[BaseModel], str]] = {
    "measures": (VocabularyForm, "The vocabulary of facts"),
    "country": (DossierForm, "A country file"),
    "rubric": (RubricForm, "The main file of a rubric"),
    "criteria": (CriteriaForm, "A file of criteria"),
    "case": (CaseForm, "A worked case of a rubric"),
}
"""The form and the title of each kind of file."""


class _Generator(GenerateJsonSchema):
    """Schemas without titles made up from field names; a default that JSON cannot hold is no reason to warn."""

    ignored_warning_kinds: set[JsonSchemaWarningKind] = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012 - as in the parent

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the parent's signature
        return False


def schema(kind: str) -> str:
    """The schema of one kind of file, as text."""
    form, title = FORMS[kind]
    generated = form.model_json_schema(by_alias=True, mode="validation", schema_generator=_Generator)
    whole = {"$schema": DRAFT, **_tidy(generated), "title": title}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _tidy(part: Any) -> Any:
    """The same schema without class names as titles and refusing keys out of form; the same for every version of pydantic."""
    if isinstance(part, list):
        return [_tidy(child) for child in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _tidy(value) for key, value in part.items() if key not in {"title", "default"} or isinstance(value, dict)}
    if "patternProperties" in kept:
        kept.pop("propertyNames", None)
        kept["additionalProperties"] = False
    if "const" in kept:
        kept.pop("enum", None)
    return kept


def main() -> None:
    """Write every schema."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for kind in FORMS:
        (folder / f"{kind}.schema.json").write_text(schema(kind), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
