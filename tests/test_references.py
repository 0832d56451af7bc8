"""References are read into their parts, whatever house's form they are printed in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator import packs
from validator.model.letter import Part, Passage
from validator.model.reference import ReferenceKind
from validator.model.text import Block, Hint, HintKind, Run
from validator.structure.reference_lists import read_reference_list, text_lines
from validator.structure.references import parse_reference, read_references

VOCABULARY = packs.load().vocabulary


def parsed(*runs):
    block = Block(tuple(Run(run) if isinstance(run, str) else run for run in runs))
    return parse_reference(block.span(), 1, VOCABULARY)


def people(reference):
    return [(author.family, author.initials, author.suffix) for author in reference.authors]


def source(reference):
    fields = (reference.year, reference.volume, reference.issue, reference.first_page, reference.last_page)
    return tuple(field.text for field in fields)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2017;18:435–49.", ("2017", "18", "", "435", "49")),
        ("2017 Jan;18(2):435-449.", ("2017", "18", "2", "435", "449")),
        ("2017 Jan 5; 18 (2): 435 - 449", ("2017", "18", "2", "435", "449")),
        ("2022;23:5518.", ("2022", "23", "", "5518", "")),
        ("2019;80:913–921.e9.", ("2019", "80", "", "913", "921.e9")),
        ("2019;7:001383.", ("2019", "7", "", "001383", "")),
        ("2010;19:e95‐e102.", ("2010", "19", "", "e95", "e102")),
        ("1991;59:123A-125A.", ("1991", "59", "", "123A", "125A")),
        ("2009;75 Suppl 1:S1-12.", ("2009", "75", "Suppl 1", "S1", "12")),
        ("2020;86(Suppl 1):S12-S15.", ("2020", "86", "Suppl 1", "S12", "S15")),
        ("1994;185(Pt 1):135–42.", ("1994", "185", "Pt 1", "135", "42")),
        ("2016;25(5-6):725-32.", ("2016", "25", "5-6", "725", "32")),
        ("2010;465(7301)S6-7.", ("2010", "465", "7301", "S6", "7")),
    ],
)
def test_year_volume_issue_and_pages_in_the_forms_of_many_houses(printed, expected):
    assert source(parsed(f"Ferreol A, Quist B. Plaques of the shins. Br J Dermatol {printed}")) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("de Souza Filho JB, De Paz PC", [("de Souza Filho", "JB", ""), ("De Paz", "PC", "")]),
        ("O'Brien KD, D’Souza M, St. John AB", [("O'Brien", "KD", ""), ("D’Souza", "M", ""), ("St. John", "AB", "")]),
        ("Leão e Silva LO, Müller-Lund J", [("Leão e Silva", "LO", ""), ("Müller-Lund", "J", "")]),
        ("Wu J-H, Inoue K‐I", [("Wu", "J-H", ""), ("Inoue", "K‐I", "")]),
        ("Prange AJ Jr, Holmes DR III", [("Prange", "AJ", "Jr"), ("Holmes", "DR", "III")]),
        ("Smith, A. B., Doe, C.", [("Smith", "A. B.", ""), ("Doe", "C.", "")]),
        ("Smith A.B., Doe C.D. and Roe E.F.", [("Smith", "A.B.", ""), ("Doe", "C.D.", ""), ("Roe", "E.F.", "")]),
        ("A. B. Smith, C. Doe", [("Smith", "A. B.", ""), ("Doe", "C.", "")]),
        ("Tsai YC & Tsai TF", [("Tsai", "YC", ""), ("Tsai", "TF", "")]),
        ("Gupta S; Shin Plaque Study Group", [("Gupta", "S", ""), ("Shin Plaque Study Group", "", "")]),
        ("World Health Organization", [("World Health Organization", "", "")]),
    ],
)
def test_names_in_the_forms_of_many_houses(printed, expected):
    reference = parsed(f"{printed}. Plaques of the shins: a review. Br J Dermatol 2010;162:12-9.")
    assert (people(reference), reference.title.text) == (expected, "Plaques of the shins: a review")


@pytest.mark.parametrize("et_al", [", et al.", " et al.", ", et al", ", et al.,", " et al:", ", and others."])
def test_et_al_however_it_is_marked(et_al):
    reference = parsed(f"Ferreol A, Quist B{et_al} Plaques of the shins. Br J Dermatol 2010;162:12-9.")
    assert (len(reference.authors), reference.et_al, reference.title.text) == (2, True, "Plaques of the shins")


@pytest.mark.parametrize(
    ("title", "journal"),
    [
        ("Clearance with tacrolimus, 0.1%, ointment", "JAMA Dermatol"),
        ("A study of S. aureus vs. E. coli at pH 7.4", "Br J Dermatol"),
        ("Does it itch?", "Cutis"),
        ("Dermatology of potters. An update. Part II", "Dermatology"),
        ("caspase of the skin", "Lancet"),
        ("Plaques of the shins", "J. Am. Acad. Dermatol"),
        ("Plaques of the shins", "Proc. Natl Acad. Sci. USA"),
        ("Plaques of the shins", "J Pediatr (Rio J)"),
        ("Plaques of the shins", "eLife"),
        ("Plaques of the shins", "Bulletin of Clay and Kilns"),
    ],
)
def test_a_title_ends_where_the_journal_begins(title, journal):
    stop = " " if title.endswith("?") else ". "
    reference = parsed(f"Ferreol A, Quist B. {title}{stop}{journal}. 2010;162:12-9.")
    assert (reference.title.text, reference.journal.text) == (title, journal)


def test_a_known_journal_after_a_title_without_its_full_stop():
    reference = parsed("Ferreol A. Viable plaques from fetal and adult cells Br J Dermatol 1997; 136:810-813.")
    assert (reference.title.text, reference.journal.text) == (
        "Viable plaques from fetal and adult cells",
        "Br J Dermatol",
    )


def test_a_journal_in_italics_is_taken_as_the_author_marked_it():
    reference = parsed("Ferreol A. Plaques. ", Run("Clay. A Journal", italic=True), " 2010;12:3–4.")
    assert (reference.title.text, reference.journal.text) == ("Plaques", "Clay. A Journal")


def test_a_title_in_quotation_marks():
    reference = parsed("Ferreol A: “Plaques of the shins.” Br J Dermatol 1997; 136:810-813.")
    assert (reference.title.text, reference.journal.text) == ("Plaques of the shins", "Br J Dermatol")


def test_the_language_of_a_title_is_no_part_of_it():
    reference = parsed("Ferreol A. Plaques of the shins [in French]. Ann Dermatol Venereol 1997;124:810-3.")
    assert (reference.title.text, reference.note.text) == ("Plaques of the shins", "[in French]")


@pytest.mark.parametrize(
    ("tail", "doi", "pmid"),
    [
        (" doi: 10.1111/ijd.12345.", "10.1111/ijd.12345", ""),
        (" https://doi.org/10.1016/S0921-4488(97)00100-4.", "10.1016/S0921-4488(97)00100-4", ""),
        (" doi:10.25259/IJDVL\\_512\\_2025", "10.25259/IJDVL_512_2025", ""),
        (" doi: 10.1111/j.1600-079X.2007.00512.x 18078443.", "10.1111/j.1600-079X.2007.00512.x", "18078443"),
        (" PMID: 29053768 PMCID: PMC5928458.", "", "29053768"),
        (" PubMed PMID: 32781034.", "", "32781034"),
        (" (doi:10.1111/ijd.12345)", "10.1111/ijd.12345", ""),
    ],
)
def test_identifiers_are_taken_without_what_stands_around_them(tail, doi, pmid):
    reference = parsed(f"Ferreol A. Plaques of the shins. Br J Dermatol 2010;162:12-9.{tail}")
    assert (reference.doi.text, reference.pmid.text, source(reference)[1]) == (doi, pmid, "162")


def test_an_article_in_press_or_ahead_of_print():
    press = parsed("Ferreol A. Plaques of the shins. Br J Dermatol (in press).")
    ahead = parsed("Ferreol A. Plaques of the shins. Br J Dermatol. 2024. doi: 10.1111/bjd.1. Epub ahead of print.")
    assert (press.journal.text, press.ahead.text) == ("Br J Dermatol", "in press")
    assert (ahead.journal.text, ahead.year.text, ahead.ahead.text) == ("Br J Dermatol", "2024", "Epub ahead of print")


@pytest.mark.parametrize(
    "note",
    [
        "doi: 10.1111/bjd.12345. Epub 2010 May 6. PMID: 21549448.",
        "[Epub 2010 May 6].",
        "Epub ahead of print.",
        "[Epub ahead of print 2010 May 6]",
        "Online ahead of print.",
        "Published online 6 May 2010.",
        "eCollection 2010 Jan-Feb.",
        "Epub 2010 May 6. PMID: 21549448; PMCID: PMC3145678. Review.",
        "Epub 2010 May 6. No abstract available. PMID: 21549448 [PubMed - indexed for MEDLINE]",
        "PMID: 21549448. Free PMC article.",
        "Erratum in: Br J Dermatol. 2011 Mar;164(3):700.",
        "[published correction appears in Br J Dermatol. 2011;164:700]",
        "Comment in: Lancet. 2011 Jan;377(2):45-6. PMID: 21549448.",
        "Comment on: Lancet. 2009;373:45-6. Retraction in: Br J Dermatol. 2012;166:1.",
    ],
)
def test_what_pubmed_prints_after_the_pages_is_no_part_of_the_source(note):
    reference = parsed(f"Ferreol A. Comment on: A review of print. Br J Dermatol. 2010 Jan;162(1):12-9. {note}")
    assert (reference.title.text, reference.journal.text) == ("Comment on: A review of print", "Br J Dermatol")
    assert source(reference) == ("2010", "162", "1", "12", "9")
    assert reference.whole


def test_an_article_with_a_number_and_no_volume_yet_is_ahead_of_print():
    reference = parsed(
        "Ferreol A. Plaques of the shins. Br J Dermatol. 2024 Jul 4:ljae188. doi: 10.1093/bjd/ljae188. "
        "Epub ahead of print."
    )
    assert (reference.first_page.text, reference.ahead.text, reference.rest) == ("ljae188", "Epub ahead of print", ())


@pytest.mark.parametrize(
    "printed",
    [
        "Smith, A. B., & Doe, C. (2010). Plaques of the shins. British Journal of Dermatology, 162(2), 12–19.",
        "Smith, A. B. & Doe, C. Plaques of the shins. Br. J. Dermatol. 162, 12–19 (2010).",
        "Smith AB, Doe C (2010) Plaques of the shins. Br J Dermatol 162:12–19",
        "Smith AB, Doe C: Plaques of the shins. Br J Dermatol 162:12-19, 2010",
    ],
)
def test_styles_that_put_the_year_elsewhere(printed):
    reference = parsed(printed)
    year, volume, _, first, last = source(reference)
    assert [author.family for author in reference.authors] == ["Smith", "Doe"]
    assert (reference.title.text, year, volume, first, last) == ("Plaques of the shins", "2010", "162", "12", "19")


def test_a_chapter():
    reference = parsed("Marsh P. Shins. In: Habib R, editor. Clay and skin. 2nd ed. London: Kiln Press; 2016. p. 12-9.")
    assert reference.kind is ReferenceKind.CHAPTER
    assert (reference.title.text, reference.container.text, reference.publisher.text, reference.year.text) == (
        "Shins",
        "Clay and skin",
        "London: Kiln Press",
        "2016",
    )


def test_a_book_a_thesis_and_a_page_of_the_web():
    book = parsed("Habib R, Marsh P, editors. Clay and skin. 2nd ed. London: Kiln Press; 2016.")
    thesis = parsed("Osei K. Itch in potters [MD thesis]. Accra: Coast University; 2015.")
    page = parsed("Clay Board. Clay. https://www.example.org/clay (accessed 12 March 2024).")
    assert [r.kind for r in (book, thesis, page)] == [ReferenceKind.BOOK, ReferenceKind.THESIS, ReferenceKind.WEB]
    assert [r.title.text for r in (book, thesis, page)] == ["Clay and skin", "Itch in potters", "Clay"]
    assert (page.url.text, page.accessed.text) == ("https://www.example.org/clay", "12 March 2024")


def test_the_number_is_that_of_the_list_or_its_place_in_it():
    def entry(label):
        block = Block((Run("Ferreol A. Plaques. Lancet 2010;375:1."),), Hint(HintKind.REFERENCE, label=label))
        return Passage(Part.REFERENCE, block.span(), hint=block.hint)

    found = read_references([entry("4"), entry("")], VOCABULARY)
    assert [(r.number, r.numbered) for r in found] == [(4, True), (2, False)]


def test_a_bare_list_with_numbers_may_run_over_lines():
    text = "1. Ferreol A. Plaques of\n   the shins. Lancet 2010;375:1.\n\n2) Quist B. Itch. Lancet 2011;377:2.\n"
    found = read_reference_list(text_lines(text), "list.txt", VOCABULARY)
    assert [(r.number, r.title.text) for r in found] == [(1, "Plaques of the shins"), (2, "Itch")]


def test_a_bare_list_without_numbers_has_one_reference_a_line():
    text = "Ferreol A. Plaques. Lancet 2010;375:1.\r\nQuist B. Itch. Lancet 2011;377:2."
    found = read_reference_list(text_lines(text), "list.txt", VOCABULARY)
    assert [(r.number, r.numbered, r.title.text) for r in found] == [(1, False, "Plaques"), (2, False, "Itch")]
    run, _ = next(found[1].title.span.runs())
    assert (run.origin.line, run.origin.column) == (2, 1)


def test_an_empty_list_has_no_references():
    assert read_reference_list(text_lines(" \n\n"), "list.txt", VOCABULARY) == ()


MARKS = st.sampled_from(" .,;:()[]–-/0123456789")
LETTERS = st.characters(codec="utf-8", exclude_characters="\n\r")
WORDS = st.sampled_from(
    ["Ferreol A", "et al.", "doi:10.1/x", "2010;12:3–4", "J Dermatol", "In: ", "(eds)", "[Internet]"]
)


@given(st.lists(st.one_of(MARKS, LETTERS, WORDS), max_size=60).map("".join))
def test_no_text_is_lost_or_moved_whatever_stands_there(text):
    reference = parsed(text)
    assert reference.span.text == text.strip()
    parts = [part for part in reference.parts() if len(part)]
    assert all(reference.span.covers(part) for part in (*parts, *reference.rest))
    assert all(field.span is None or field.span.text == field.text for field in (reference.title, reference.journal))


def places(reference):
    return [(part.start, part.end) for part in reference.parts()]


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Ferreol A. Health of potters, 2014. https://example.org/pots", "Health of potters", "2014"),
        ("Ferreol A. Health of potters in 2016, and later. https://example.org/pots",
         "Health of potters in 2016, and later", "2016"),
        ("Ferreol A (2010) Queues of potters. Clay House, Ansara", "Queues of potters", "2010"),
        ("Institute of Clay (2018) Clay: a guide. https://example.org/clay", "Clay: a guide", "2018"),
        ("Ferreol A (2005) Clay filters. In: Images of Clay 2004. pp 2075–2082", "Clay filters", "2005"),
        ("Institute of Clay Group: https://example.org/clay/. Accessed 3 May 2020", "", ""),
        ("https://example.org/clay.html. Accessed December 10, 2020.", "", ""),
    ],
)  # fmt: skip
def test_no_part_stands_inside_another(text, title, year):
    found = parsed(text)
    assert (found.title.text, found.year.text) == (title, year)
    assert all(before[1] <= after[0] for before, after in pairwise(places(found)))


@pytest.mark.parametrize(
    ("text", "journal", "first"),
    [
        ("Ferreol A, Quist B. Choice of vascular access. J Vasc Access 2020;21:342–9.", "J Vasc Access", "342"),
        ("Ferreol A. Differences in access to clay, a survey of 20 years. Clay 2000;57:108–45.", "Clay", "108"),
        ("Ferreol A, Quist B. Pots. Clay 2015;3(Suppl 2):P376.", "Clay", "P376"),
        ("Ferreol A, Quist B. Pots. Clay 2021;2021: 5529276.", "Clay", "5529276"),
        ("Ferreol A, Quist B. Pots. Clay 2021;188:ii.", "Clay", "ii"),
        ("Ferreol A (2014) Pots of clay. Clay 65(6):1154–1161. https://doi.org/10.1234/clay.09", "Clay", "1154"),
    ],
)  # fmt: skip
def test_words_of_a_title_or_journal_are_no_other_part(text, journal, first):
    found = parsed(text)
    assert found.whole
    assert (found.journal.text, found.first_page.text, found.accessed.text, found.pmid.text) == (journal, first, "", "")


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Saeed uz Zafar M, Quist B. Pots. Clay 1979;48:66–71.", ["Saeed uz Zafar", "Quist"]),
        ("Ferreol A and Al-Dubooni HM. Pots. Clay 1977;80:78–82.", ["Ferreol", "Al-Dubooni"]),
    ],
)
def test_particles_of_arabic_and_urdu_names_belong_to_the_name(text, families):
    assert [author.family for author in parsed(text).authors] == families


TITLE = "Plaques of the shins in potters"


@pytest.mark.parametrize(
    ("style", "journal", "numbers"),
    [
        ("Ferreol A, Quist B. {}. Planta Med. (2014) 80:655–61.", "Planta Med", "2014 80 - 655 61"),
        ("Ferreol A, Quist B. 2010. {}. Clays 162:12-19.", "Clays", "2010 162 - 12 19"),
        ("Ferreol A, Quist B. 2010 {}. Clays 162(2):12–19.", "Clays", "2010 162 2 12 19"),
        ("Ferreol A, Quist B (2010b) {}. Clays 162:12–19", "Clays", "2010 162 - 12 19"),
        ("Ferreol A, Quist B (2013) {}. Clays 2013:526037", "Clays", "2013 2013 - 526037 -"),
        ("Ferreol A, Quist B (2013) {}. Gene 524 401–402.", "Gene", "2013 524 - 401 402"),
        ("Ferreol A, Quist B, {}. Trends Clay. 2019. 40: 977-980.", "Trends Clay", "2019 40 - 977 980"),
        ("A. Ferreol, B. Quist, {}, J. Clay 63 (2010) 51–59.", "J. Clay", "2010 63 - 51 59"),
        ("A. Ferreol, B. Quist, {}, J. Clay, 2017, 139, 12–7.", "J. Clay", "2017 139 - 12 7"),
        ("A. Ferreol, B. Quist, “{},” J. Clay, vol. 162, no. 2, pp. 12-19, 2010.", "J. Clay", "2010 162 2 12 19"),
        ("Ferreol, A. & Quist, B. {}. J. Clay USA 104, 162–163 (2007).", "J. Clay USA", "2007 104 - 162 163"),
        ("Ferreol A, Quist B. {}. Clays. 1982;64-A:59–62.", "Clays", "1982 64-A - 59 62"),
        ("Ferreol A, Quist B. {}. Clays. 2012;18 1 suppl:S56–61.", "Clays", "2012 18 1_suppl S56 61"),
        ("Ferreol A, Quist B (2013) {}. Clays 27(4):12–13. (Epub 2012 Oct 17)", "Clays", "2013 27 4 12 13"),
    ],
)
def test_the_styles_of_other_houses(style, journal, numbers):
    reference = parsed(style.format(TITLE))
    assert [family for family, _, _ in people(reference)] == ["Ferreol", "Quist"]
    assert (reference.title.text, reference.journal.text) == (TITLE, journal)
    assert " ".join(part.replace(" ", "_") or "-" for part in source(reference)) == numbers
    assert reference.rest == ()


@pytest.mark.parametrize("journal", ["J. Power Sources", "J. Am. Chem. Soc", "Colloids Surf., A", "Clay"])
def test_a_journal_that_looks_like_a_name_ends_a_list_of_initials_first(journal):
    reference = parsed(f"A. Ferreol, B.-C. Quist, D. Osei, {journal} 2020, 475, 228633.")
    assert [family for family, _, _ in people(reference)] == ["Ferreol", "Quist", "Osei"]
    assert (reference.title.text, reference.journal.text) == ("", journal)


@pytest.mark.parametrize("journal", ["Spine (Phila Pa 1976)", "Periodontol 2000.", "J Appl Physiol (1985)."])
@pytest.mark.parametrize("printed", ["2018;43:12-9", "2018; 43: 12-9", "2018 Jun;43:12-9"])
def test_the_year_in_the_name_of_a_journal_is_not_its_date(journal, printed):
    reference = parsed(f"Ferreol A, Quist B. Shins. {journal} {printed}.")
    assert (reference.journal.text, source(reference)) == (journal.strip("."), ("2018", "43", "", "12", "9"))


@pytest.mark.parametrize("journal", ["PLoS ONE", "Plant J", "Phys Rev E", "Proc Natl Acad Sci U S A"])
def test_the_capitals_that_end_a_journal_are_no_part_of_its_volume(journal):
    reference = parsed(f"Ferreol A, Quist B (2018) Shins. {journal} 43:12-9.")
    assert (reference.journal.text, reference.volume.text) == (journal, "43")


def test_a_journal_of_which_the_table_knows_only_the_last_words():
    reference = parsed("Ferreol A. (2013). Plaques in two villages. Croat. J. Med. Genet. 59, 413–416.")
    assert (reference.title.text, reference.journal.text) == ("Plaques in two villages", "Croat. J. Med. Genet")


@pytest.mark.parametrize(
    ("printed", "group"),
    [
        ("Ferreol A, Quist B, PLAQUE 2 study group (2014) Itch. Trials 15:147", "PLAQUE 2 study group"),
        ("WHO. Itch. 2017. doi: 10.1001/who.2014.1", "WHO"),
        ("European Medicines Agency, EMA. Itch. 2017. doi: 10.1001/ema.1", "European Medicines Agency, EMA"),
    ],
)
def test_groups_of_many_kinds(printed, group):
    assert people(parsed(printed))[-1] == (group, "", "")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Ferreol A (2015) Shins. In: Quist B, Osei K (eds) Clay and skin, 2nd edn. Kiln Press, London, pp 12–19",
            ("Shins", "Clay and skin, 2nd edn", "Kiln Press, London", "12", "19"),
        ),
        (
            "Ferreol, A. (2015). Shins. In B. Quist & K. Osei (Eds.), Clay and skin (pp. 12–19). London: Kiln Press.",
            ("Shins", "Clay and skin", "London: Kiln Press", "12", "19"),
        ),
        (
            "Ferreol, A. (2015). Shins. In H. R. Quist, M. C. J. Osei, & M. A. Munn (Eds.), Clay and skin "
            "(2nd ed., pp. 12–19). Kiln Press. https://doi.org/10.1002/978047",
            ("Shins", "Clay and skin", "Kiln Press", "12", "19"),
        ),
    ],
)
def test_chapters_with_the_year_after_the_authors(printed, expected):
    reference = parsed(printed)
    fields = (reference.title, reference.container, reference.publisher, reference.first_page, reference.last_page)
    assert (reference.kind, tuple(field.text for field in fields)) == (ReferenceKind.CHAPTER, expected)
    assert reference.year.text == "2015"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ferreol, A. (2015). Clay and skin (2nd ed.). Kiln Press.", ("Clay and skin (2nd ed.)", "Kiln Press")),
        ("Ferreol A (2015) Clay and skin, 2nd edn. Kiln Press, Bonn", ("Clay and skin, 2nd edn", "Kiln Press, Bonn")),
    ],
)
def test_books_with_the_year_after_the_authors(printed, expected):
    reference = parsed(printed)
    assert (reference.kind, reference.title.text, reference.publisher.text) == (ReferenceKind.BOOK, *expected)


@pytest.mark.parametrize("doi", ["", " doi:10.1016/j.jaad.2024.06.001"])
def test_an_article_published_online_without_a_volume(doi):
    reference = parsed(f"Ferreol A. Shins. J Am Acad Dermatol. Published online July 4, 2024.{doi}")
    assert (reference.kind, reference.journal.text, reference.year.text) == (
        ReferenceKind.ARTICLE,
        "J Am Acad Dermatol",
        "2024",
    )
    assert reference.ahead.text == "Published online"


def test_a_known_journal_with_nothing_but_a_year():
    reference = parsed("Ferreol A. Shins. Int J Dermatol. 2012.")
    assert (reference.kind, reference.journal.text) == (ReferenceKind.ARTICLE, "Int J Dermatol")


def test_a_volume_without_pages_is_none_of_the_journals_words():
    reference = parsed("Ferreol A (2014) Shins. Int J Dermatol 6. https://doi.org/10.1101/xyz.1")
    assert (reference.journal.text, source(reference)[:2]) == ("Int J Dermatol", ("2014", "6"))


@pytest.mark.parametrize("title", ["“Plaques of the shins,”", "'Plaques of the shins',", "‘Plaques of the shins’,"])
def test_a_title_in_the_marks_of_a_house_that_quotes_every_title(title):
    reference = parsed(f"Ferreol A, Quist B (2015) {title} British Journal of Dermatology, 172(5), pp. 12–19.")
    assert (reference.title.text, reference.journal.text) == ("Plaques of the shins", "British Journal of Dermatology")


@pytest.mark.parametrize(
    "printed",
    ["172, no. 5 (2015): 12-9.", "172.5 (2015): 12-9.", "Vol. 172, No. 5, May 2015, pp. 12-9."],
)
def test_volume_and_issue_that_are_named_before_the_year(printed):
    reference = parsed(f"Ferreol A, Quist B. Plaques of the shins. Br J Dermatol {printed}")
    assert (reference.journal.text, source(reference)) == ("Br J Dermatol", ("2015", "172", "5", "12", "9"))


@pytest.mark.parametrize("page", ["bcr2015209876", "bcr-2018-225181", "M20-4331", "e12345", "CD012221", "S-7"])
def test_article_numbers_of_many_houses(page):
    reference = parsed(f"Ferreol A, Quist B. Plaques of the shins. BMJ Case Rep. 2018;11:{page}.")
    assert (source(reference), reference.rest) == (("2018", "11", "", page, ""), ())


def test_an_article_number_with_the_count_of_its_pages():
    reference = parsed("Ferreol A. Shins. Case Rep Dermatol Med. 2015;2015:Article ID 876543, 3 pages.")
    assert (source(reference), reference.rest) == (("2015", "2015", "", "876543", ""), ())


@pytest.mark.parametrize(
    "journal", ["Annu Rev Ecol, Evolution, Syst", "J Magn Reson, Ser B", "Geol Soc, Lond, Spec Publ"]
)
def test_a_journal_with_commas(journal):
    reference = parsed(f"Ferreol A, Quist B (2017) The clay of two villages. {journal} 48(1):207–29")
    assert (reference.title.text, reference.journal.text) == ("The clay of two villages", journal)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("E. W. Ferreol Jr., B. Quist, Shins of potters, Br. J. Dermatol. 12 (2015) 3–9.", ("Ferreol", "E. W.", "Jr.")),
        ("Xin Yu, J., Quist, B. & Osei, K. Shins of potters. Br. J. Dermatol. 12, 3–9 (2015).", ("Xin Yu", "J.", "")),
        ("Ferreol AB. H. pylori in potters. Br J Dermatol 2015;12:3–9.", ("Ferreol", "AB", "")),
    ],
)
def test_the_first_name_however_it_is_printed(printed, expected):
    assert people(parsed(printed))[0] == expected


def test_a_title_that_begins_with_initials_is_none_of_the_last_authors():
    reference = parsed("Ferreol AB, Quist C. H. Pylori and shins. Br J Dermatol 2015;12:3–9.")
    assert (people(reference)[1], reference.title.text) == (("Quist", "C", ""), "H. Pylori and shins")


def test_a_title_on_behalf_of_somebody():
    reference = parsed(
        "Ferreol A, Quist B, et al. On behalf of the patient who itches in the night: a plea. Br J Dermatol 2015;12:3."
    )
    assert reference.title.text == "On behalf of the patient who itches in the night: a plea"


@pytest.mark.parametrize(
    "printed",
    [
        "Ferreol A (2012). Shins. In U.S. Clay Board (Ed.), Clay (pp. 20-6). Kiln Press. https://www.example.org/p20.",
        "Ferreol A. Shins. BMC Clay 2019;19:394, 1, DOI: https://doi.org/10.1186/s12879-019-4037-9 .",
        "Ferreol A. Itch. [published correction appears in BMJ. 2008;336(7658): doi:10.1136/bmj.a4]. BMJ. 2008;336:10.",
    ],
)
def test_no_part_runs_into_another(printed):
    parts = list(parsed(printed).parts())
    assert all(before.end <= after.start for before, after in pairwise(parts))


@pytest.mark.parametrize("marks", ["… ", ". . . ", "... ", "… & "])
def test_authors_that_were_left_out_before_the_last(marks):
    reference = parsed(
        f"Ferreol, A., Quist, B., {marks}Osei, K. (2015). Shins. British Journal of Dermatology, 172, 12–19."
    )
    assert [family for family, _, _ in people(reference)] == ["Ferreol", "Quist", "Osei"]


@pytest.mark.parametrize("journal", ["Curr. Cancer Res", "Mol. Genet. Genomics"])
def test_the_first_words_of_a_journal_that_are_abbreviated_with_a_dot(journal):
    reference = parsed(f"Ferreol, A. Clay in patients with plaques. {journal}. 18, 12–19 (2012).")
    assert (reference.title.text, reference.journal.text) == ("Clay in patients with plaques", journal)


@pytest.mark.parametrize("last", ["A series", "A Series", "an update", "The Review"])
def test_a_short_sentence_that_ends_a_title_is_none_of_the_journals_words(last):
    reference = parsed(f"Ferreol A. Does dapsone clear plaques? {last}. J. Am. Acad. Dermatol. 1990;22:1-2.")
    assert (reference.title.text, reference.journal.text) == (
        f"Does dapsone clear plaques? {last}",
        "J. Am. Acad. Dermatol",
    )
