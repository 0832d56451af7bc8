"""What is said of citations: names that stand before them, references that none names, and their form."""

from datetime import date

import pytest
from word_files import p, t, word_file

from validator import engine, packs, pipeline, profiles
from validator.model.letter import LetterType, Stage
from validator.pipeline import Asked, SourceFile

PACK = packs.load()
PROFILE = profiles.load("ijdvl", PACK.profile_folders)
LIST = (
    "Ferreol D, Quist B, Lagoda E. Pustules of the palms in potters. Eur J Dermatol 2019;7:10–2.",
    "Selvert JI, Sandson EL. Long-term efficacy of a cream in adults. JAMA Dermatol 2021;157:691–9.",
    "Osei S, Brandl S. Facial plaques in a young potter. Indian J Dermatol 2018;63:100–2.",
    "Gutmann-Yale E, Nimoto O. A phase 2 study of a cream. J Am Acad Dermatol 2019;80:913–21.",
    "de Sousa Filho JB, Mirand SM. Destructive plaques. Int J Dermatol 2004;43:913–4.",
    "Büchner AS, Schober J. Creams and peptides. J Invest Dermatol 2008;128:2646–54.",
    "O'Brannon TJ. Sunscreens at the kiln. Australas J Dermatol 2010;51:191–4.",
    "van der Moor JB. Light and clay. Br J Dermatol 2011;160:100–4.",
    "Osei A, Rawlin P. Nail changes in potters. Int J Dermatol 2016;55:12–5.",
)
LETTER = "# Scaly plaques of the shins in a potter\n\nDear Editor,\n\n{}\n\n## References\n\n{}\n"


def item(rule, file):
    (letter,) = pipeline.letters([file], PACK.vocabulary, Asked(Stage.SUBMISSION, LetterType.CASE))
    (found,) = engine.run(letter, engine.checklist(PACK, PROFILE, date(2026, 11, 22), select=[rule])).items
    return [finding.outcome for finding in found.findings]


def of_letter(rule, text, references=LIST):
    numbered = "\n".join(f"{number}. {reference}" for number, reference in enumerate(references, 1))
    return item(rule, SourceFile.of("letter.md", LETTER.format(text, numbered).encode()))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ferreol et al.<sup>2</sup> saw it.", "1"),
        ("Ferreol, et al [2] saw it.", "1"),
        ("Ferreol D et al.<sup>2</sup> saw it.", "1"),
        ("Ferreol et al.,<sup>2</sup> and others, saw it.", "1"),
        ("The series of Ferreol et al. (2019)<sup>2</sup> was small.", "1"),
        ("Ferreol et al's<sup>2</sup> series was small.", "1"),
        ("Ferreol and colleagues<sup>2</sup> saw it.", "1"),
        ("Ferreol and co-workers<sup>2–4</sup> saw it.", "1"),
        ("Ferreol, Quist and Lagoda<sup>3</sup> saw it.", "1"),
        ("Osei and Brandl<sup>4</sup> saw it.", "3"),
        ("Osei & Rawlin<sup>3</sup> saw it.", "9"),
        ("Osei et al.<sup>4</sup> saw it.", "3 or 9"),
        ("Gutmann-Yale et al.<sup>1</sup> saw it.", "4"),
        ("De Sousa Filho et al.<sup>6</sup> saw it.", "5"),
        ("Buchner et al.<sup>5</sup> saw it.", "6"),
        ("O’Brannon et al.<sup>6</sup> saw it.", "7"),
        ("Van der Moor et al.<sup>7</sup> saw it.", "8"),
    ],
)
def test_a_name_before_another_authors_number_is_asked_after(text, meant):
    start = "It is seen [1–9]. " if "[" in text else "It is seen.<sup>1–9</sup> "
    (asked,) = of_letter("citation-name", start + text)
    assert asked.message.endswith(f"is reference {meant}. Did you mean {meant}?")


@pytest.mark.parametrize(
    "text",
    [
        "Ferreol et al.<sup>1</sup> saw it, and so did Osei and Brandl.<sup>3</sup>",
        "Osei et al.<sup>3</sup> and Osei et al.<sup>9</sup> saw it.",
        "Ferreol et al.<sup>1,2</sup> saw it.",
        "Osei's series<sup>5</sup> was small.",
        "Skin type IV of the Fitzpatrick scale<sup>4</sup> and the Köbner phenomenon<sup>3</sup> were noted.",
        "Brandl et al.<sup>4</sup> are not the first authors of any reference.",
        "Meyrick et al.<sup>2</sup> are not in the list.",
        "It is known in India and China,<sup>2</sup> and in May and June.<sup>3</sup>",
        "de Sousa Filho et al.<sup>5</sup> and Buchner et al.<sup>6</sup> and O’Brannon<sup>7</sup> saw it.",
        "Ferreol et al. saw three such potters.<sup>2</sup>",
    ],
)
def test_names_that_agree_or_tell_nothing_are_passed_over(text):
    assert of_letter("citation-name", "It is seen.<sup>1–9</sup> " + text) == []


