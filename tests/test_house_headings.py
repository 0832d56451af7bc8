"""A letter means the same under any house's headings and wherever its declarations stand: no verdict may change."""

import tomllib
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import regex

from validator import engine, packs, pipeline, profiles
from validator.model.result import LetterReport
from validator.pipeline import SourceFile

SAMPLES = Path(__file__).parent.parent / "samples"
LETTERS = sorted(SAMPLES.glob("*/*.md"))
HOUSES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("houses.toml").read_text("utf-8"))
OURS = HOUSES["medknow"]
ABOUT_FORM = {"declaration-order", "letter-form", "limit-words"}
"""Items on how a letter is laid out: a table or a heading in the text is theirs to notice."""

Declared = Mapping[str, str]


@pytest.fixture(scope="module")
def checklist():
    pack = packs.load()
    return engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), date(2026, 11, 22))


@pytest.fixture(scope="module")
def judged(checklist) -> Callable[[str, bytes], list[object]]:
    """The verdict of each letter of a file, with the items that neither pass nor are about form."""

    def judge(name: str, data: bytes) -> list[object]:
        report = pipeline.check([[SourceFile.of(name, data)]], checklist)
        assert report.unreadable == ()
        return [(letter.verdict.value, _told(letter)) for letter in report.letters]

    return judge


def _told(letter: LetterReport) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (item.id, item.status.value, tuple(sorted(finding.outcome.case for finding in item.findings)))
        for item in letter.items
        if item.id not in ABOUT_FORM and item.status.value not in {"pass", "not-applicable"}
    ]


def _under(kind: str) -> str:
    return rf"(?m)^\*\*{regex.escape(OURS[kind])}:\*\*[ ]*"


@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_another_houses_headings_change_no_verdict(letter, house, judged):
    text = letter.read_text("utf-8")
    swapped = text
    for kind in OURS:
        swapped = regex.sub(_under(kind), lambda _, kind=kind: f"**{HOUSES[house][kind]}:** ", swapped)
    assert judged("letter.md", swapped.encode()) == judged("letter.md", text.encode())


def _taken_out(text: str) -> tuple[str, dict[str, str]]:
    """A letter without its declarations, and these by kind."""
    declared: dict[str, str] = {}
    for kind in OURS:
        if found := regex.search(_under(kind) + r"(.+)\n\n", text):
            declared[kind] = found.group(1)
            text = text[: found.start()] + text[found.end() :]
    return text, declared


def _at_end(text: str, block: str) -> str:
    return text.replace("## References", f"{block}\n\n## References", 1)


def _sections(text: str, declared: Declared) -> str:
    return _at_end(text, "\n\n".join(f"## {OURS[kind]}\n\n{said}" for kind, said in declared.items()))


def _run_in(text: str, declared: Declared) -> str:
    return _at_end(text, "\n\n".join(f"{OURS[kind]}: {said}" for kind, said in declared.items()))


def _one_paragraph(text: str, declared: Declared) -> str:
    return _at_end(text, " ".join(f"{OURS[kind]}: {said}" for kind, said in declared.items()))


def _glued(text: str, declared: Declared) -> str:
    return _at_end(text, "\n\n".join(f"{OURS[kind]}{said}" for kind, said in declared.items()))


def _in_the_text(text: str, declared: Declared) -> str:
    """Sentences of the first paragraph; what is only an answer ("Nil") needs its heading's words."""
    words = {"Nil.": "The authors received no financial support for this work."}
    said = " ".join(words.get(said, said) for said in declared.values())
    return regex.sub(r"(Dear Editor,\n\n.+)", lambda paragraph: f"{paragraph.group()} {said}", text, count=1)


def _footnotes(text: str, declared: Declared) -> str:
    notes = (f"[^n{number}]: {OURS[kind]}: {said}" for number, (kind, said) in enumerate(declared.items()))
    return text.rstrip() + "\n\n" + "\n\n".join(notes) + "\n"


def _acknowledgement(text: str, declared: Declared) -> str:
    said = "\n\n".join(f"{OURS[kind]}: {words}" for kind, words in declared.items())
    return _at_end(text, f"## Acknowledgements\n\nWe thank the staff of the ward.\n\n{said}")


def _title_page(text: str, declared: Declared) -> str:
    said = "\n\n".join(f"{OURS[kind]}: {words}" for kind, words in declared.items())
    return text.replace("Dear Editor,", f"{said}\n\nDear Editor,", 1)


