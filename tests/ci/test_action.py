"""The workflow, the composite action and the hooks are well formed, and the action's script does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
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


def steps() -> list[dict[str, Any]]:
    """The steps of the action that run a script, in order."""
    return [step for step in read(ACTION)["runs"]["steps"] if "run" in step]


def test_no_input_is_text_of_a_script() -> None:
    assert len(steps()) == 2
    assert not [step for step in steps() if "${{" in step["run"]]


def test_every_input_reaches_a_script_by_the_environment_and_is_used() -> None:
    given: list[str] = []
    for step in steps():
        for name, value in step["env"].items():
            given += re.findall(r"inputs\.([\w-]+)", value)
            assert f"${name}" in step["run"] or f"${{{name}" in step["run"]
    assert sorted((*given, "python-version")) == sorted(read(ACTION)["inputs"])


@pytest.mark.parametrize("path", [ACTION, WORKFLOW], ids=["action", "workflow"])
def test_every_action_of_others_is_pinned_by_its_commit_and_names_its_version(path: Path) -> None:
    used = re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert action == "./" or re.fullmatch(
            r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", action
        )


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
    base = "${{ github.base_ref && format('refs/remotes/origin/{0}', github.base_ref) || '' }}"
    assert {"uses": "./", "with": {"against": base}} in steps
    assert all(
        step["with"]["persist-credentials"] is False
        for step in steps
        if step.get("uses", "").startswith("actions/checkout")
    )


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder like that of a runner, where `python -I -m venv` gives a virtual environment with the tierscore of this checkout."""
    shutil.copytree(MADE_UP, tmp_path / "work")
    (tmp_path / "bin").mkdir()
    (tmp_path / "temp").mkdir()
    stub = tmp_path / "bin/python"
    # The scripts make a virtual environment and install into it; that is tried once, below, since it takes a while.
    stub.write_text(
        f"""#!/bin/bash
[ "$1 $2 $3" = "-I -m venv" ] || exit 9
mkdir -p "$4/bin"
cat > "$4/bin/python" <<'END'
#!/bin/bash
[ "$1 $2" = "-I -m" ] || exit 9
if [ "$3" = pip ]; then printf "%s\\n" "$@" >> "$RUNNER_TEMP/pip-arguments"; exit; fi
shift
printf "%s\\0" "$@" > "$RUNNER_TEMP/arguments"
printf "%s" "$TIERSCORE_NO_CACHE" > "$RUNNER_TEMP/no-cache"
PYTHONPATH={ROOT / "src"} exec {sys.executable} "$@"
END
chmod +x "$4/bin/python"
""",
        encoding="utf-8",
    )
    stub.chmod(0o755)
    return tmp_path


def act(
    runner: Path, job: dict[str, str] | None = None, /, **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Run the scripts of the action as a runner does, with its defaults, the environment of a job and some inputs."""
    action = read(ACTION)
    values = {name: str(spec["default"]) for name, spec in action["inputs"].items()} | inputs
    path = f"{runner / 'bin'}{os.pathsep}{os.environ['PATH']}"
    around = {
        "RUNNER_TEMP": str(runner / "temp"),
        "GITHUB_ACTION_PATH": "/the/action",
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        "PATH": path,
        "PYTHONIOENCODING": "utf-8",
        "TIERSCORE_NO_CACHE": "1",
    }
    around |= {key: value for key, value in os.environ.items() if key == "PYTHONPYCACHEPREFIX"}
    folders: dict[Any, Path] = {"${{ runner.temp }}": runner / "temp", None: runner / "work"}
    for step in steps():
        given = {
            name: values[re.findall(r"inputs\.([\w-]+)", value)[0]] for name, value in step["env"].items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=folders[step.get("working-directory")], env=around | given | (job or {}),
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            break
    return done


def test_the_cache_is_left_alone(runner: Path) -> None:
    assert act(runner, {"TIERSCORE_NO_CACHE": ""}).returncode == 0
    assert (runner / "temp/no-cache").read_text(encoding="utf-8") == "1"


def test_a_clean_workspace_passes_and_leaves_a_summary(runner: Path) -> None:
    done = act(runner)
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing found in 8 files\n", "")
    assert "nothing found in 8 files" in (runner / "summary.md").read_text(encoding="utf-8")
    assert (runner / "temp/pip-arguments").read_text().splitlines()[-2:] == ["--", "/the/action"]


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
def test_inputs_reach_the_command_as_they_are_and_none_is_run(runner: Path, evil: str) -> None:
    inputs = dict.fromkeys(("paths", "workspace", "format", "output", "summary", "source", "against"), evil)
    done = act(runner, **inputs)
    assert not list(runner.rglob("owned"))
    assert "Usage:" not in done.stdout
    assert done.returncode == 2
    given = (runner / "temp/arguments").read_text(encoding="utf-8").split("\0")[:-1]
    options = [part for name in ("workspace", "format", "against", "output") for part in (f"--{name}", evil)]
    assert given == ["-m", "tierscore", "check", *options, "--", *evil.split("\n")]
    assert (runner / "temp/pip-arguments").read_text(encoding="utf-8").endswith(f"--\n{evil}\n")


def wheel(folder: Path) -> Path:
    """A wheel without a dependency that lets a virtual environment see the tierscore of this checkout."""
    path, info = folder / "tierscore-0-py3-none-any.whl", "tierscore-0.dist-info"
    libraries = sysconfig.get_path("purelib")
    with zipfile.ZipFile(path, "w") as archive:
        # Python does not see here where the tests have it keep what it compiles, and would keep it in the checkout.
        archive.writestr(
            "tierscore.pth", f"import sys; sys.dont_write_bytecode = True\n{ROOT / 'src'}\n{libraries}\n"
        )
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tierscore\nVersion: 0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def test_no_code_of_the_checkout_is_run(runner: Path, tmp_path: Path) -> None:
    """With Python, venv and pip as they are, in a checkout and in a job that offer modules of the same names."""
    (runner / "bin/python").unlink()
    (runner / "bin/python").symlink_to(sys.executable)
    work, owned = runner / "work", tmp_path / "owned"
    modules = ("venv", "pip", "tierscore", "sitecustomize", "usercustomize", "runpy", "typer", "git")
    for name in modules:
        (work / f"{name}.py").write_text(f"open({str(owned)!r}, 'a').write({name!r})\n", encoding="utf-8")
    (work / "git").write_text(f"#!/bin/sh\necho git >> {owned}\n", encoding="utf-8")
    (work / "git").chmod(0o755)
    job = {"PYTHONPATH": str(work), "PIP_NO_INDEX": "1"}
    done = act(runner, job, source=str(wheel(tmp_path)))
    assert not owned.exists(), owned.read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "nothing found in 8 files\n"), done.stderr
