"""References set beside their records: each difference in substance is told, with both sides, and none in form."""

import json
from dataclasses import replace

import pytest
from checked import pack
from click.testing import CliRunner

from validator import pipeline
from validator.cli import cli
from validator.model.record import Record, RecordAuthor, Records
from validator.model.reference import ReferenceAuthor
from validator.record_comparison import compare
from validator.record_comparison.sameness import same_author, same_journal, same_title

FIRST = (
    "1. Müller JP, van der Berg A, Quist B. Plaques of the shins: A review. Int J Dermatol 2015;54:1337–42. "
    "doi: 10.1111/ijd.00001\n"
)
SECOND = "2. Osei K, Brandl T. Itch in potters. Br J Dermatol 2016;175:592–8.\n"
LETTER = f"# Clay\n\nDear Editor,\n\nPotters itch.\n\n## References\n\n{FIRST}{SECOND}"
WORK = {
    "authors": ["Müller, Jörg-Peter", "van der Berg, Anna", "Quist, B."],
    "title": "Plaques of the shins: a review",
    "journal": "International Journal of Dermatology",
    "year": "2015",
    "volume": "54",
    "issue": "11",
    "first": "1337",
    "last": "1342",
    "doi": "10.1111/IJD.00001",
}
OTHER = {
    "authors": ["Osei, Kofi", "Brandl, Theresa"],
    "title": "Itch in potters",
    "journal": "Br J Dermatol",
    "year": "2016",
    "volume": "175",
    "issue": "4",
    "first": "592",
    "last": "598",
    "doi": "10.1111/bjd.00002",
}


def bibtex(works):
    return "".join(
        f"@article{{work{n},\n author = {{{' and '.join(w['authors'])}}},\n title = {{{{{w['title']}}}}},\n"
        f" journal = {{{w['journal']}}}, year = {{{w['year']}}}, volume = {{{w['volume']}}},\n"
        f" number = {{{w['issue']}}}, pages = {{{w['first']}--{w['last']}}}, doi = {{{w['doi']}}}\n}}\n"
        for n, w in enumerate(works, 1)
    )


def ris(works):
    return "".join(
        "".join(["TY  - JOUR\n", *(f"AU  - {name}\n" for name in w["authors"])])
        + f"TI  - {w['title']}\nT2  - {w['journal']}\nPY  - {w['year']}\nVL  - {w['volume']}\nIS  - {w['issue']}\n"
        f"SP  - {w['first']}\nEP  - {w['last']}\nDO  - {w['doi']}\nER  - \n\n"
        for w in works
    )


def csl(works):
    return json.dumps(
        [
            {
                "id": f"work{n}",
                "author": [dict(zip(("family", "given"), name.split(", "), strict=True)) for name in w["authors"]],
                "title": w["title"],
                "container-title": w["journal"],
                "issued": {"date-parts": [[int(w["year"])]]},
                "volume": w["volume"],
                "issue": w["issue"],
                "page": f"{w['first']}-{w['last']}",
                "DOI": w["doi"],
            }
            for n, w in enumerate(works, 1)
        ]
    )


def nbib(works):
    return "".join(
        f"PMID- {n}\nDP  - {w['year']} Mar\nTI  - {w['title']}.\nPG  - {w['first']}-{w['last']}\n"
        + "".join(f"FAU - {name}\n" for name in w["authors"])
        + f"JT  - {w['journal']}\nVI  - {w['volume']}\nIP  - {w['issue']}\nLID - {w['doi']} [doi]\n\n"
        for n, w in enumerate(works, 1)
    )


FORMS = {
    "bibtex": (bibtex, "work{} in refs"),
    "ris": (ris, "record {} of refs"),
    "csl": (csl, "work{} in refs"),
    "nbib": (nbib, "PMID {} in refs"),
}