def test_every_place_of_a_citation_without_reference_is_shown():
    (found,) = of_letter("citation-missing", "Itch.<sup>1</sup> Scale.<sup>2</sup> Crust.<sup>1,2</sup>", LIST[:1])
    assert found.message == "The letter cites reference 2, which the list does not have; its last number is 1."
    assert [span.text for span in found.at] == ["2", "1,2"]


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "¹", "^1^", " [1]", " (1)"])
def test_a_letter_with_one_reference(mark):
    assert of_letter("citation-missing", f"Plaques are common{mark} and itch.", LIST[:1]) == []


def test_the_brackets_of_a_reference_managers_field_are_seen():
    shown = '<w:fldSimple w:instr="ADDIN ZOTERO_ITEM CSL_CITATION {{}}">{}</w:fldSimple>'
    body = p("Scaly plaques of the shins in a potter") + p("Dear Editor,")
    body += p("A potter had plaques ", shown.format(t("[1]")), ".") + p("References") + p(f"1. {LIST[0]}")
    (found,) = item("citation-style", SourceFile.of("letter.docx", word_file(body)))
    assert found.message == "The journal prints citation numbers raised after the full stop; one is not."


def test_a_number_before_the_full_stop_is_told_where_to_go():
    (found,) = of_letter("citation-style", "Itch<sup>1</sup>. Scale<sup>2</sup>, crust.", LIST[:2])
    assert (found.case, [span.start for span in found.at]) == ("place", [4])
    assert found.help == "Put the full stop first, then the raised number. A comma stays after the number."


def test_a_list_that_is_cited_by_name_and_year_is_one_question():
    text = (
        "Plaques (Ferreol et al., 2019; Selvert and Sandson 2021) itch. Osei and Brandl (2018) and Gutmann-Yale et al. "
        "(2019) saw them, as in de Sousa Filho 2004; Büchner (2008)."
    )
    (asked,) = of_letter("citation-missing", text)
    assert asked.case == "by-name"
    assert asked.message == (
        "References 1, 2, 3, 4, 5 and 6 are cited by name and year (“Ferreol et al., 2019”), not by number. "
        "Were the numbers left out?"
    )


def test_scores_in_a_letter_that_cites_by_name_are_no_citations():
    text = "Doubtful (≤0), possible (1–4), probable (5–8) and definite (≥9). It is seen (Ferreol, 2019)."
    assert {asked.case for asked in of_letter("citation-missing", text)} == {"not-found"}


def test_a_name_inside_another_word_cites_nothing():
    text = "Itch.<sup>1</sup> Oseid et al. reported it in 2018."
    (found,) = of_letter("citation-missing", text, (LIST[0], LIST[2]))
    assert found.message == "Reference 2 is not cited in the letter."


def test_degrees_beside_a_surname_in_the_list_do_not_hide_it():
    references = (LIST[0], "Sung Y MD, Liang B MD. A cream for potters. Cancer Biol Ther 2018;19:1–3.", LIST[2])
    twice = (*references, "Sung F, Hubert B. Clay in the kiln. Int J Dermatol 2020;59:1–3.")
    assert of_letter("citation-name", "Itch.<sup>1,3,4</sup> Sung et al.<sup>2</sup> saw it.", twice) == []


def test_a_mark_in_brackets_of_which_only_the_number_is_linked():
    body = p("Scaly plaques of the shins in a potter") + p("Dear Editor,")
    shown = f'<w:fldSimple w:instr="ADDIN ZOTERO_ITEM CSL_CITATION">{t("2")}</w:fldSimple>'
    body += p("Potters itch [1]. Ferreol et al. [", shown, "] saw plaques.") + p("References")
    body += p(f"1. {LIST[0]}") + p(f"2. {LIST[1]}")
    (asked,) = item("citation-name", SourceFile.of("letter.docx", word_file(body)))
    assert asked.message.endswith("Did you mean 1?")


def test_a_paragraph_that_begins_with_the_name_doi_is_text_and_cites():
    text = "Itch.<sup>1</sup>\n\nDoi et al.<sup>2</sup> saw such plaques in seven potters, all of whom fired clay."
    assert of_letter("citation-missing", text, LIST[:2]) == []
