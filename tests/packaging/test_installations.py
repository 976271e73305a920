"""What a user installs works in an empty folder: the wheel, which is that made from the sdist, and the editable install."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shlex
import stat
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tierscore.version import __version__

ROOT = Path(__file__).resolve().parents[2]
ASSESS = ("-m", "tierscore", "assess", "panama", "--year", "2021")


@dataclass(frozen=True)
class Installation:
    """A virtual environment with nothing but tierscore in it, and a view of the libraries of the running one."""

    python: Path
    empty: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run its Python in an empty folder."""
        return subprocess.run(
            [str(self.python), *arguments],
            cwd=self.empty,
            env=clean(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def script(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run its ``tierscore``."""
        return subprocess.run(
            [str(self.python.parent / "tierscore"), *arguments],
            cwd=self.empty,
            env=clean(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def clean() -> dict[str, str]:
    """The environment without anything that leads Python or pip to this checkout, or a drawing to colours."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "NO_COLOR", "FORCE_COLOR", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return kept | {"PYTHONIOENCODING": "utf-8", "TIERSCORE_NO_CACHE": "1"}


def call(*command: str, cwd: Path | None = None) -> str:
    """Run a command that has to succeed, and give its output."""
    done = subprocess.run(command, cwd=cwd, env=clean(), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel of this checkout, the sdist, the wheel made from the sdist, and the editable wheel that pip makes."""
    folder = tmp_path_factory.mktemp("built")
    for name in ("direct", "through-sdist", "editable"):
        (folder / name).mkdir()
    call(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--outdir",
        str(folder / "direct"),
        str(ROOT),
    )
    call(
        sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "through-sdist"), str(ROOT)
    )
    editable = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    call(sys.executable, "-c", editable, str(folder / "editable"), cwd=ROOT)
    return {
        "wheel": only(folder / "direct", "*.whl"),
        "wheel from the sdist": only(folder / "through-sdist", "*.whl"),
        "sdist": only(folder / "through-sdist", "*.tar.gz"),
        "editable": only(folder / "editable", "*.whl"),
    }


@pytest.fixture(scope="session")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Installation]:
    """
    The wheel and the editable one, each installed by pip into a fresh virtual environment.

    The wheel made from the sdist holds the same bytes, as a test says, and so it is not installed once more.
    """
    return {
        name: install(built[name], tmp_path_factory.mktemp("installed")) for name in ("wheel", "editable")
    }


def install(wheel: Path, folder: Path) -> Installation:
    """Install a wheel without its dependencies; afterwards let the environment see those of the running one."""
    venv.create(folder / "venv", with_pip=False)
    python = only(folder / "venv", "*/python3") if os.name != "nt" else folder / "venv/Scripts/python.exe"
    call(
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    )
    site = Path(call(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (site / "zz-libraries.pth").write_text("".join(f"{path}\n" for path in libraries), encoding="utf-8")
    (folder / "empty").mkdir()
    return Installation(python, folder / "empty")


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def answers(installed: dict[str, Installation]) -> dict[str, subprocess.CompletedProcess[str]]:
    """What each installation says of a country, in an empty folder."""
    return {name: installation.run(*ASSESS) for name, installation in installed.items()}


@pytest.mark.parametrize("name", ["wheel", "editable"])
def test_every_installation_judges_with_the_data_that_came_with_it(
    answers: dict[str, subprocess.CompletedProcess[str]], name: str
) -> None:
    assert (answers[name].returncode, answers[name].stderr) == (0, "")
    assert f"data bundled with tierscore {__version__}" in " ".join(answers[name].stdout.split())


def test_an_installed_wheel_takes_nothing_from_the_checkout(installed: dict[str, Installation]) -> None:
    module = installed["wheel"].run("-c", "import tierscore; print(tierscore.__file__)").stdout
    assert "site-packages" in module


def test_an_editable_install_runs_the_source_of_the_checkout(installed: dict[str, Installation]) -> None:
    module = installed["editable"].run("-c", "import tierscore; print(tierscore.__file__)").stdout.strip()
    assert Path(module) == ROOT / "src/tierscore/__init__.py"


def test_all_installations_give_the_same_report(
    answers: dict[str, subprocess.CompletedProcess[str]],
) -> None:
    assert len({answer.stdout for answer in answers.values()}) == 1


@pytest.mark.parametrize("name", ["wheel", "editable"])
def test_the_command_is_installed(installed: dict[str, Installation], name: str) -> None:
    assert installed[name].script("--version").stdout == f"tierscore {__version__}\n"


@pytest.mark.parametrize("name", ["wheel", "editable"])
def test_every_installation_explains_a_problem(installed: dict[str, Installation], name: str) -> None:
    assert "A figure without its unit" in installed[name].script("rule", "TS303").stdout


def test_another_folder_is_a_workspace_for_an_installed_tierscore(installed: dict[str, Installation]) -> None:
    made_up = ROOT / "tests/files/valid/made-up"
    answer = installed["wheel"].run("-m", "tierscore", "assess", "atlantis", "--workspace", str(made_up))
    assert answer.returncode == 0, answer.stderr
    assert "bundled" not in answer.stdout


def test_the_wheel_from_the_sdist_is_the_same_wheel(built: dict[str, Path]) -> None:
    direct, through_sdist = contents(built["wheel"]), contents(built["wheel from the sdist"])
    assert {name for name in direct if direct[name] != through_sdist.get(name)} == set()
    assert direct.keys() == through_sdist.keys()


def test_another_folder_at_another_time_with_other_rights_builds_the_same_bytes(
    built: dict[str, Path], tmp_path: Path
) -> None:
    with tarfile.open(built["sdist"]) as archive:
        archive.extractall(tmp_path, filter="data")
    copy = only(tmp_path, "tierscore-*")
    for path in copy.rglob("*"):
        path.chmod(path.stat().st_mode & stat.S_IRWXU)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / "again"), str(copy)]
    call("sh", "-c", f"umask 077 && exec {shlex.join(build)}")
    for name in ("wheel", "sdist"):
        again = tmp_path / "again" / built[name].name
        assert (
            hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(built[name].read_bytes()).digest()
        )


def test_a_wheel_carries_the_data_and_nothing_of_the_checkout_besides(built: dict[str, Path]) -> None:
    names = set(contents(built["wheel"]))
    data = {
        path.relative_to(ROOT).as_posix()
        for folder in ("rubrics", "countries")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert {f"tierscore/_data/{name}" for name in (*data, "docs/messages.md")} <= names
    assert not [
        name
        for name in names
        if name.startswith("tierscore/_data/docs/") and not name.endswith("/messages.md")
    ]
    assert {name.split("/")[0] for name in names} == {"tierscore", f"tierscore-{__version__}.dist-info"}
    assert f"tierscore-{__version__}.dist-info/licenses/LICENSE" in names
    assert "tierscore/py.typed" in names
    package = ROOT / "src/tierscore"
    beside = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (package / "loading/country/names.csv", *(package / "authoring/skeletons").iterdir())
    }
    schemas = {f"tierscore/_data/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    assert beside | schemas <= names
    assert not [name for name in names if name.endswith("generate.py")]


def test_an_installed_tierscore_starts_a_workspace_a_country_and_a_rubric(
    installed: dict[str, Installation], tmp_path: Path
) -> None:
    wheel = Installation(installed["wheel"].python, tmp_path)
    refused = wheel.run("-m", "tierscore", "init", "country", "Tuvalu")
    assert refused.returncode == 2
    assert "not written to" in refused.stderr
    assert list(tmp_path.iterdir()) == []
    for arguments in (("workspace",), ("country", "Tuvalu"), ("rubric", "My own")):
        answer = wheel.run("-m", "tierscore", "init", *arguments)
        assert answer.returncode == 0, answer.stderr
    judged = wheel.run("-m", "tierscore", "assess", "tuvalu", "--rubric", "my-own", "--year", "2021")
    assert judged.returncode == 0, judged.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["countries", "rubrics", "schemas"]


def test_the_editable_wheel_carries_no_copy_of_the_data(built: dict[str, Path]) -> None:
    assert not [name for name in contents(built["editable"]) if "_data" in name]


def test_the_sdist_carries_what_is_needed_to_test_it(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "action.yml",
        ".pre-commit-hooks.yaml",
        ".github/workflows/check.yml",
        "docs/messages.md",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        "pyproject.toml",
        ".ci/run",
        "rubrics/measures.yaml",
    }
    assert (
        wanted
        | {"countries/panama.yaml", "schemas/country.schema.json", "tests/command.py", "docs/rubrics.md"}
        <= names
    )


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {"parquet": "src/tierscore/report/tables/parquet.py"}
"""Each extra for users, and the one module that needs it."""


def test_every_library_that_is_imported_is_declared() -> None:
    """A library that is there only because another tool needs it is not there for users."""
    declared = libraries(PROJECT["dependencies"])
    needing_an_extra = {ROOT / path for path in EXTRAS.values()}
    imported = {
        name
        for path in (ROOT / "src").rglob("*.py")
        if path not in needing_an_extra
        for name in imports(path)
    }
    assert imported - sys.stdlib_module_names - declared <= {
        "tierscore",
        "pydantic_core",
    }  # pydantic pins its core


@pytest.mark.parametrize(("extra", "path"), EXTRAS.items())
def test_what_needs_an_extra_imports_what_the_extra_declares(extra: str, path: str) -> None:
    declared = libraries(PROJECT["optional-dependencies"][extra])
    assert imports(ROOT / path) - sys.stdlib_module_names == declared | {"tierscore"}


def libraries(requirements: list[str]) -> set[str]:
    names = [re.match(r"[\w.-]+", requirement) for requirement in requirements]
    return {name[0].split(".")[0] for name in names if name}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {module.split(".")[0] for node in ast.walk(tree) for module in modules(node)}


def modules(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module)):
            return [module]
        case _:
            return []
