"""The program's own documentation on a terminal: an item's page, the items, the profiles."""

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
    for part in _parts(loaded.page.read_text("utf-8")):
        _part(page, part)
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


def _part(page: Page, part: list[str]) -> None:
    if part[0].startswith("#"):
        title = part[0].lstrip("# ")
        page.add(title.upper() if part[0].startswith("##") else title)
        part = part[1:]
    fence = next((at for at, line in enumerate(part) if line.startswith("```")), len(part))
    _prose(page, part[:fence])
    _examples(page, part[fence:])
    page.blank()


def _prose(page: Page, lines: list[str]) -> None:
    listed = any(line.lstrip().startswith(("- ", "* ", "|")) for line in lines)
    for line in lines if listed else [" ".join(lines)]:
        page.add(line.replace("**", "").replace("`", ""), hang=2 if listed else 0)


def _examples(page: Page, lines: list[str]) -> None:
    """Examples as they are written, indented; what their fences say (the stage, the case) stands above them."""
    for line in lines:
        if line.startswith("```"):
            info = line.strip("` ").partition(" ")[2].replace("../", "")  # a sample, by its path in the project
            page.blank()
            page.add(f"({info})" if info else "", indent=4)
        elif line.strip():
            page.add(line.replace("**", ""), indent=4, hang=4)
        else:
            page.blank()
