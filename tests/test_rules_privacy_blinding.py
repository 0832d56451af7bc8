"""What tells who wrote an article for review is found, and what only looks like it is passed over."""

import tomllib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from checked import TODAY, pack, profile
from docx import Document

from validator import engine, pipeline, profiles
from validator.model.letter import Stage
from validator.model.profile import ReviewSettings

SENTENCES = tomllib.loads((Path(__file__).parent / "blinding_sentences.toml").read_text("utf-8"))["sentences"]

ARTICLE = """# Annular plaques of the face in a potter

Dear Editor,

A 34-year-old woman presented with itchy plaques on both cheeks for two years, and dapsone was of no use to her.

{words}

**Conflicts of interest:** There are no conflicts of interest.

## References

1. Kumar S, Menon L, Rao A. Dapsone in granuloma faciale. *Int J Dermatol* 2018;57:568–72.
2. Rao A, Almeidano H. Plaques of the face: A review. *Indian Dermatol Online J* 2021;12:818–23.
"""
TITLE_PAGE = """# Annular plaques of the face in a potter

**Leela Menon, Arvind Rao, Meera Pillai**

Department of Dermatology, Riverside Medical College and Hospital, Sundarpur, India.

**Corresponding author:** Dr. Leela Menon, leela.menon@example.org
"""


def judged(
    words="", title_page=TITLE_PAGE, *, blinded="auto", name="article.md", article=ARTICLE, data=None, asked=None
):
    """How the item ends on an article with these words, beside a title page or (None) alone."""
    files = [(name, data or article.format(words=words).encode())]
    files += [("title-page.md", title_page.encode())] if title_page else []
    sources = [pipeline.SourceFile.of(*file) for file in files]
    letter = pipeline.letters(sources, pack().vocabulary, pipeline.Asked(asked))[0]
    settings = replace(profile(), review=ReviewSettings(blinded))
    checklist = engine.checklist(pack(), settings, TODAY, select=["blinding"])
    return engine.run(letter, checklist).items[0]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence["words"][:50] for sentence in SENTENCES])
def test_a_sentence_of_an_article_for_review(sentence):
    found = judged(sentence["words"])
    assert sorted({f.outcome.case for f in found.findings}) == ([sentence["case"]] if sentence["case"] else [])


def cases(found):
    return sorted({f.outcome.case for f in found.findings})


def quoted(found, case):
    return [span.text for f in found.findings if f.outcome.case == case for span in f.outcome.at]


def test_an_article_that_tells_nothing_passes_and_says_what_was_looked_for():
    found = judged("Dapsone was tried.")
    assert (found.status.value, [e.message for e in found.evidence]) == (
        "pass",
        ["Neither the article nor its file names who wrote it. Looked for: 3 authors of the title page."],
    )


def test_a_file_that_names_its_authors_is_not_meant_for_review_without_names():
    named = ARTICLE.replace("Dear Editor,", "**Leela Menon, Arvind Rao**\n\nDear Editor,")
    found = judged(title_page=None, article=named)
    assert (found.status.value, found.reasons) == (
        "not-applicable",
        ("The file names its authors, so it is not meant for review without names.",),
    )


def test_a_letter_without_its_beginning_is_not_said_to_name_its_authors():
    found = judged(
        title_page=None,
        asked=Stage.SUBMISSION,
        article="of both cheeks cleared with dapsone.\n\nIt had been tried before.\n",
    )
    assert (found.status.value, found.reasons) == (
        "not-applicable",
        ("The beginning is missing, so nothing says whether the letter is meant for review without names.",),
    )


def test_a_journal_that_always_blinds_is_told_of_the_authors_in_the_article():
    named = ARTICLE.replace("Dear Editor,", "**Leela Menon, Arvind Rao**\n\nDear Editor,")
    found = judged(title_page=None, article=named, blinded=True)
    assert (found.status.value, quoted(found, "names")) == ("fail", ["Leela Menon, Arvind Rao"])


def test_a_journal_that_does_not_blind_is_asked_nothing():
    found = judged("Dr. Leela Menon read the slides.", blinded=False)
    assert (found.status.value, found.reasons) == (
        "not-applicable",
        ("The journal’s reviewers may know who wrote the letter.",),
    )


def test_an_author_line_beside_a_title_page_is_asked_about():
    named = ARTICLE.replace("Dear Editor,", "**Leela Menon, Arvind Rao, Meera Pillai**\n\nDear Editor,")
    found = judged(article=named)
    assert (found.status.value, cases(found)) == ("needs-human", ["author-line"])


def test_authors_in_the_reference_list_are_no_breach():
    assert "Menon L" in ARTICLE
    assert judged("Dapsone was tried.<sup>1</sup>").findings == ()


def test_a_running_title_with_an_author_is_a_header():
    assert cases(judged(article=f"Running title: Menon et al.\n\n{ARTICLE}")) == ["header"]


def test_an_address_in_the_text_names_an_author():
    assert quoted(judged("Data: leela.menon@example.org"), "names") == ["leela.menon@example.org"]


