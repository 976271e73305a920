"""The default report is finished: it fits its page, begins with whose judgement it is, and cites each fact."""

from __future__ import annotations

import re

import pytest

from shipped import assessed
from tierscore.report.compose.one_page import MOST_LINES, WIDTH, compose_one_page
from tierscore.report.formats import markdown, plain
from tierscore.report.language.numbers import count_words

YEARS = [("panama", 2021), ("panama", 2022), ("south-africa", 2023), ("cuba", 2023), ("argentina", 2025)]
"""Country-years of every kind: a tier, one beside State's, a failing one, and a file too thin for any."""


def page(country: str, year: int) -> str:
    return plain.render(compose_one_page(assessed(country, year), "the data of the test"), WIDTH)


@pytest.mark.parametrize(("country", "year"), YEARS)
def test_it_fits_seventy_lines_of_eighty_columns(country: str, year: int) -> None:
    lines = page(country, year).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(("country", "year"), YEARS)
def test_whose_judgement_it_is_stands_before_the_tier(country: str, year: int) -> None:
    lines = page(country, year).splitlines()
    assert lines[1] == "Indicated by tierscore; not a placement by the US Department of State."
    assert "trafficking in persons report" not in " ".join(lines[:5]).lower()


@pytest.mark.parametrize(("country", "year"), YEARS)
def test_every_number_of_a_source_is_explained(country: str, year: int) -> None:
    text = page(country, year)
    named = set(re.findall(r"\[(\d+)\]", text[: text.index("SOURCES")]))
    listed = set(re.findall(r"\[(\d+)\]", text[text.index("SOURCES") :]))
    assert named == listed
    assert named


@pytest.mark.parametrize(
    ("year", "facts"),
    [
        (2021, [r"seminars \[\d+\]", r"line 311 \[\d+\]"]),
        (2022, [r"over one hundred officials .* were trained in three provinces \[\d+\]"]),
    ],
)
def test_panama_names_the_hotline_the_seminars_and_the_training_where_they_count(
    year: int, facts: list[str]
) -> None:
    text = " ".join(page("panama", year).split())
    assert [fact for fact in facts if not re.search(fact, text)] == []


def test_duties_are_counted_with_what_so_many_would_mean() -> None:
    text = " ".join(page("panama", 2024).split())
    assert (
        "One of eight basic duties is presumed to be unmet (complicit officials were not brought to court); "
        "three would mean Tier 3 (this rubric's threshold)." in text
    )


def test_what_the_next_tier_asks_and_has_is_told_with_its_statute() -> None:
    text = " ".join(page("panama", 2024).split())
    assert "Complicit officials, 7106(b)(7): presumed not met." in text
    assert "Not on file: No penalty for victims, 7106(b)(2)." in text
    assert (
        "Of 18 other questions nine must be met (this rubric): four met, one not met and 13 unknown." in text
    )


def test_a_part_stands_under_its_whole_and_is_not_counted_beside_it() -> None:
    lines = page("panama", 2022).splitlines()
    whole = next(
        place for place, line in enumerate(lines) if line.startswith("Victims identified, confirmed")
    )
    assert lines[whole + 1].startswith("  of labour trafficking")
    wholes = [change for change in assessed("panama", 2022).changes if not change.is_part]
    on_file = [change for change in wholes if change.now_evidence or change.then_evidence]
    assert f"Of {count_words(len(on_file))} counts" in " ".join(" ".join(lines).split())


def test_no_fact_is_told_twice_in_sentences() -> None:
    text = " ".join(page("panama", 2024).split())
    assert text.count("The authorities opened 19 investigations") == 1
    assert "the authorities opened 19 investigations" not in text


def test_the_watch_list_says_which_condition_applies_and_why() -> None:
    text = " ".join(page("canada", 2018).split())
    assert "No evidence of increasing efforts, 7107(b)(2)(A)(iii)(II): open on the counts" in text
    assert text.index("WHY TIER 2 WATCH LIST") < text.index("As read here, one rise") < text.index("WHY NOT")


def test_an_answer_beside_states_names_the_tier_at_issue() -> None:
    text = " ".join(page("south-africa", 2023).split())
    assert "WHY NOT TIER 2 WATCH LIST, AS STATE HAS IT" in text
    parts = (
        'One condition parts the two: "No evidence of increasing efforts", 7107(b)(2)(A)(iii)(II), which does'
    )
    assert parts in text
    assert text.index(parts) < text.index("How firm")


