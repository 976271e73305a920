"""Which commit a revision names; and where it names none, what to do: only commands that can work."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.loading.workspace.git import NoCommitError

if TYPE_CHECKING:
    from tierscore.loading.workspace.git import Repository
_LONGEST_REVISION = 250
_ZEROS = re.compile("0{40}|0{64}")
_STEPS = re.compile(r"(?P<start>.+?)(?P<steps>(?:~[0-9]*|\^[0-9]*)+)")
_STEP = re.compile(r"([~^])([0-9]*)")
_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


def commit_named(repository: Repository, revision: str) -> str:
    """
    The commit that a revision names.

    Raises:
        NoCommitError: If there is no commit yet that it could name.
        UsageError: If there is none, with what to do about it.
    """
    _refuse_what_is_no_revision(revision)
    if (commit := repository.resolve(revision)) is not None:
        return commit
    if _ZEROS.fullmatch(revision):
        message = "the zeros name no commit: GitHub sends them where a branch is new"
        raise UsageError(f"{message}; compare with the branch that it began from, such as origin/main")
    place = f"the git repository {safe(str(repository.top))}"
    if _has_no_commit(repository, revision):
        raise NoCommitError(f"{place} has no commit yet: there is nothing to compare with")
    raise UsageError(f"there is no revision '{safe(revision)}' in {place}; {_advice(repository, revision)}")


def _refuse_what_is_no_revision(revision: str) -> None:
    """Refuse what git would take for an option, for more than one commit, or for the opposite of one."""
    shown = f"'{safe(revision[:100])}' is no git revision"
    is_option_or_empty = not revision or revision.startswith("-")
    if is_option_or_empty or len(revision) > _LONGEST_REVISION or not revision.isprintable():
        raise UsageError(shown)
    if revision.startswith("^"):
        raise UsageError(f"{shown}: a ^ before a name leaves its commits out; write '{safe(revision[1:])}'")
    if "..." in revision:
        raise UsageError(f"{shown}: it names two; --against takes it, and compares with where they part")
    if ".." in revision:
        old, _, new = revision.partition("..")
        raise UsageError(
            f"{shown}: it names two; write '{safe(old)}' alone, or '{safe(old)}...{safe(new)}' after --against"
        )


def _has_no_commit(repository: Repository, revision: str) -> bool:
    """Whether a revision means the branch that is checked out, or any, and there is no commit on it yet."""
    if repository.ask("rev-parse", "--verify", "HEAD^0")[0] == 0:
        return False
    return revision in {"HEAD", "@"} or not repository.run("for-each-ref", "--count=1").strip()


def _advice(repository: Repository, revision: str) -> str:
    """What to do about a revision that is not there."""
    if is_shallow(repository):
        return fetch_history(repository)
    if steps := _STEPS.fullmatch(revision):
        reason = _end_of_history(repository, steps["start"], steps["steps"])
        if reason:
            return reason
    from tierscore.loading.suggestions import nearest  # only a mistake needs it

    listing = repository.run("for-each-ref", "--count=10000", "--format=%(refname:short)")
    names = list(filter(None, listing.decode("utf-8", "replace").split("\n")))
    same_end = (name for name in names if name.endswith(f"/{revision}"))
    guess = next(same_end, "") or nearest(revision, names)
    advices = [f"did you mean '{safe(guess)}'?"] if guess else []
    advices += _fetch_one(repository, revision)
    return " ".join(advices) or "`git branch --all` and `git tag` list what there is"


def is_shallow(repository: Repository) -> bool:
    """Whether a clone was cut off, so that history is missing."""
    return repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"


def fetch_history(repository: Repository) -> str:
    """How to get what a shallow clone lacks."""
    if not (remotes := _remotes(repository)):
        return "this clone is shallow, and names no remote that has the rest of its history"
    remote = shlex.quote("origin" if "origin" in remotes else remotes[0])
    branches = shlex.quote(f"+refs/heads/*:refs/remotes/{remote}/*")
    command = f"git fetch --unshallow --tags {remote} {branches}"
    return f"this clone is shallow; `{command}` gets the rest (in GitHub Actions, `fetch-depth: 0` of actions/checkout)"


def _fetch_one(repository: Repository, revision: str) -> list[str]:
    """How to get a commit, or a branch of a remote, that this clone never fetched; nothing if nobody can say."""
    remotes = _remotes(repository)
    remote, _, branch = revision.partition("/")
    if remote in remotes and branch:
        refs = shlex.quote(f"{branch}:refs/remotes/{revision}")
        return [f"`git fetch {shlex.quote(remote)} {refs}` gets it, if {safe(remote)} has such a branch"]
    if remotes and _HASH.fullmatch(revision):
        source = shlex.quote("origin" if "origin" in remotes else remotes[0])
        return [f"`git fetch {source} {revision}` gets it, if {safe(source)} still has it"]
    return []


def _end_of_history(repository: Repository, start: str, steps: str) -> str:
    """Which step back leads nowhere, and how far one can go; empty where the start is not there either."""
    for match in _STEP.finditer(steps):
        if repository.resolve(start + match[0]) is None:
            return _too_far(repository, start, match[1], int(match[2] or 1))
        start += match[0]
    return ""


def _too_far(repository: Repository, start: str, sign: str, number: int) -> str:
    commit = repository.resolve(start)
    if commit is None:
        return ""
    if sign == "~":
        count = int(repository.run("rev-list", "--first-parent", "--count", commit)) - 1
        return f"{_commits(count)} before {safe(start)}"
    parents = len(repository.run("rev-list", "--parents", "--max-count=1", commit).split()) - 1
    return f"{safe(start)} has {parents or 'no'} parent{'' if parents == 1 else 's'}, and no number {number}"


def _commits(count: int) -> str:
    return f"there {'is' if count == 1 else 'are'} {count or 'no'} commit{'' if count == 1 else 's'}"


def _remotes(repository: Repository) -> list[str]:
    return repository.run("remote").decode("utf-8", "replace").split()