def test_a_short_name_of_a_place_may_end_a_sentence():
    assert quoted(judged("She was seen at Riverside Medical College."), "affiliation") == ["Riverside Medical College"]


def test_a_name_in_the_genitive_is_a_name():
    assert cases(judged("This is Leela Menon’s technique.")) == ["names"]


def test_contributions_by_initials_are_asked_about_once():
    found = judged("**Author contributions:** LM: writing. AR: pictures. MP: review of the text.")
    assert (cases(found), len(found.findings[0].outcome.at)) == (["initials"], 1)


def test_a_reply_of_authors_may_speak_of_their_work():
    article = ARTICLE.replace("# Annular plaques of the face in a potter", "# Authors’ reply").replace(
        "A 34-year-old woman presented", "We thank Kumar *et al.* for their comments on our article. She presented"
    )
    assert judged("We have previously reported this.<sup>1</sup>", article=article).findings == ()


def test_all_places_of_one_kind_are_one_finding():
    found = judged("Leela Menon saw her. Arvind Rao treated her. The slides were read by Meera Pillai.")
    assert (len(found.findings), quoted(found, "names")) == (1, ["Leela Menon", "Arvind Rao", "Meera Pillai"])


@pytest.mark.parametrize("name", ["menon_article.md", "Article LEELA-final.md", "C:\\work\\pillai.md"])
def test_a_file_named_after_an_author_is_told(name):
    found = judged(name=name)
    assert cases(found) == ["file-name"]
    assert name.rpartition("\\")[2] in found.findings[0].outcome.message


@pytest.mark.parametrize(
    "name", ["article.md", "Rao/article.md", "raoul.md", "plaques of the face.md", "menon/letter.md"]
)
def test_a_file_named_otherwise_is_not(name):
    assert judged(name=name).findings == ()


def test_the_title_may_share_a_word_with_an_author():
    found = judged(name="menon.md", article=ARTICLE.replace("in a potter", "by the score of Menon"))
    assert found.findings == ()


def word(author="", last_editor="", header="", comment=""):
    """A blinded article in Word with these traces."""
    document = Document()
    document.core_properties.author, document.core_properties.last_modified_by = author, last_editor
    for line in ARTICLE.format(words="").split("\n\n"):
        paragraph = document.add_paragraph(line.strip("# \n"))
    if comment:
        document.add_comment(paragraph.runs, "Is this so?", author=comment, initials="")
    if header:
        document.sections[0].header.paragraphs[0].text = header
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("traces", "case", "words"),
    [
        ({"author": "Leela Menon"}, "properties", ["Leela Menon"]),
        ({"author": "Jaya Nair", "last_editor": "Arvind Rao"}, "properties", ["Jaya Nair", "Arvind Rao"]),
        ({"header": "Menon et al."}, "header", ["Menon et al."]),
        ({"comment": "Arvind Rao"}, "people", ["Arvind Rao"]),
    ],
)
@pytest.mark.parametrize("title_page", [TITLE_PAGE, None], ids=["with title page", "alone"])
def test_what_a_word_file_tells_beside_its_text(traces, case, words, title_page):
    found = judged(name="article.docx", data=word(**traces), title_page=title_page)
    assert (cases(found), quoted(found, case), {f.level.word for f in found.findings}) == ([case], words, {"should"})


def test_a_header_may_name_an_author_of_the_title_page():
    data = word(header="Leela Menon: Plaques")
    assert quoted(judged(name="article.docx", data=data), "header") == ["Leela Menon: Plaques"]
    assert judged(name="article.docx", data=data, title_page=None).findings == ()


@pytest.mark.parametrize(
    "traces",
    [
        {},
        {"author": "Microsoft Office User", "last_editor": "HP"},
        {"author": "python-docx", "last_editor": "user"},
        {"header": "Plaques of the face", "comment": "letterproof"},
        {"comment": "Author"},
    ],
)
def test_what_tells_of_nobody_is_passed_over(traces):
    found = judged(name="article.docx", data=word(**traces))
    assert (found.status.value, found.findings) == ("pass", ())


def test_the_properties_of_the_title_page_may_name_its_authors():
    sources = [("article.md", ARTICLE.format(words="").encode()), ("title.docx", word(author="Leela Menon"))]
    files = [pipeline.SourceFile.of(*file) for file in sources]
    letter = pipeline.letters(files, pack().vocabulary)[0]
    checklist = engine.checklist(pack(), profile(), TODAY, select=["blinding"])
    assert engine.run(letter, checklist).items[0].findings == ()


def test_a_profile_says_how_the_journal_reviews(tmp_path):
    file = tmp_path / "ours.toml"
    text = 'extends = "ijdvl"\nversion = "1"\ndate = 2026-11-22\n[review]\nblinded = {}\n'
    for written, meant in (("true", True), ("false", False), ('"auto"', "auto")):
        file.write_text(text.format(written))
        assert profiles.load(str(file), pack().profile_folders).review.blinded == meant
    file.write_text(text.format('"sometimes"'))
    with pytest.raises(profiles.ProfileError, match="review"):
        profiles.load(str(file), pack().profile_folders)
