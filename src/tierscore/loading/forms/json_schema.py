"""The JSON Schemas of our YAML files, for editors that complete and check them, generated from the forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from tierscore.loading.forms.base import DifferenceForm
from tierscore.loading.forms.case import CaseForm
from tierscore.loading.forms.country import DossierForm
from tierscore.loading.forms.criteria import CriteriaForm
from tierscore.loading.forms.rubric import RubricForm
from tierscore.loading.forms.schema_rules import RULES, VALUES, said_somewhere
from tierscore.loading.forms.vocabulary import VocabularyForm

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
    """Schemas without titles made up from field names; a default that JSON cannot hold brings no warning."""

    ignored_warning_kinds: set[JsonSchemaWarningKind] = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012 - as in the parent

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the parent's signature
        """Never: a field is known by its key."""
        return False


def file_name(kind: str) -> str:
    """How the file of a schema is called."""
    return f"{kind}.schema.json"


def schema_text(kind: str) -> str:
    """The schema of one kind of file, as text; the same for every version of pydantic."""
    form, title = FORMS[kind]
    generated = _tidy(form.model_json_schema(by_alias=True, mode="validation", schema_generator=_Generator))
    definitions = generated["$defs"]
    for name, definition in (*definitions.items(), (form.__name__, generated)):
        _complete(name, definition, definitions)
    if definitions.pop(DifferenceForm.__name__, None):
        definitions |= _differences(definitions)
    whole = {"$schema": DRAFT, **generated, "title": title}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _complete(name: str, definition: dict[str, Any], definitions: dict[str, Any]) -> None:
    """
    Add what the loader checks in code, and put the meaning of each key last.

    Pydantic leaves the meaning out where the docstring of the form behind the key says the same.
    """
    for key, value in definition.get("properties", {}).items():
        value.update(VALUES.get(name, {}).get(key, {}))
        meaning = value.pop("description", None)
        value["description"] = meaning or definitions[value["$ref"].rpartition("/")[2]]["description"]
    rules = RULES.get(name, [])
    if "differs" in definition.get("properties", {}):
        needed = [key for key in definition["required"] if key != "id"]
        definition["required"], rules = ["id"], [said_somewhere(needed, rules)]
    if rules:
        definition["allOf"] = rules


def _differences(definitions: dict[str, Any]) -> dict[str, Any]:
    """For each rule that may differ what an entry of ``differs`` may say: what the rule may, but for its id."""
    differences: dict[str, Any] = {}
    for name, rule in definitions.items():
        if "differs" in rule.get("properties", {}):
            says = name.removesuffix("Form") + DifferenceForm.__name__
            rule["properties"]["differs"]["anyOf"][0]["items"] = {"$ref": f"#/$defs/{says}"}
            differences[says] = {
                "additionalProperties": False,
                "description": DifferenceForm.__doc__,
                "properties": {
                    key: {
                        "$ref": f"#/$defs/{name}/properties/{key}",
                        "description": value["description"],
                    }
                    for key, value in rule["properties"].items()
                    if key not in {"id", "differs"}
                },
                "type": "object",
            }
    return differences


def _tidy(part: Any) -> Any:
    """The same schema without class names as titles, and refusing keys out of form."""
    if isinstance(part, list):
        return [_tidy(child) for child in part]
    if not isinstance(part, dict):
        return part
    tidied = {
        key: _tidy(value)
        for key, value in part.items()
        if key not in {"title", "default"} or isinstance(value, dict)
    }
    if "patternProperties" in tidied:
        tidied.pop("propertyNames", None)
        tidied["additionalProperties"] = False
    if "const" in tidied:
        tidied.pop("enum", None)
    return tidied
