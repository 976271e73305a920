"""The public names of the package: complete, documented, and free until they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tierscore
from command import environment
from shipped import shipped_session


@pytest.mark.parametrize("name", sorted({*tierscore.__all__} - {"__version__"}))
def test_every_public_name_exists_and_says_what_it_is(name: str) -> None:
    value = getattr(tierscore, name)
    assert value.__name__ == name
    assert value.__doc__


def test_a_name_that_is_not_public_is_refused_by_its_name() -> None:
    with pytest.raises(AttributeError, match="'tierscore' has no attribute 'judge'"):
        _ = tierscore.judge


def test_dir_lists_the_public_names() -> None:
    assert set(tierscore.__all__) <= set(dir(tierscore))


def test_importing_the_package_loads_nothing_but_its_version() -> None:
    program = (
        "import sys; before = set(sys.modules); import tierscore; print(sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "['tierscore', 'tierscore.version']\n"


def test_a_saved_assessment_is_the_same_as_text_json_and_data() -> None:
    assessment = tierscore.assess(shipped_session(), "panama", 2021, depth=tierscore.Depth.TIERS)
    assert tierscore.to_dict(assessment)["tier"]["indicated"] == assessment.indicated
    assert f'"indicated": "{assessment.indicated}"' in tierscore.to_json(assessment)
    assert "Panama" in tierscore.to_text(assessment, brief=True)


def test_a_reading_of_the_law_is_taken_by_name_and_refused_where_there_is_none() -> None:
    session = tierscore.open_workspace(bundled=True, readings={"increase": "each"})
    assert session.rubric.choices["increase"] == "each"
    wrong = tierscore.open_workspace(bundled=True, readings={"increase": "twice"})
    with pytest.raises(tierscore.UsageError, match="increase has no value 'twice'"):
        _ = wrong.rubric