@pytest.fixture
def judge(tmp_path):
    """How reference-records ends on a letter beside works in a form: its status, and kind, case and message of each."""

    def run(works, form="bibtex", letter=LETTER):
        write, _ = FORMS[form]
        (tmp_path / "refs").write_text(works if isinstance(works, str) else write(works), "utf-8")
        (tmp_path / "letter.md").write_text(letter, "utf-8")
        options = ["--select", "reference-records", "--format", "json", "--fail-on", "never"]
        done = CliRunner().invoke(
            cli, ["check", str(tmp_path / "letter.md"), "--records", str(tmp_path / "refs"), *options]
        )
        assert done.exit_code == 0, done.output
        (item,) = json.loads(done.stdout)["letters"][0]["items"]
        return item["status"], [(f["kind"], f["case"], f["message"]) for f in item["findings"]]

    return run


each_form = pytest.mark.parametrize("form", FORMS)


@each_form
def test_a_list_that_agrees_has_no_finding(form, judge):
    assert judge([WORK, OTHER], form) == ("pass", [])


@each_form
@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"authors": ["Mühler, Jörg-Peter", *WORK["authors"][1:]]}, "first author “Müller JP”; {} says “Mühler JP”."),
        ({"authors": ["Müller, Karl", *WORK["authors"][1:]]}, "first author “Müller JP”; {} says “Müller K”."),
        ({"authors": [*WORK["authors"][:2], "Quint, B."]}, "author 3 “Quist B”; {} says “Quint B”."),
        (
            {"authors": [*WORK["authors"], "Osei, Kofi"]},
            "authors “Müller JP, van der Berg A, Quist B”; {} says “Müller JP, van der Berg A, Quist B, Osei K”.",
        ),
        (
            {"authors": [WORK["authors"][0], WORK["authors"][2], WORK["authors"][1]]},
            "authors “Müller JP, van der Berg A, Quist B”; {} says “Müller JP, Quist B, van der Berg A”.",
        ),
        (
            {"authors": [WORK["authors"][0], "Osei, Kofi", *WORK["authors"][1:]]},
            "authors “Müller JP, van der Berg A, Quist B”; {} says “Müller JP, Osei K, van der Berg A, Quist B”.",
        ),
        ({"title": "Plaques of the shoulders: a review"}, "title “… shins …”; {} says “… shoulders …”."),
        ({"journal": "The Lancet"}, "journal “Int J Dermatol”; {} says “The Lancet”."),
        ({"year": "2012"}, "year 2015; {} says 2012."),
        ({"volume": "45"}, "volume 54; {} says 45."),
        ({"first": "1335"}, "first page 1337; {} says 1335."),
        ({"last": "1344"}, "last page 1342; {} says 1344."),
        ({"doi": "10.1111/ijd.00002"}, "DOI 10.1111/ijd.00001; {} says 10.1111/ijd.00002."),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)  # fmt: skip
def test_each_part_that_is_wrong_gives_one_finding_that_quotes_both_sides(form, wrong, part, judge):
    name = FORMS[form][1].format(1)
    message = f"Reference 1 gives the {part.format(f'its record ({name})')}"
    assert judge([WORK | wrong, OTHER], form) == ("fail", [("finding", "differs", message)])


@each_form
@pytest.mark.parametrize(
    ("other", "part"),
    [
        ({"year": "2014"}, "year 2015; {} says 2014."),
        ({"journal": "Int J Dermatol", "title": "[Plaques of the shins]"}, None),
        ({"title": "Plaques of the shin: a review"}, "title “… shins …”; {} says “… shin …”."),
        (
            {"title": "Plaques of shins: a review"},
            "title “Plaques of the shins: A review”; {} says “Plaques of shins: a review”.",
        ),
        ({"journal": "Annals of Clay"}, "journal “Int J Dermatol”; {} says “Annals of Clay”."),
        (
            {"authors": ["Müller Lund, Jörg-Peter", *WORK["authors"][1:]]},
            "first author “Müller JP”; {} says “Müller Lund JP”.",
        ),
        ({"authors": ["Müller, J. K.", *WORK["authors"][1:]]}, "first author “Müller JP”; {} says “Müller JK”."),
    ],
)  # fmt: skip
def test_what_may_be_two_ways_of_saying_one_thing_is_asked(form, other, part, judge):
    name = FORMS[form][1].format(1)
    expected = (
        [("ask", "slight", f"Reference 1 gives the {part.format(f'its record ({name})')} Which is right?")]
        if part
        else []
    )
    assert judge([WORK | other, OTHER], form) == ("needs-human" if part else "pass", expected)


