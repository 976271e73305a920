"""Faults in files: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tierscore.errors import TierscoreError, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

MOST_OF_A_KIND = 200
"""How many problems of one kind are listed of one file; the others are counted."""


class Severity(StrEnum):
    """How much a problem weighs; the most serious comes first."""

    ERROR = "error"
    """The file is wrong, or the policy of change is broken: nothing that rests on it should be merged."""
    WARNING = "warning"
    """Proven and probably not meant. A check that finds one fails, unless it is accepted where it stands."""
    NOTICE = "notice"
    """Worth a look; a check never fails for it."""


class Code(StrEnum):
    """
    The stable code of each kind of fault, with its severity where that is not an error.

    TS1 is YAML, TS2 shape, TS3 meaning; TS4 what is proven of a rubric, TS5 what stands out in evidence,
    TS6 the policy of change, TS7 the worked cases.
    """

    _value_: str
    severity: Severity
    """How much a problem of this kind weighs."""

    def __new__(cls, code: str, severity: Severity = Severity.ERROR) -> Self:
        """Make a member, which is its code as text."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.severity = severity
        return member

    UNREADABLE = "TS101"
    """The file cannot be opened or read."""
    ENCODING = "TS102"
    """The file is not UTF-8 text."""
    TOO_LARGE = "TS103"
    """The file is larger than tierscore reads."""
    SYNTAX = "TS104"
    """The file is not YAML."""
    REPEATED_KEY = "TS105"
    """A key stands twice in one mapping."""
    ALIAS = "TS106"
    """Anchors and aliases are refused: what is written is what is meant."""
    TAG = "TS107"
    """Tags are refused: types come from the format, not from the file."""
    DIRECTIVE = "TS108"
    """Directives are refused: every file is YAML 1.2."""
    TOO_DEEP = "TS109"
    """Mappings and lists are nested deeper than any format of tierscore."""
    NOT_A_NUMBER = "TS110"
    """NaN and infinity are no figures."""
    KEY_TYPE = "TS111"
    """A key is not text."""
    EMPTY = "TS112"
    """The file holds nothing."""
    DOCUMENTS = "TS113"
    """The file holds more than one YAML document."""
    TABLE = "TS114"
    """A table (CSV) cannot be read as one."""

    SHAPE = "TS201"
    """A mapping, list, text or number stands where another is wanted."""
    UNKNOWN_KEY = "TS202"
    """A key that the format does not have."""
    MISSING_KEY = "TS203"
    """A key that the format requires is not there."""
    NOT_ALLOWED = "TS204"
    """A value outside the closed list of values."""
    BAD_VALUE = "TS205"
    """A value that does not mean anything here: a date, number, code or id out of form."""

    UNKNOWN_REFERENCE = "TS301"
    """An id that is defined nowhere."""
    REPEATED_ID = "TS302"
    """An id that is defined twice."""
    UNIT = "TS303"
    """A figure without its unit, or with another one than its measure has."""
    SERIES = "TS304"
    """A series that is missing, unknown, or compared with another one."""
    STATUS = "TS305"
    """A status that is missing or does not go with the rest of the item."""
    DATE = "TS306"
    """A date outside all sense."""
    ACTORS = "TS307"
    """Two tests read one measure with different actors; one measure has one value."""
    DECISION = "TS308"
    """The tier rules leave a case open or name a gate in a circle."""
    SCALE = "TS309"
    """Cut-offs, points or weights that contradict one another."""
    REASON = "TS310"
    """A value of judgement without its reason."""
    NO_WEIGHT = "TS311"
    """A P in which no criterion has weight, so that it can have no score."""
    UNNAMED_TIER = "TS312", Severity.NOTICE
    """Placements in a tier that no rubric of the workspace has: no law that is on file says anything of them."""
    DIFFERENCE = "TS313"
    """What a rule says otherwise for some reports is never in force, or leaves it unclear what the rule says."""

    DEAD_CRITERION = "TS401", Severity.WARNING
    """A criterion that can change no tier, in any report year."""
    DEAD_INDICATOR = "TS402", Severity.WARNING
    """An indicator that can change no outcome of its criterion."""
    UNREACHABLE_OUTCOME = "TS403", Severity.WARNING
    """An outcome that a criterion can never have although a condition asks for it."""
    UNREACHABLE_TIER = "TS404", Severity.WARNING
    """A tier that no evidence and no history can reach."""
    SHADOWED_RULE = "TS405", Severity.WARNING
    """A tier rule that never decides, because an earlier one always holds first."""
    PERVERSE = "TS406", Severity.WARNING
    """Better evidence that leads to a worse tier."""
    UNREACHABLE_THRESHOLD = "TS407", Severity.WARNING
    """A cap, cut-off or condition that no evidence can reach."""
    UNCOVERED_INDICIUM = "TS408", Severity.WARNING
    """An indicium of the statute, in force in some report year, that no criterion covers."""
    POLICY_AS_LAW = "TS409"
    """A weight, or another choice that no statute makes, said to stand on the authority of the statute."""
    UNCITED = "TS410"
    """A rule said to stand on statute or agency practice that cites neither."""

    UNREAD_ITEM = "TS501", Severity.NOTICE
    """An evidence item that no rubric reads in any report year."""
    UNUSED_SOURCE = "TS502", Severity.WARNING
    """A source that no evidence item and no search cites."""
    NO_PLACE_IN_SOURCE = "TS503", Severity.WARNING
    """A source cited without the place where the fact stands in it."""
    AFTER_SOURCE = "TS504", Severity.WARNING
    """A fact dated after every source that is cited for it was published, or in the future."""
    STALE = "TS505", Severity.NOTICE
    """A standing thing that nobody has confirmed within the rubric's lapse."""
    JUMP = "TS506", Severity.WARNING
    """Figures of one series that differ tenfold from one year to the next."""
    PERSON = "TS507", Severity.NOTICE
    """A text that seems to name a victim."""
    VERDICT = "TS508", Severity.NOTICE
    """A text that seems to give a reporter's verdict instead of a fact."""
    OBSOLETE_EXCEPTION = "TS509", Severity.WARNING
    """An exception for something that is not, or no longer, found there."""
    EXPIRED_EXCEPTION = "TS510", Severity.WARNING
    """An exception whose time has passed."""
    MORE_THAN_WHOLE = "TS511", Severity.WARNING
    """A count of a part that is more than the count of the whole."""
    NO_ACTOR = "TS512", Severity.WARNING
    """A fact that names no actor, on a measure that every test reads with one: it can never count."""
    UNREAD_DATE = "TS513", Severity.WARNING
    """A fact with a date that no report year takes."""
    OTHER_ACTOR = "TS514", Severity.NOTICE
    """Facts by an actor whom no test asks for: they can never count."""
    UNREAD_PART = "TS515", Severity.NOTICE
    """Facts about a series or scope that no test reads, where no other fact tells of the whole."""
    UNCOUNTED = "TS516", Severity.NOTICE
    """Counts with neither figure nor comparison, where a test asks how many or whether more."""

    VERSION = "TS601"
    """The version of a changed rubric rises by less than the change asks for."""
    UNRECORDED = "TS602"
    """A changed rubric without an entry for its version in its history."""
    UNACCEPTED_MOVE = "TS603"
    """A tier moves and the history does not accept it."""
    UNTRUE_MOVE = "TS604", Severity.WARNING
    """The history accepts a move that does not happen."""
    HISTORY = "TS605"
    """A history of versions that is out of order, or was rewritten."""

    CASE = "TS701"
    """A worked case that does not come out as it says."""
    UNEXERCISED = "TS702", Severity.NOTICE
    """A tier rule, cap, presumption or indicator that no worked case exercises."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; line and column count from 1, and 0 means the file, or the option, as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a file. A finding is about a country; never mix the two."""

    place: Place
    """Where it is."""
    code: Code
    """Which kind of fault it is."""
    message: str
    """What is wrong, in the user's own words."""
    hint: str = ""
    """What to do about it; may be empty."""
    excerpt: str = ""
    """The line it stands on, as written, of a very long one the part round the place; empty where there is none."""
    excerpt_column: int = 1
    """The column of the line at which the excerpt begins."""
    count: int = 1
    """How many problems it stands for: more than one where it counts those that are not listed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", shortened(self.message))
        object.__setattr__(self, "hint", shortened(self.hint))


class ProblemList:
    """
    The problems of one file while it is read: each once, the first of each kind listed and the others counted.

    So no file, however faulty, is answered with more than a reader can use or a machine can hold.
    """

    def __init__(self) -> None:
        self._listed: dict[Problem, None] = {}
        self._listed_of: Counter[Code] = Counter()
        self._others: Counter[Code] = Counter()
        self._first_other: dict[Code, Place] = {}

    def is_full(self, code: Code) -> bool:
        """Whether further problems of a kind are only counted, so that nobody need put them into words."""
        return self._listed_of[code] >= MOST_OF_A_KIND

    def add(self, problem: Problem) -> None:
        """List a problem, or count it."""
        if problem in self._listed:
            return
        if self.is_full(problem.code):
            self.leave_out(problem.code, problem.place, problem.count)
        else:
            self._listed[problem] = None
            self._listed_of[problem.code] += 1

    def leave_out(self, code: Code, place: Place, count: int = 1) -> None:
        """Count problems that are not listed, the first of them at a place."""
        self._others[code] += count
        self._first_other[code] = min(place, self._first_other.get(code, place))

    def __iter__(self) -> Iterator[Problem]:
        """Those that are listed, then one for each kind that stands for the others."""
        yield from self._listed
        for code, count in self._others.items():
            problems = "problem" if count == 1 else "problems"
            message = f"and {count:,} more {problems} of this kind in this file"
            hint = "mend those that are listed, and check again"
            yield Problem(self._first_other[code], code, message, hint, count=count)

    def __bool__(self) -> bool:
        return bool(self._listed or self._others)


def first_of_each_kind(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of any number of files, sorted by place: of each file and kind the first, and how many more."""
    by_file: dict[str, ProblemList] = {}
    for problem in sorted(set(problems)):
        by_file.setdefault(problem.place.file, ProblemList()).add(problem)
    return tuple(sorted(problem for listed in by_file.values() for problem in listed))


class UnreadableError(TierscoreError):
    """
    Files could not be turned into a model.

    Attributes:
        problems: Every problem found, in all files, sorted by place. Never empty.
        outcome: What did not happen because of them, in words.
        where: Where they are, in words.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        self.outcome = "Nothing was judged"
        self.where = "in the files"
        super().__init__(*(f"{problem.place}: {problem.message}" for problem in self.problems))
