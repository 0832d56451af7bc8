"""Records beside a letter are read from BibTeX, RIS, CSL-JSON and nbib as programs export them; nothing else is."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import records
from validator.model.record import Record, RecordAuthor
from validator.records import RecordsError

WORK = Record(
    "",
    (RecordAuthor("Müller", "Jörg-Peter"), RecordAuthor("van der Berg", "Anna"), RecordAuthor("Clay Study Group")),
    titles=("Plaques of the shins: a review of 50% β-glaze users",),
    journals=("International Journal of Dermatology",),
    years=("2015",),
    volume="54",
    issue="11",
    first_page="1337",
    last_page="42",
    doi="10.1111/ijd.0_0001",
    pmid="100000001",
)
BIBTEX = r"""
% Exported by hand
@comment{jabref-meta: databaseType:biblatex;}
@STRING{ijd = "International Journal of Dermatology"}
@Article{mueller2015,
  Title        = {{Plaques of the shins: a review of 50\% $\beta$-glaze users}},
  author       = {M{\"u}ller, J{\"o}rg-Peter and van der Berg, Anna and {Clay Study Group}},
  journal      = ijd,
  year         = 2015,
  volume       = "54", number = {11}, pages = {1337--42},
  doi          = {10.1111/ijd.0\_0001},
  note         = {PMID: 100000001},
  abstract     = {A sentence with an unbalanced \{ and an address: potter@example.org},
}
"""
BIBLATEX = r"""
@article{mueller2015,
  author       = {Jörg-Peter Müller and Anna van der Berg and {Clay Study Group}},
  title        = {Plaques of the shins: a review of 50% β-glaze users},
  journaltitle = {International Journal of Dermatology},
  date         = {2015-11-03},
  volume       = {54},
  number       = {11},
  pages        = {1337-42},
  url          = {https://doi.org/10.1111/ijd.0_0001},
  eprint       = {100000001}, eprinttype = {pubmed}
}
"""
RIS = """\
TY  - JOUR
AU  - Müller, Jörg-Peter
AU  - van der Berg, Anna
AU  - Clay Study Group,
TI  - Plaques of the shins: a review of 50% β-glaze
users
T2  - International Journal of Dermatology
PY  - 2015/11/03/
DA  - 2014/01/01/
VL  - 54
IS  - 11
SP  - 1337
EP  - 42
DO  - 10.1111/ijd.0_0001
AN  - 100000001
DB  - PubMed
N2  - An abstract.
ER  -
"""
OLD_RIS = """\
Provider: An old program

TY - JOUR
A1 - Müller,Jörg-Peter
A1 - van der Berg,Anna
A1 - Clay Study Group
T1 - Plaques of the shins: a review of 50% β-glaze users
JF - International Journal of Dermatology
Y1 - 2015///
VL - 54
IS - 11
SP - 1337-42
N1 - PMID: 100000001
UR - https://doi.org/10.1111/ijd.0_0001
"""
CSL = {
    "id": "http://example.org/users/1/items/ABCD",
    "type": "article-journal",
    "title": "Plaques of the shins: a review of 50% <i>β</i>-glaze users",
    "container-title": "International Journal of Dermatology",
    "author": [
        {"family": "Müller", "given": "Jörg-Peter"},
        {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
        {"literal": "Clay Study Group"},
    ],
    "issued": {"date-parts": [[2015, 11, 3]]},
    "volume": 54,
    "issue": "11",
    "page": "1337-42",
    "DOI": "10.1111/ijd.0_0001",
    "note": "PMID: 100000001",
}
CROSSREF = {
    **CSL,
    "title": [CSL["title"]],
    "container-title": [CSL["container-title"]],
    "issued": {"date-parts": [[2015]]},
    "volume": "54",
}
NBIB = """\
PMID- 100000001
OWN - NLM
STAT- MEDLINE
DP  - 2015 Nov
TI  - Plaques of the shins: a review of 50%
      β-glaze users
PG  - 1337-42
LID - 10.1111/ijd.0_0001 [doi]
FAU - Müller, Jörg-Peter
AU  - Müller JP
FAU - van der Berg, Anna
AU  - van der Berg A
CN  - Clay Study Group
JT  - International Journal of Dermatology
VI  - 54
IP  - 11
AID - 10.1111/ijd.0_0001 [doi]
AID - S0011 [pii]
"""


def read(tmp_path, content, name="refs.txt"):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return records.read([file])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (BIBTEX, "mueller2015 in refs.txt"),
        (BIBLATEX, "mueller2015 in refs.txt"),
        (RIS, "record 1 of refs.txt"),
        (RIS.replace("\n", "\r\n"), "record 1 of refs.txt"),
        (RIS.removesuffix("ER  -\n"), "record 1 of refs.txt"),
        (OLD_RIS, "record 1 of refs.txt"),
        (json.dumps([CSL]), "record 1 of refs.txt"),
        (json.dumps({"items": [CSL]}), "record 1 of refs.txt"),
        (json.dumps(CSL | {"id": "mueller"}), "mueller in refs.txt"),
        (json.dumps([CROSSREF]), "record 1 of refs.txt"),
        (NBIB, "PMID 100000001 in refs.txt"),
    ],
    ids=["bibtex", "biblatex", "ris", "crlf", "no end", "old ris", "csl", "items", "alone", "crossref", "nbib"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_form_gives_the_same_record(content, name, encoding, tmp_path):
    assert read(tmp_path, content.encode(encoding)).records == (replace(WORK, name=name),)


def test_an_old_export_in_windows_letters_is_read(tmp_path):
    found = read(tmp_path, RIS.replace("β", "b").encode("cp1252")).records
    assert found[0].authors[0] == RecordAuthor("Müller", "Jörg-Peter")


def test_what_only_some_records_have(tmp_path):
    nbib = (
        "PMID- 7\nTI  - [Potters' hands].\nTT  - Mains de potiers.\nAU  - Osei K\nDEP - 20181203\nDP  - 2019 Jan-Feb\n"
        "PG  - pii: e123\nTA  - Clay (Lond)\nJT  - Clay (London, England)\n"
    )
    (record,) = read(tmp_path, nbib).records
    assert record.titles == ("[Potters' hands].", "Mains de potiers.")
    assert record.journals == ("Clay (Lond)", "Clay (London, England)")
    assert (record.years, record.first_page, record.last_page) == (("2019", "2018"), "e123", "")
    assert record.authors == (RecordAuthor("Osei", "K"),)
    bib = "@article{a, title={A}, author={Osei, K. and others}, eid={e5}, pages={S0190-9622(20)30284-X}}"
    (record,) = read(tmp_path, bib).records
    assert (record.et_al, record.authors, record.first_page) == (True, (RecordAuthor("Osei", "K."),), "")


def test_one_broken_record_is_named_and_loses_no_other(tmp_path):
    bib = "@article{a, title={A}}\n@article{b, title={A {B}, year=2020\n\n@article{c, title={C}}\n@book{c, title={D}}\n"
    found = read(tmp_path, bib, "refs.bib")
    assert [record.titles for record in found.records] == [("A",), ("C",), ("D",)]
    assert found.unread == ("the entry in line 2 of refs.bib",)
    csl = [
        {"title": "A"},
        5,
        {"title": "B", "author": "Osei"},
        {"title": "C" * 10_000},
        {"volume": "3"},
        {"title": "D"},
    ]
    found = read(tmp_path, json.dumps(csl), "refs.json")
    assert [record.titles for record in found.records] == [("A",), ("D",)]
    assert found.unread == tuple(f"record {number} of refs.json" for number in (2, 3, 4, 5))
    found = read(tmp_path, "TY  - JOUR\nER  - \nTY  - JOUR\nTI  - A\nER  - \n", "refs.ris")
    assert ([record.titles for record in found.records], found.unread) == ([("A",)], ("record 1 of refs.ris",))


def test_a_long_note_does_not_cost_the_record(tmp_path):
    note = "Read twice. " * 1000
    for content in (f"@article{{a, title={{A}}, note={{{note}}}}}", json.dumps([{"title": "A", "note": note}])):
        found = read(tmp_path, content)
        assert ([record.titles for record in found.records], found.unread) == ([("A",)], ())


def test_several_files_are_taken_together(tmp_path):
    files = []
    for name, content in (("a.bib", BIBTEX), ("b.nbib", NBIB)):
        files.append(tmp_path / name)
        files[-1].write_text(content, "utf-8")
    assert [record.name for record in records.read(files).records] == [
        "mueller2015 in a.bib",
        "PMID 100000001 in b.nbib",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"\x00\x01\x02PMID- 1\n", "it is no text"),
        (b"\xff\xfe\x00", "it is no text"),
        (
            b"1. Osei K. Itch in potters. Br J Dermatol 2016;175:592-8.\n",
            "none of the forms that are read: BibTeX, RIS",
        ),
        (b"<xml><records/></xml>", "none of the forms"),
        (b"[", "it is damaged"),
        (b"[" * 200_000, "it is damaged"),
        (b'[{"title": ' + b"9" * 5000 + b"}]", "it is damaged"),
        (b"[]", "no record in it could be read"),
        (b"{}", "no record in it could be read"),
        (b"@article{a, title={" + b"{" * 200_000 + b"}" * 200_000 + b"}}", "no record in it could be read"),
        (b"@article{a, title={" + b"{" * 2000 + b"\\'e" + b"}" * 2000 + b"}}", "no record in it could be read"),
        (b"@article{a, title={Cut short", "no record in it could be read"),
        (b"@article{" * 60_000, "it is damaged"),
        (b"@article{a, title={x}, author={" + b"a " * 90_000 + b"}}", "no record in it could be read"),
        (b"".join(b"@article{k%d, title={%s}}\n" % (n, b"\\'e" * 1500) for n in range(150)), "it is damaged"),
        (b"TY  - JOUR\nTI  - a\nER  - \n" * 10_001, "it holds more than 10,000 records"),
        (b"TY  - JOUR\nTI  - a\n" + b"words\n" * 300_000, "no record in it could be read"),
        (b" " * 60_000_000, "it is larger than 20 MB"),
    ],
    ids=range(20),
)
@pytest.mark.timeout(20)
def test_what_is_no_file_of_records_is_refused_with_a_sentence(content, reason, tmp_path):
    with pytest.raises(RecordsError) as refused:
        read(tmp_path, content, "given.txt")
    assert str(refused.value).startswith(f"The records {tmp_path / 'given.txt'} cannot be used: ")
    assert reason in str(refused.value)


@pytest.mark.parametrize("name", ["nowhere.bib", "", "x" * 5000, "a\0b"])
def test_a_file_that_cannot_be_opened_is_refused(name, tmp_path):
    with pytest.raises(RecordsError, match="cannot be read"):
        records.read([tmp_path / name])


def test_words_of_the_file_are_not_logged(tmp_path, caplog):
    read(tmp_path, "@article{a, title={A}}\n@article{secret, title={A {B}\n@article{b, title={B}, note={\\foo{}")
    assert caplog.text == ""


STARTS = st.sampled_from(["@article{a, title={", "TY  - JOUR\n", "PMID- 1\n", "[{", ""])
WORDS = st.sampled_from(["PMID- 1\n", "TY  - JOUR\n", "AU  - ", "title", "author={", "\\'{e}", "10.1111/x"])
MARKS = st.sampled_from([*'@{}[]",=#\\%$&<>~-_\n '])
KEYS = st.sampled_from(["title", "author", "issued", "date-parts", "family", "given", "page", "id", "note", "items"])
LEAVES = st.none() | st.integers() | st.text(max_size=5)
DATA = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner))


def read_or_refused(text):
    try:
        return bool(records.of_text(text, Path("any")).records)
    except RecordsError as error:
        return str(error).startswith("The records any cannot be used: ")


@given(STARTS, st.lists(WORDS | MARKS | st.text(max_size=5)))
def test_any_text_is_read_or_refused(start, pieces):
    assert read_or_refused(start + "".join(pieces))


@given(DATA)
def test_any_json_is_read_or_refused(data):
    assert read_or_refused(json.dumps(data))


def test_a_run_without_records_loads_nothing_of_it():
    import subprocess

    sample = Path(__file__).parent.parent / "samples" / "clean" / "case-lichen-planus-pemphigoides.md"
    code = (
        "import sys\nfrom validator.cli import cli\n"
        f"try: cli(['check', {str(sample)!r}])\nexcept SystemExit: pass\n"
        "print([n for n in sys.modules if 'record' in n and n.startswith('validator') or n.startswith('bibtex')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_half_a_character_in_a_record_breaks_no_report(tmp_path):
    record = {"id": "a\ud800", "title": "Annular \ud800 plaques of the shin", "DOI": "10.1111/abcd.12345", "volume": 7}
    (tmp_path / "records.json").write_text(json.dumps([record]), "utf-8")
    entry = "Feld J. Annular plaques of the shin. J Dermatol 2019;46:112-114. doi: 10.1111/abcd.12345"
    (tmp_path / "letter.md").write_text(
        f"# Plaques\n\nDear Editor,\n\nA man.[1]\n\n## References\n\n1. {entry}\n", "utf-8"
    )
    command = [sys.executable, "-m", "validator", "check", "letter.md", "--records", "records.json"]
    done = subprocess.run(
        [*command, "--format", "json", "--fail-on", "never"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "a\ufffd in records.json" in done.stdout


def works(field, times, value):
    return "".join(f"@article{{k{n}, title={{Plaques}}, {field}={value}}}\n" for n in range(times))


ENDLESS = {
    "authors.bib": works("author", 100, "{" + "and " * 9_500 + "}"),
    "names.bib": works("author", 100, "{" + "a b c, " * 5_500 + "}"),
    "commands.bib": works("journal", 70, "{" + r"\a" * 2_000 + "}"),
    "formulas.bib": works("journal", 1_000, "{" + "$" * 4_000 + "}"),
    "joined.bib": works("journal", 3_000, '"a"#' * 1_200 + '"b"'),
    "lines.bib": works("journal", 1, "{" + "\n" * 19_000_000 + "}"),
    "authors.ris": "TY  - JOUR\nTI  - Plaques\n" + "AU  - Feld, J\n" * 1_200_000,
    "authors.nbib": "PMID- 1\nTI  - Plaques\n" + "FAU - Feld, J\n" * 1_200_000,
    "authors.json": json.dumps([{"title": "Plaques", "author": [{"family": "a"}] * 600_000}]),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_records_without_end_are_left_out_soon(name):
    begun = time.perf_counter()
    with pytest.raises(RecordsError, match="cannot be used"):
        records.of_text(ENDLESS[name], Path(name))
    assert time.perf_counter() - begun < 8


def test_records_of_a_large_study_are_read():
    people = " and ".join(f"Feld, J{n}" for n in range(1_500))
    found = records.of_text(works("author", 2, "{" + people + "}"), Path("large.bib"))
    assert [len(record.authors) for record in found.records] == [1_500, 1_500]