def test_several_differences_of_a_reference_are_one_finding(judge):
    status, found = judge([WORK | {"volume": "45", "year": "2012", "first": "1335"}, OTHER])
    message = (
        "Reference 1 and its record (work1 in refs) differ: year 2015, there 2012; volume 54, there 45; "
        "first page 1337, there 1335."
    )
    assert (status, found) == ("fail", [("finding", "differs", message)])


def test_the_pmid_is_compared(judge):
    letter = LETTER.replace("doi: 10.1111/ijd.00001", "PMID: 123")
    assert judge(nbib([WORK]).replace("PMID- 1\n", "PMID- 124\n"), letter=letter)[1][0] == (
        "finding", "differs", "Reference 1 gives the PMID 123; its record (PMID 124 in refs) says 124."
    )  # fmt: skip


def test_the_doi_of_another_work_is_told_as_such(judge):
    clay = OTHER | {"doi": WORK["doi"], "title": "Glazes and the airways", "authors": ["Lindt, Eva"], "first": "3"}
    assert judge([clay])[1][0] == (
        "finding",
        "other-work",
        "Reference 1 gives the DOI of another work: work1 in refs is “Glazes and the airways”.",
    )
    swapped = judge([WORK | {"doi": OTHER["doi"]}, OTHER | {"doi": WORK["doi"]}])[1]
    assert [message for _, _, message in swapped] == [
        "Reference 1 gives the DOI 10.1111/ijd.00001; its record (work1 in refs) says 10.1111/bjd.00002."
    ]


def test_references_without_a_record_are_named_and_records_without_a_reference(judge):
    assert judge([WORK]) == ("pass", [("remark", "no-record", "No record given for reference 2.")])
    clay = OTHER | {"title": "Glazes and the airways", "authors": ["Lindt, Eva"], "first": "3", "doi": "10.1007/1"}
    third = WORK | {"title": "Kilns", "authors": ["Lindt, Eva"], "first": "9", "doi": "10.1007/2"}
    assert judge([WORK, clay]) == (
        "pass",
        [
            ("remark", "no-record", "No record given for reference 2."),
            ("remark", "not-used", "No reference of the list belongs to work2 in refs."),
        ],
    )
    assert judge([WORK, clay, third])[1] == [("remark", "no-record", "No record given for reference 2.")]
    assert judge([clay, third]) == (
        "could-not-check",
        [("remark", "no-record", "No record given for references 1 and 2.")],
    )


def test_records_that_could_not_be_read_are_named(tmp_path):
    (tmp_path / "refs.bib").write_text(
        bibtex([WORK]) + "@article{b, title={A {B}\n\n" + "@misc{c, title={C}}\n", "utf-8"
    )
    (tmp_path / "list.txt").write_text(FIRST + SECOND, "utf-8")
    done = CliRunner().invoke(cli, ["references", str(tmp_path / "list.txt"), "--records", str(tmp_path / "refs.bib")])
    assert done.exit_code == 0
    assert done.stderr == (
        "letterproof: Left out of the records, because it cannot be read: the entry in line 7 of refs.bib.\n"
    )
    assert "    note  No record given for reference 2. 1 record could not be read.\n" in done.stdout


