"""Runs the examples of rule pages, those of any pack, so that what a page says stays true.

A page is Markdown. Under its headings Fails, Asks and Passes stand fenced examples: `letter` holds a letter, or the
part of one that matters, in Markdown; `sample PATH` names a file, or the
folder or archive of a submission, from the page's folder. What an example needs follows
on the fence as key=value: stage, type, profile (a TOML file in the page's folder), and the case that is expected. In
what fails or asks, ⟦ ⟧ stand around the words that must be pointed at; under `sample` they stand alone, one a line,
since the words are the file's (a picture is pointed at by its name). What stands on a fence `records` (BibTeX, RIS,
CSL-JSON or PubMed's nbib) is given beside the example that follows it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from validator import engine, packs, pipeline, profiles, records, sources
from validator.engine import Checklist
from validator.model.letter import LetterType, Stage
from validator.model.result import Item, ItemStatus, OutcomeKind
from validator.model.text import Block, Span, UnreadableError
from validator.packs import LoadedRule

SECTIONS = {"Fails": OutcomeKind.FINDING, "Asks": OutcomeKind.ASK, "Passes": OutcomeKind.EVIDENCE}
"""The headings that examples stand under, with what an example there must give."""

_FINE = {ItemStatus.PASS, ItemStatus.NOT_APPLICABLE}
_KEYS = {"stage", "type", "profile", "case"}
_OPEN, _CLOSE = "⟦", "⟧"


class PageError(Exception):
    """An example that is not written as examples are; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a page: where it stands, what it holds, what it needs.

    line: of its fence, from 1. kind: "letter" or "sample". marked: where the words to be pointed at begin and end in
    the source, which is without the marks. records: what is given beside it.
    """

    section: str
    line: int
    kind: str
    source: str
    marked: tuple[tuple[int, int], ...] = ()
    sample: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    records: str = ""

    def need(self, key: str) -> str:
        """What the fence says for a key; empty where it says nothing."""
        return dict(self.needs).get(key, "")


def check_pack(folder: Path, profile: str = "icmje", today: date = date(2026, 11, 22)) -> list[str]:
    """What is wrong with the pages of a pack, a sentence each; none when all examples do as they say.

    Where pack or profile cannot be loaded, that is the one thing wrong.
    """
    try:
        pack = packs.load(() if folder.resolve() == packs.built_in().resolve() else (folder,))
        checklist = engine.checklist(pack, profiles.load(profile, pack.profile_folders), today)
    except (packs.PackError, profiles.ProfileError) as error:
        return [str(error)]
    own = [loaded for loaded in pack.rules if loaded.file.resolve().is_relative_to(folder.resolve())]
    return [problem for loaded in own for problem in check_page(loaded, checklist)]


def check_page(loaded: LoadedRule, checklist: Checklist) -> list[str]:
    """What is wrong with a rule's page, a sentence each; checklist: any that holds the rule."""
    if not loaded.page.is_file():
        return [f"{loaded.rule.id} has no page; {loaded.page} is missing."]
    try:
        found = examples(loaded.page.read_text("utf-8"))
    except PageError as error:
        return [f"{loaded.page.name}, {error}"]
    alone = replace(
        checklist, rules=tuple(ready for ready in checklist.rules if ready.loaded.rule.id == loaded.rule.id)
    )
    problems = []
    for example in found:
        where = f"{loaded.page.name}, line {example.line} ({example.section})"
        problems += [f"{where}: {problem}" for problem in _problems(example, loaded.page.parent, alone)]
    sections = {example.section for example in found}
    if not sections & {"Fails", "Asks"}:
        problems.append(f"{loaded.page.name} has no example that fails or asks.")
    if "Passes" not in sections:
        problems.append(f"{loaded.page.name} has no example that passes.")
    return problems


def examples(page: str) -> list[Example]:
    """The examples of a page that are run, in their order.

    Raises PageError for an example without end, a key that is none, a mark that is not closed.
    """
    found: list[Example] = []
    section, fence, opened, body, given = "", "", 0, list[str](), ""
    for number, line in enumerate(page.splitlines(), 1):
        ticks = line[: len(line) - len(line.lstrip("`"))]
        if fence and line.rstrip() == fence:
            first = page.splitlines()[opened - 1]
            info, text, fence = first.strip("` "), "\n".join(body) + "\n", ""
            if info == "records":
                given = text
            elif section in SECTIONS:
                found += (replace(example, records=given) for example in _example(section, opened, info, text))
                given = ""
        elif fence:
            body.append(line)
        elif len(ticks) >= 3:
            fence, opened, body = ticks, number, []
        elif line.startswith("## "):
            section = line[3:].strip()
    if fence:
        message = f"line {opened}: the example has no end."
        raise PageError(message)
    return found


