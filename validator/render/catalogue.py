"""The program's own documentation on a terminal: an item's page, the items, the profiles."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from validator.model.profile import Profile
from validator.model.result import Level
from validator.packs import LoadedRule, Pack
from validator.render.concerns import Heading
from validator.render.layout import Page

_LEVELS = {Level.MUST: Heading.MUST, Level.SHOULD: Heading.SHOULD, Level.INFO: Heading.INFO}


def explain(loaded: LoadedRule, width: int) -> str:
    """The page of a rule, wrapped to width columns; of a rule without a page, its title."""
    page = Page(width, colour=False)
    if not loaded.page.is_file():
        page.add(f"{loaded.rule.id}: {loaded.rule.title}")
        page.add(f"This item has no page; {loaded.page} is missing.")
        return page.text()
    page.add(f"{loaded.rule.id}   {loaded.family}")
    page.blank()
    shown: list[tuple[str, list[str]]] = []
    title = ""
    for part in _parts(loaded.page.read_text("utf-8")):
        title = part[0].lstrip("# ") if part[0].startswith("#") else title
        fence = next((at for at, line in enumerate(part) if line.startswith("```")), len(part))
        shown += [(title, example) for example in _split(part[fence:])]
        _prose_part(page, part[:fence])
    _examples(page, shown)
    return page.text()


def rules(pack: Pack, profile: Profile, width: int) -> str:
    """The items of the checklist by family, in its order, with the levels that the profile gives their cases."""
    page = Page(width, colour=False)
    column = max((len(loaded.rule.id) for loaded in pack.rules), default=0) + 4
    for family, members in groupby(pack.rules, key=lambda loaded: loaded.family):
        page.blank()
        page.add(family.upper())
        for loaded in members:
            page.add(f"{loaded.rule.id.ljust(column - 2)}{loaded.rule.title}", indent=2, hang=column)
            page.add("; ".join(_levels(profile, loaded.rule.id)), indent=column, hang=column)
    return page.text()


def profiles(known: Sequence[Profile], width: int) -> str:
    """The profiles with journal, version and date."""
    page = Page(width, colour=False)
    column = max((len(profile.id) for profile in known), default=0) + 2
    for profile in known:
        title = profile.journal.title or "what most medical journals ask for"
        extends = f", extends {profile.extends}" if profile.extends else ""
        page.add(f"{profile.id.ljust(column)}{title}", hang=column)
        page.add(f"version {profile.version} of {profile.date}{extends}", indent=column, hang=column)
    return page.text()


def _levels(profile: Profile, item: str) -> Iterator[str]:
    """The cases of an item under the level that each has, those named before the others; without cases, its level."""
    words = {name: word for name, word in profile.levels.items() if name.partition(".")[0] == item}
    if words.keys() == {item}:
        yield _LEVELS[Level[words[item].upper()]]
        return
    cases = {level: [name for name, word in words.items() if word == level.word] for level in _LEVELS}
    for level in sorted(_LEVELS, key=lambda level: cases[level] == [item]):
        named = [name.partition(".")[2] for name in cases[level] if name != item]
        others = ["any other"] if item in cases[level] else []
        if cases[level]:
            yield f"{_LEVELS[level]}: {', '.join(named + others)}"


def _parts(markdown: str) -> Iterator[list[str]]:
    """The parts of a page between empty lines; an example between fences is one part."""
    part: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        opening = line[: len(line) - len(line.lstrip("`"))]
        if len(opening) >= 3 and (not fence or line.strip() == fence):
            fence = "" if fence else opening
        if line.strip() or fence:
            part.append(line)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _prose_part(page: Page, part: list[str]) -> None:
    """A heading and what it says; a heading of nothing but examples stands above these."""
    if part and part[0].startswith("#"):
        is_section = part[0].startswith("##")
        title = part[0].lstrip("# ")
        part = part[1:]
        if is_section and not part:
            return
        page.add(title.upper() if is_section else title)
    if part:
        _prose(page, part)
    page.blank()


def _prose(page: Page, lines: list[str]) -> None:
    listed = any(line.lstrip().startswith(("- ", "* ", "|")) for line in lines)
    for line in lines if listed else [" ".join(lines)]:
        page.add(_plain(line).replace("`", ""), hang=2 if listed else 0)


def _split(lines: list[str]) -> Iterator[list[str]]:
    """The examples of a part, each from its fence to the next opening one."""
    example: list[str] = []
    for line in lines:
        if example and line.strip() == example[0][: len(example[0]) - len(example[0].lstrip("`"))]:
            yield example
            example = []
        elif example or line.startswith("```"):
            example.append(line)
    if example:
        yield example


def _examples(page: Page, shown: Sequence[tuple[str, list[str]]]) -> None:
    """Examples as they are written, below the headings that they stand under, each with the words that are found."""
    for title, examples in groupby(shown, key=lambda one: one[0]):
        page.blank()
        page.add(f"EXAMPLES: {title.upper()}")
        for _, (fence, *lines) in examples:
            page.blank()
            page.add(_told(fence), indent=4)
            for line in lines:
                page.add(_plain(line).replace("⟦", "").replace("⟧", ""), indent=4, hang=4)
                if not line.strip():
                    page.blank()
            pointed = _MARKED.findall(" ".join(line.strip() for line in lines))
            if pointed:
                page.blank()
                page.add("; ".join(f"“{_plain(words)}”" for words in pointed), label="found", indent=4, hang=11)


_MARKED = re.compile("⟦(.+?)⟧")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])")


def _plain(line: str) -> str:
    """A line without the marks of bold and italic words."""
    return _EMPHASIS.sub(r"\1", line.replace("**", ""))


def _told(fence: str) -> str:
    """What a reader needs to know of an example: its stage and its type, or the sample that it is, by its path."""
    told = [word for word in fence.strip("` ").split()[1:] if not word.startswith("case=")]
    return f"({', '.join(told).replace('=', ': ').replace('../', '')})" if told else ""