def test_an_entry_of_a_bare_list_is_told_of_itself_only(tmp_path):
    """The third is the first again: by itself it has the record that in the list is the first's."""
    (tmp_path / "refs.bib").write_text(bibtex([WORK]), "utf-8")
    (tmp_path / "list.txt").write_text(FIRST + SECOND + FIRST.replace("1.", "3.", 1), "utf-8")
    arguments = ["references", str(tmp_path / "list.txt"), "--records", str(tmp_path / "refs.bib"), "--format", "json"]
    entries = json.loads(CliRunner().invoke(cli, arguments).stdout)["references"]
    told = [[note for note in entry["notes"] if "record" in note] for entry in entries]
    assert told == [[], ["No record given for reference 2."], ["No record given for reference 3."]]


def test_a_bare_list_tells_of_each_reference_how_it_differs(tmp_path):
    (tmp_path / "refs.bib").write_text(bibtex([WORK | {"volume": "45"}]), "utf-8")
    (tmp_path / "list.txt").write_text(FIRST + SECOND, "utf-8")
    arguments = ["references", str(tmp_path / "list.txt"), "--records", str(tmp_path / "refs.bib"), "--format", "json"]
    first, second = json.loads(CliRunner().invoke(cli, arguments).stdout)["references"]
    message = "Reference 1 gives the volume 54; its record (work1 in refs.bib) says 45."
    assert {"id": "reference-records", "case": "differs", "message": message} in first["slips"]
    assert (first["notes"], second["notes"]) == ([], ["No record given for reference 2."])
    assert second["slips"] == []


@pytest.mark.parametrize("command", ["check", "references"])
@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read: no such file or directory."), ("1. Osei K.\n", "in none of the forms")],
)
def test_a_file_that_cannot_be_used_is_wrong_use(command, content, said, tmp_path):
    if content:
        (tmp_path / "refs").write_text(content, "utf-8")
    (tmp_path / "letter.md").write_text(LETTER, "utf-8")
    done = CliRunner().invoke(cli, [command, str(tmp_path / "letter.md"), "--records", str(tmp_path / "refs")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("letterproof: The records ")
    assert said in done.stderr


def test_a_report_never_takes_the_place_of_the_records(tmp_path):
    refs, letter = tmp_path / "refs.bib", tmp_path / "letter.md"
    refs.write_text(bibtex([WORK]), "utf-8")
    letter.write_text(LETTER, "utf-8")
    done = CliRunner().invoke(cli, ["check", str(letter), "--records", str(refs), "--format", f"json:{refs}"])
    assert done.exit_code == 2
    assert done.stderr == f"letterproof: {refs} holds records: the report would take its place. Name another file.\n"
    assert refs.read_text("utf-8") == bibtex([WORK])


def test_workers_compare_too(tmp_path):
    (tmp_path / "refs.bib").write_text(bibtex([WORK | {"volume": "45"}, OTHER]), "utf-8")
    for number in range(20):
        (tmp_path / f"{number}.md").write_text(LETTER, "utf-8")
    options = ["--select", "reference-records", "--format", "json", "--records", str(tmp_path / "refs.bib")]
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--fail-on", "never", *options])
    letters = [letter for letter in json.loads(done.stdout)["letters"] if letter["file"].endswith(".md")]
    assert [letter["items"][0]["status"] for letter in letters] == ["fail"] * 20


@pytest.mark.parametrize(
    ("family", "initials", "recorded", "same"),
    [
        ("Müller", "JP", RecordAuthor("Mueller", "Jörg Peter"), True),
        ("Sørensen", "L", RecordAuthor("Soerensen", "L."), True),
        ("Guðmundsson", "E", RecordAuthor("Gudmundsson", "Einar"), True),
        ("Al-Mutairi", "N", RecordAuthor("AlMutairi", "Nawaf"), True),
        ("O'Brien", "P", RecordAuthor("O’Brien", "Pat"), True),
        ("van der Berg", "A", RecordAuthor("Berg", "Anna van der"), True),
        ("Berg", "A", RecordAuthor("van der Berg", "Anna"), True),
        ("Kumar", "S", RecordAuthor("Kumar", "Sudhir Kishore"), True),
        ("Kumar", "SK", RecordAuthor("Kumar", "Sudhir"), True),
        ("Kumar", "S.K.", RecordAuthor("Kumar", "SK"), True),
        ("Dupont", "J-M", RecordAuthor("Dupont", "Jean-Marie"), True),
        ("Lan", "CE", RecordAuthor("Lan", "Cheng-Che E"), True),
        ("Alves", "MDS", RecordAuthor("Alves", "Maria da Silva"), True),
        ("Petrov", "YuV", RecordAuthor("Petrov", "Yu V"), True),
        ("Kumar", "S", RecordAuthor("Kumari", "S"), False),
        ("Kumar", "S", RecordAuthor("Kumar", "Rajesh"), False),
        ("Kumar", "SK", RecordAuthor("Kumar", "Sudhir Rajesh"), False),
        ("Berg", "A", RecordAuthor("Berger", "A"), False),
    ],
)
def test_names_are_compared_in_substance(family, initials, recorded, same):
    assert same_author(ReferenceAuthor(family, initials), recorded) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Itch in potters", "ITCH IN POTTERS.", True),
        ("Well-known itch", "Well known itch", True),
        ("TNF-α in potters", "TNF-alpha in potters", True),
        ("Itch & clay", "Itch and clay", True),
        ("Itch in potters", "Itch in potters: a review of 12 cases", True),
        ("Itch in potters? A review", "Itch in potters", True),
        ("Itch in potters", "Itch in painters", False),
        ("Itch", "Itch in potters", False),
        ("Itch in potters. Part I", "Itch in potters. Part II", False),
    ],
)
def test_titles_are_compared_in_substance(one, other, same):
    assert same_title(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("J Am Acad Dermatol", "Journal of the American Academy of Dermatology", True),
        ("J. Am. Acad. Dermatol.", "J AM ACAD DERMATOL", True),
        ("Ann Clay", "Annals of Clay", True),
        ("Bull Natl Inst Clay", "Bulletin of the National Institute of Clay", True),
        ("Ann Clay", "Annals of clay : official journal of the Clay Society", True),
        ("Ann Clay [Internet]", "Ann Clay", True),
        ("Arch Dermatol", "JAMA Dermatology", True),
        ("Br J Dermatol", "Int J Dermatol", False),
        ("Ann Clay", "Annals of Glaze", False),
    ],
)
def test_journals_are_compared_in_substance(one, other, same):
    assert same_journal(one, other, pack().vocabulary) is same