def _example(section: str, line: int, info: str, body: str) -> Iterator[Example]:
    kind, *words = info.split() or [""]
    if kind not in {"letter", "sample"}:
        return
    sample = words.pop(0) if kind == "sample" and words else ""
    needs = tuple((key, value) for key, _, value in (word.partition("=") for word in words))
    unknown = [key for key, value in needs if key not in _KEYS or not value]
    if unknown:
        message = f"line {line}: an example has no '{unknown[0]}'; it has {', '.join(sorted(_KEYS))}, each with =."
        raise PageError(message)
    source, marked = _marks(body, line)
    yield Example(section, line, kind, source, marked, sample, needs)


def _marks(body: str, line: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The source without its marks, and where the marked words begin and end in it."""
    before, *pieces = body.split(_OPEN)
    source, marked = before, []
    for piece in pieces:
        words, closed, rest = piece.partition(_CLOSE)
        if not closed:
            message = f"line {line}: a mark {_OPEN} has no {_CLOSE}."
            raise PageError(message)
        marked.append((len(source), len(source) + len(words)))
        source += words + rest
    return source, tuple(marked)


def _problems(example: Example, folder: Path, alone: Checklist) -> Iterator[str]:
    try:
        items = _items(example, folder, alone)
    except (UnreadableError, profiles.ProfileError, records.RecordsError, OSError, ValueError) as error:
        yield f"cannot be read: {error}"
        return
    if not items:
        yield "holds no letter."
    elif example.section == "Passes":
        yield from (f"should pass, but: {_told(item)}" for item in items if item.status not in _FINE)
    else:
        yield from _missing(example, items)


def _items(example: Example, folder: Path, alone: Checklist) -> list[Item]:
    """How the item ends on each letter of an example."""
    stage, letter_type = example.need("stage"), example.need("type")
    asked = pipeline.Asked(Stage(stage) if stage else None, LetterType(letter_type) if letter_type else None)
    if example.kind == "sample":
        files = sources.together([str(folder / example.sample)])
    else:
        files = [pipeline.SourceFile.of("example.md", example.source.encode())]
    letters = pipeline.letters(files, alone.pack.vocabulary, asked)
    if own := example.need("profile"):
        alone = replace(alone, profile=profiles.load(str(folder / own), alone.pack.profile_folders))
    if example.records:
        alone = replace(alone, records=records.of_text(example.records, Path("records")))
    return [item for letter in letters for item in engine.run(letter, alone).items]


def _missing(example: Example, items: Sequence[Item]) -> Iterator[str]:
    """What an example that must fail or ask does not give."""
    kind, case = SECTIONS[example.section], example.need("case")
    outcomes = [finding.outcome for item in items for finding in item.findings if finding.outcome.kind is kind]
    expected = [outcome for outcome in outcomes if case in {"", outcome.case}]
    if not expected:
        wanted = f"a {kind.value} {case}".rstrip()
        yield f"should give {wanted}, but: {'; '.join(_told(item) for item in items)}"
        return
    if example.kind == "sample":
        yield from _not_named(example, {span.text for outcome in expected for span in outcome.at})
        return
    places = [_range(span) for outcome in expected for span in outcome.at]
    for start, end in example.marked:
        if not any(_same(example.source, (start, end), place) for place in places):
            shown = "; ".join(f"“{example.source[a:b]}”" for a, b in places) or "nothing"
            yield f"should point at “{example.source[start:end]}”, but points at {shown}"


def _not_named(example: Example, named: set[str]) -> Iterator[str]:
    """The words that an outcome on a file of its own should point at and does not."""
    for start, end in example.marked:
        if example.source[start:end] not in named:
            shown = "; ".join(f"“{words}”" for words in sorted(named)) or "nothing"
            yield f"should point at “{example.source[start:end]}”, but points at {shown}"


def _range(span: Span) -> tuple[int, int]:
    """Where a span stands in its source; nowhere (an empty range) for no words, or words that no file holds."""
    offsets = [offset for at in (span.start, span.end - 1) if (offset := _offset(span.block, at)) is not None]
    return (offsets[0], offsets[-1] + 1) if len(span) and offsets else (0, 0)


def _offset(block: Block, position: int) -> int | None:
    """Where a character of a block stands in the source; None for one that no file holds."""
    begin = 0
    for run in block.runs:
        if begin <= position < begin + len(run.text):
            return None if run.origin is None or run.origin.offset is None else run.origin.offset + position - begin
        begin += len(run.text)
    return None


def _same(source: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges overlap and hold the same words, whatever stops and marks stand at their ends."""
    words = [[c for c in source[start:end] if c.isalnum()] for start, end in (one, other)]
    return one[0] < other[1] and other[0] < one[1] and words[0] == words[1]


def _told(item: Item) -> str:
    """How an item ended, in short, for a person who mends a page or a rule."""
    outcomes = [finding.outcome for finding in item.findings] + list(item.evidence)
    said = [f"{outcome.kind.value} {outcome.case}: {outcome.message}".replace(" :", ":") for outcome in outcomes]
    return f"it ends as {item.status.value} ({' '.join([*said, *item.reasons])})"
