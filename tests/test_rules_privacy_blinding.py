"""What tells who wrote an article for review is found, and what only looks like it is passed over."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from checked import TODAY, pack, profile

from validator import engine, pipeline
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


def judged(words="", title_page=TITLE_PAGE, *, blinded="auto", name="article.md", article=ARTICLE, data=None):
    """How the item ends on an article with these words, beside a title page or (None) alone."""
    files = [(name, data or article.format(words=words).encode())]
    files += [("title-page.md", title_page.encode())] if title_page else []
    sources = [pipeline.SourceFile.of(*file) for file in files]
    letter = pipeline.letters(sources, pack().vocabulary)[0]
    settings = replace(profile(), review=ReviewSettings(blinded))
    checklist = engine.checklist(pack(), settings, TODAY, select=["blinding"])
    return engine.run(letter, checklist).items[0]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence["words"][:50] for sentence in SENTENCES])
def test_a_sentence_of_an_article_for_review(sentence):
    found = judged(sentence["words"])
    assert sorted({f.outcome.case for f in found.findings}) == ([sentence["case"]] if sentence["case"] else [])
