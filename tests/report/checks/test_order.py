"""What a reader of a check meets first, and what stays hidden until it is asked for."""

from __future__ import annotations

from report.checks.builders import ORDINARY
from tierscore.report.compose.check import compose_check, compose_check_lists
from tierscore.report.formats import markdown, plain


def test_errors_come_before_warnings_and_notices() -> None:
    text = plain.render(compose_check(ORDINARY), 100)
    details = text[text.index("\nProblems\n") :]
    assert details.index("the figure 12 has no unit") < details.index("the file holds nothing")
    assert details.index("the file holds nothing") < details.index("nobody has confirmed `law` since 2011")


def test_what_the_files_accept_is_counted_and_listed_only_where_it_is_asked_for() -> None:
    reason = ORDINARY.accepted[0].reason
    for render, compose in ((plain.render, compose_check), (markdown.render, compose_check_lists)):
        hidden, listed = render(compose(ORDINARY, accepted=False)), render(compose(ORDINARY))
        assert reason not in " ".join(hidden.split())
        assert "1 problem by an exception in the file; --accepted lists them" in " ".join(
            hidden.split()
        ).replace("\\-\\-", "--")
        assert reason in " ".join(listed.split())