def references(text):
    letter = f"Dear Editor,\n\nPotters itch.\n\n## References\n\n{text}"
    return pipeline.letters([pipeline.SourceFile.of("letter.md", letter.encode())], pack().vocabulary)[0].references


def test_a_record_serves_one_reference():
    vocabulary = pack().vocabulary
    twice = references(FIRST + FIRST.replace("1. ", "2. ", 1))
    record = Record(
        "work",
        (RecordAuthor("Müller", "J"),),
        titles=("Plaques of the shins",),
        years=("2015",),
        doi="10.1111/ijd.00001",
    )
    found = compare(twice, Records((record,)), vocabulary)
    assert [pair.reference.number for pair in found.pairs] == [1]
    assert [reference.number for reference in found.without] == [2]


def test_a_misspelt_title_finds_its_record_among_many():
    vocabulary = pack().vocabulary
    (reference,) = references("1. Osei K, Brandl T. Ich in pottres of the plains. Br J Dermatol 2016;175:592–8.\n")
    record = Record(
        "work", (RecordAuthor("Osei", "K"),), titles=("Itch in potters of the plains",), years=("2016",), volume="157",
        journals=("Br J Dermatol",), first_page="259",
    )  # fmt: skip
    others = tuple(replace(record, name=f"{n}", titles=(f"Glaze {n} and the airways of painters",)) for n in range(500))
    found = compare([reference], Records((*others, record)), vocabulary)
    assert [pair.record.name for pair in found.pairs] == ["work"]
