"""The workflow, the composite action and the hooks are well formed, and the action's script does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from command import ROOT
from tierscore.cli.commands.check import CheckFormat
from tierscore.loading.yaml.reader import parse

ACTION = ROOT / "action.yml"
WORKFLOW = ROOT / ".github/workflows/check.yml"
MADE_UP = ROOT / "tests/files/valid/made-up"


def read(path: Path) -> Any:
    return parse(path.read_bytes(), path.name).plain()


@pytest.mark.parametrize(
    ("schema", "path"),
    [("vendor.github-workflows", WORKFLOW), ("vendor.github-actions", ACTION)],
    ids=["workflow", "action"],
)
def test_the_files_fit_the_schemas_that_github_publishes(schema: str, path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def script() -> str:
    (step,) = (step for step in read(ACTION)["runs"]["steps"] if "run" in step)
    return str(step["run"])


def test_no_input_is_text_of_the_script() -> None:
    assert "${{" not in script()


def test_every_input_reaches_the_script_by_the_environment_and_is_used() -> None:
    action = read(ACTION)
    (step,) = (step for step in action["runs"]["steps"] if "run" in step)
    given = {re.findall(r"inputs\.([\w-]+)", value)[0]: name for name, value in step["env"].items()}
    assert set(given) == set(action["inputs"]) - {"python-version"}
    assert all(f"${name}" in script() or f"${{{name}" in script() for name in given.values())


def test_the_formats_that_the_action_names_exist() -> None:
    said = read(ACTION)["inputs"]["format"]["description"]
    assert {drawn.value for drawn in CheckFormat} - {"terminal"} == {
        word for word in re.findall(r"\w+", said) if word in set(CheckFormat)
    }


def test_the_workflow_runs_everything_with_read_access_and_uses_the_action() -> None:
    workflow = read(WORKFLOW)
    assert workflow["permissions"] == {"contents": "read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert {"run": ".ci/run"} in steps
    assert {"uses": "./", "with": {"against": "${{ github.event.pull_request.base.sha }}"}} in steps
    assert all(
        step["with"]["persist-credentials"] is False
        for step in steps
        if step.get("uses", "").startswith("actions/checkout")
    )


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder like that of a runner, where `python -m venv` gives a virtual environment with the tierscore of this checkout."""
    shutil.copytree(MADE_UP, tmp_path / "work")
    (tmp_path / "bin").mkdir()
    stub = tmp_path / "bin/python"
    # The script makes a virtual environment and installs into it; both are tried elsewhere, and take half a minute.
    stub.write_text(
        f"""#!/bin/bash
[ "$1 $2" = "-m venv" ] || exit 9
mkdir -p "$3/bin"
printf '#!/bin/bash\\nprintf "%%s\\\\n" "$@" >> "$RUNNER_TEMP/pip-arguments"\\n' > "$3/bin/python"
printf '#!/bin/bash\\nPYTHONPATH={ROOT / "src"} exec {sys.executable} -m tierscore "$@"\\n' > "$3/bin/tierscore"
chmod +x "$3/bin/python" "$3/bin/tierscore"
""",
        encoding="utf-8",
    )
    stub.chmod(0o755)
    return tmp_path


def act(runner: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the action as a runner does, with its defaults and some inputs."""
    action = read(ACTION)
    (step,) = (step for step in action["runs"]["steps"] if "run" in step)
    values = {name: str(spec["default"]) for name, spec in action["inputs"].items()} | inputs
    env = {name: values[re.findall(r"inputs\.([\w-]+)", value)[0]] for name, value in step["env"].items()}
    env |= {
        "RUNNER_TEMP": str(runner),
        "GITHUB_ACTION_PATH": "/the/action",
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
    }
    path = f"{runner / 'bin'}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script()]
    return subprocess.run(
        command, cwd=runner / "work", env=env | {"PATH": path, "PYTHONIOENCODING": "utf-8", "TIERSCORE_NO_CACHE": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_clean_workspace_passes_and_leaves_a_summary(runner: Path) -> None:
    done = act(runner)
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing found in 8 files\n", "")
    assert "nothing found in 8 files" in (runner / "summary.md").read_text(encoding="utf-8")
    assert (runner / "pip-arguments").read_text().splitlines()[-2:] == ["--", "/the/action"]


def test_a_fault_fails_with_an_annotation(runner: Path) -> None:
    (runner / "work/countries/empty.yaml").write_text("")
    done = act(runner, summary="false")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=countries/empty.yaml,")
    assert not (runner / "summary.md").exists()
    assert act(runner, paths="countries/atlantis.yaml\n\nrubrics\n").returncode == 0


def test_output_goes_to_a_file(runner: Path) -> None:
    assert act(runner, format="sarif", output="out.sarif").stdout == ""
    assert '"version": "2.1.0"' in (runner / "work/out.sarif").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "evil",
    ["$(touch owned)", "`touch owned`", '"; touch owned; "', "'; touch owned; '", "--help", "a\nb c", "*"],
)
@pytest.mark.parametrize("name", ["paths", "workspace", "format", "output", "summary", "source"])
def test_no_input_runs_anything(runner: Path, name: str, evil: str) -> None:
    done = act(runner, **{name: evil})
    assert not list(runner.rglob("owned"))
    assert "Usage:" not in done.stdout
    assert done.returncode in {0, 2}
