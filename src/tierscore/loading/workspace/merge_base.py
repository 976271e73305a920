"""Where a branch began: the commits that the work tree is held against when a revision is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tierscore.errors import UsageError, safe
from tierscore.loading.workspace.git import NoCommitError
from tierscore.loading.workspace.revision_names import commit_named, fetch_history, is_shallow

if TYPE_CHECKING:
    from tierscore.loading.workspace.git import Repository
SHORT = 12
"""How many digits of a commit are shown."""
MOST_BASES = 8
"""The most commits that are compared with: branches that were merged both ways have two, made-up ones any number."""


@dataclass(frozen=True)
class BranchPoint:
    """Where the work tree, or a revision that was named with it, parted from another one."""

    target: str
    """The revision that is compared with, as the user named it."""
    target_commit: str
    commits: tuple[str, ...]
    """The newest commits that both have; never empty."""

    @property
    def moved_on(self) -> bool:
        """Whether the target has commits that the other side lacks."""
        return self.commits != (self.target_commit,)

    @property
    def names(self) -> tuple[str, ...]:
        """What each of the commits is called."""
        return tuple(commit[:SHORT] for commit in self.commits) if self.moved_on else (self.target,)

    @property
    def description(self) -> str:
        """What is compared with, in words."""
        target = safe(self.target)
        if not self.moved_on:
            return target
        if len(self.commits) == 1:
            return f"{self.names[0]} (where this branch left {target})"
        return f"each of {' and '.join(self.names)} (where this branch left {target}; merging it leaves one)"


def branch_point(repository: Repository, text: str) -> BranchPoint:
    """
    Where the work tree began to differ from a revision; for ``A...B``, where B began to differ from A.

    That is what ``git merge-base --all`` answers: what others have added to A since then is no change of this branch.
    A merge that is not yet committed counts as one that is.

    Args:
        repository: The repository of the workspace.
        text: The revision, or two with three dots between them; a missing one is ``HEAD``.

    Raises:
        NoCommitError: If there is no commit yet.
        UsageError: If there is no such revision, or both have no commit in common, with what to do about it.
    """
    target, dots, other = text.partition("...")
    target = (target or "HEAD") if dots else text
    commit = commit_named(repository, target)
    heads = (commit_named(repository, other or "HEAD"),) if dots else _heads(repository)
    if not heads:
        return BranchPoint(target, commit, (commit,))
    code, answer, complaint = repository.ask("merge-base", "--all", commit, *heads)
    commits = tuple(sorted(answer.decode("ascii", "replace").split()))
    if code > 1 or complaint:
        raise UsageError(f"git merge-base failed in {repository.top}: {safe(complaint.splitlines()[0])}")
    if not commits:
        raise UsageError(_nothing_in_common(repository, target, other or "this branch"))
    if len(commits) > MOST_BASES:
        message = f"{safe(target)} and {safe(other) or 'this branch'} parted at {len(commits)} commits"
        raise UsageError(f"{message}, too many to compare with; merging {safe(target)} leaves one")
    return BranchPoint(target, commit, commits)


def _heads(repository: Repository) -> tuple[str, ...]:
    """What the work tree is made from: the commit that is checked out, and one that is being merged into it."""
    try:
        head = commit_named(repository, "HEAD")
    except NoCommitError:
        return ()
    code, answer, _ = repository.ask("rev-parse", "--verify", "--quiet", "MERGE_HEAD^{commit}")
    return (head, *answer.decode("ascii", "replace").split()) if code == 0 else (head,)


def _nothing_in_common(repository: Repository, target: str, other: str) -> str:
    message = f"{safe(target)} and {safe(other)} have no commit in common"
    if is_shallow(repository):
        return f"{message} here; {fetch_history(repository)}"
    command = f"git worktree add ../old {safe(target)}"
    return f"{message}; to compare with it all the same: `{command}`, then --against path:../old"