def _table(text: str, declared: Declared) -> str:
    rows = "\n".join(f"| {OURS[kind]} | {said} |" for kind, said in declared.items())
    return _at_end(text, f"| Declaration | Statement |\n|---|---|\n{rows}")


PLACES = [_sections, _run_in, _one_paragraph, _glued, _in_the_text, _footnotes, _acknowledgement, _title_page, _table]
MOVABLE = [letter for letter in LETTERS if letter.read_text("utf-8").count("Dear Editor,") == 1]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__.strip("_"))
@pytest.mark.parametrize("letter", MOVABLE, ids=lambda letter: letter.stem)
def test_another_place_changes_no_verdict(letter, place, judged):
    text = letter.read_text("utf-8")
    rest, declared = _taken_out(text)
    assert declared
    if place is _in_the_text and "[" in "".join(declared.values()):
        pytest.skip("a placeholder says only under its heading what it stands for")
    assert judged("letter.md", place(rest, declared).encode()) == judged("letter.md", text.encode())


@pytest.mark.parametrize("letter", [x for x in MOVABLE if x.with_suffix(".docx").exists()], ids=lambda x: x.stem)
def test_declarations_that_are_tracked_insertions_count(letter, judged):
    data = letter.with_suffix(".docx").read_bytes()
    inserted = _with_insertions(data)
    assert inserted != data
    assert _apart_from_changes(judged("letter.docx", inserted)) == _apart_from_changes(judged("letter.docx", data))


def _apart_from_changes(letters: list[tuple[str, list[tuple[str, ...]]]]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """What is judged but for the open changes themselves and the names that stand at them."""
    return [(verdict, [i for i in items if i[0] not in {"tracked-changes", "blinding"}]) for verdict, items in letters]


def _with_insertions(data: bytes) -> bytes:
    """A Word file in which the runs of its declarations are insertions still to be accepted."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _inserted(content.decode()).encode() if name == "word/document.xml" else content)
    return out.getvalue()


def _inserted(document: str) -> str:
    def mark(paragraph: regex.Match[str]) -> str:
        text = regex.sub(r"<[^>]+>", "", paragraph.group())
        if not text.startswith(tuple(OURS.values())):
            return paragraph.group()
        opening = '<w:ins w:id="7" w:author="A. Writer" w:date="2026-01-05T10:00:00Z">'
        return regex.sub(r"<w:r>.*</w:r>", lambda runs: f"{opening}{runs.group()}</w:ins>", paragraph.group())

    return regex.sub(r"<w:p>.*?</w:p>", mark, document, flags=regex.DOTALL)


XML = [letter for letter in MOVABLE if letter.with_suffix(".xml").exists()]


def _as_notes(kinds: Mapping[str, str]) -> Callable[[str], str]:
    """Moves the sections of a JATS file's declarations into footnotes of the types given."""

    def move(text: str) -> str:
        notes = ""
        for kind, fn_type in kinds.items():
            section = regex.search(rf"<sec><title>{regex.escape(OURS[kind])}</title><p>(.*?)</p>\s*</sec>\s*", text)
            if section:
                text = text.replace(section.group(), "")
                notes += f'<fn fn-type="{fn_type}"><p>{section.group(1)}</p></fn>'
        assert notes
        return text.replace("<ref-list>", f"<fn-group>{notes}</fn-group><ref-list>", 1)

    return move


def _funding_group(text: str) -> str:
    section = regex.search(rf"<sec><title>{regex.escape(OURS['funding'])}</title><p>(.*?)</p>\s*</sec>\s*", text)
    if section is None:
        return text
    statement = f"<funding-group><funding-statement>{section.group(1)}</funding-statement></funding-group>"
    return text.replace(section.group(), "").replace("</article-meta>", f"{statement}</article-meta>", 1)


@pytest.mark.parametrize(
    "move",
    [_as_notes({"funding": "financial-disclosure", "conflicts": "conflict"}), _funding_group],
    ids=["footnotes", "funding group"],
)
@pytest.mark.parametrize("letter", XML, ids=lambda letter: letter.stem)
def test_jats_places_of_declarations_count(letter, move, judged):
    text = letter.with_suffix(".xml").read_text("utf-8")
    assert judged("letter.xml", move(text).encode()) == judged("letter.xml", text.encode())