def test_what_the_watch_list_would_lead_to_is_told_with_the_waiver() -> None:
    text = " ".join(page("south-africa", 2023).split())
    assert "would lead to Tier 3 by the two-year rule, 7107(b)(2)(D), were it not for the waiver" in text


def test_a_thin_file_is_no_finding_against_the_government() -> None:
    text = " ".join(page("argentina", 2025).split())
    assert "NO TIER" in text
    assert "This is not a finding against the government." in text
    assert "Thin: too little is on file for a tier." in text


def test_what_rose_stands_with_both_figures_and_the_source() -> None:
    row = next(line for line in page("panama", 2024).splitlines() if line.startswith("Trafficking investig"))
    assert re.split(r"\s{2,}", row)[1:4] == ["7", "19", "+12"]


def test_the_page_is_markdown_too() -> None:
    text = markdown.render(compose_one_page(assessed("panama", 2022), "the data of the test"))
    assert text.startswith("# PANAMA under the law of the 2022 report")
    assert "| ---" in text
    iom = "https://programamesoamerica.iom.int/es/jornadas-trata-trafico-Panama"
    assert re.search(rf"three provinces \[\\\[\d+\\\]\]\(<{re.escape(iom)}>\)", text)


def test_a_duty_that_is_presumed_unmet_is_not_called_shown() -> None:
    presumed, shown = (" ".join(page(*place).split()) for place in (("panama", 2024), ("south-africa", 2023)))
    assert "is presumed to be unmet (complicit officials" in presumed
    assert "is shown to be unmet (victims were punished)" in shown


def test_a_fall_stands_beside_the_rises_where_rows_are_few() -> None:
    text = page("panama", 2024)
    assert "(10 more rows: --full)" in text
    assert re.search(r"^Victims assisted +not known +less +fell", text, re.MULTILINE)


def test_a_count_of_which_only_the_way_is_known_says_the_way() -> None:
    assert re.search(
        r"^Trafficking convictions +not known +more +rose", page("south-africa", 2023), re.MULTILINE
    )


def test_what_decided_the_worst_tier_is_the_first_thing_to_change() -> None:
    text = " ".join(page("cuba", 2023).split())
    assert "To do 1. End what decided this tier: policy or pattern. 2." in text
    assert "End what decided" not in page("south-africa", 2023)


def test_a_reading_that_leaves_several_tiers_is_said_to_be_open_between_them() -> None:
    text = " ".join(page("panama", 2024).split())
    assert (
        "if rises must outnumber falls, the file leaves it open between Tier 2 and Tier 2 Watch List" in text
    )


def test_a_failure_without_a_remedy_in_the_rubric_is_named_all_the_same() -> None:
    text = " ".join(page("south-africa", 2023).split())
    assert "Meet in full: penalty as for grave crimes." in text


def test_the_answer_of_the_year_before_is_not_to_be_taken_for_states() -> None:
    assert "In 2024 Indicated: Tier 2." in " ".join(page("argentina", 2025).split())


def test_what_is_certain_of_an_unknown_criterion_is_said() -> None:
    text = " ".join(page("panama", 2022).split())
    assert "At least met in part: Vigorous enforcement, 7106(b)(1); Finding victims, 7106(b)(2)." in text


def answer_of(text: str, key: str) -> str:
    """What stands beside a key of the page, on one line."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(key))
    more = next(
        number for number, line in enumerate(lines[start + 1 :], start + 1) if not line.startswith("   ")
    )
    return " ".join(" ".join(lines[start:more]).removeprefix(key).split())


@pytest.mark.parametrize(
    ("country", "year", "said"),
    [
        ("cuba", 2023, r"Without source \[1\], no tier would be indicated\."),
        (
            "nigeria",
            2020,
            (
                r"Two facts each carry the answer\. Without one of them \(Child soldiers \[\d\]\), "
                r"the answer would be Tier 2 Watch List\."
            ),
        ),
        ("russia", 2021, r"Two facts each carry the answer\. .*, Tier 1 would be possible too\."),
    ],
)
def test_the_fact_or_source_that_carries_the_answer_is_named(country: str, year: int, said: str) -> None:
    text = page(country, year)
    assert re.fullmatch(said, answer_of(text, "Rests on"))
    assert "On few facts: without one fact or source, this would change." in " ".join(text.split())


def test_where_no_one_fact_carries_the_answer_none_is_named() -> None:
    text = page("panama", 2024)
    assert "Rests on  " not in text
    assert "On few facts" not in text
