"""Writes the sample submissions: `python samples/submissions.py`. Each folder of `submissions` is one.

They are made of a sample letter: cut into article and title page, with what authors send beside it. People, places
and patients are invented. What letterproof must say of each stands in its `expected.toml`; a test says when a file is
stale.
"""

import importlib.util
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
FOLDER = HERE / "submissions"
LETTER = HERE / "clean" / "case-lichen-planus-pemphigoides.md"
EPOCH = (1980, 1, 1, 0, 0, 0)

AUTHORS = "**Ishaan Belvadkar, Rukmini Tharayil, Omkar Deshpranav**"
OTHER_ORDER = "**Rukmini Tharayil, Ishaan Belvadkar, Omkar Deshpranav**"
COUNTS = "Word count: 430; Figures: 3; Tables: 0; References: 5"
COVER_LETTER = """To

The Editor

Dear Editor,

Please find enclosed our manuscript, which we would like to submit to your esteemed journal as a case letter.
It has not been published elsewhere and is not under consideration by another journal.
All authors have read and approved it.

Yours sincerely,

Dr. Rukmini Tharayil

Department of Dermatology, Sarvamitra Institute of Medical Sciences, Devgarhpur, Rajasthan, India.

rukmini.tharayil@example.org"""
REPLY = """# Response to reviewers

We thank the reviewers for their comments.

**Reviewer 1**

**Comment 1:** How long was the patient followed up?

**Reply:** The patient was followed up for six months; this now stands in the text.

**Comment 2:** Were other medicines taken?

**Reply:** No other medicine was taken; this now stands in the first paragraph."""
CONSENT_FORM = """# Patient consent form

Name of patient: Gulabrao Thingalaya

I hereby give my consent for photographs of me and my medical history to be published in a medical journal.
I understand that my name will not be published.

Signature/thumb impression of patient: Gulabrao Thingalaya

Name of witness: Omkar Deshpranav"""
REVIEWS = """<?xml version="1.0"?>
<reviews><review><comments>Confidential to the editor: patient UHID 7654321.</comments></review></reviews>
"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE manifest PUBLIC "-//MECA//DTD Manifest v1.0//en" "MECA_manifest.dtd">
<manifest xmlns="https://manuscriptexchange.org/schema/manifest" xmlns:xlink="http://www.w3.org/1999/xlink"
  manifest-version="1">
  <item item-type="article-metadata"><instance media-type="application/xml" xlink:href="article.xml"/></item>
  <item item-type="review-metadata"><instance media-type="application/xml" xlink:href="reviews.xml"/></item>
  <item item-type="manuscript"><instance xlink:href="content/article.docx"/></item>
  <item item-type="cover-letter"><instance xlink:href="content/cover.docx"/></item>
  <item item-type="figure"><instance media-type="image/png" xlink:href="content/Figure 1.png"/></item>
  <item item-type="figure"><instance media-type="image/png" xlink:href="content/Figure 2.png"/></item>
  <item item-type="figure"><instance media-type="image/png" xlink:href="content/Figure 3.png"/></item>
</manifest>
"""
METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<article article-type="letter"><front><article-meta>
<title-group>
<article-title>Lichen planus pemphigoides after enalapril: Clearance on withdrawal of the drug</article-title>
</title-group>
<contrib-group>
<contrib contrib-type="author"><name><surname>Belvadkar</surname><given-names>Ishaan</given-names></name></contrib>
<contrib contrib-type="author"><name><surname>Tharayil</surname><given-names>Rukmini</given-names></name></contrib>
<contrib contrib-type="author"><name><surname>Deshpranav</surname><given-names>Omkar</given-names></name></contrib>
</contrib-group>
<aff>Department of Dermatology, Sarvamitra Institute of Medical Sciences, Devgarhpur, Rajasthan, India.</aff>
<author-notes><corresp>Rukmini Tharayil <email>rukmini.tharayil@example.org</email></corresp></author-notes>
</article-meta></front></article>
"""
CHANGED = "there was no recurrence during six months of follow-up."


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_build", HERE / "build.py")
    if spec is None or spec.loader is None:
        raise ImportError(HERE)
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    if not hasattr(module, "word"):
        spec.loader.exec_module(module)
    return module


def submissions() -> Iterator[tuple[str, bytes]]:
    """Every file by its path from the folder of submissions."""
    letter = LETTER.read_text("utf-8")
    title, rest = letter.split("\n\n", 1)
    body, after = rest.split("**Declaration of patient consent:**")
    declarations, people = ("**Declaration of patient consent:**" + after).split(AUTHORS)
    addresses, references = people.split("## References")
    blinded = f"{title}\n\n{body}## References{references}"
    page = f"Title page\n\n{title}\n\n{AUTHORS}{addresses}{COUNTS}\n\n{declarations}"
    yield "complete-pair/article.docx", word(blinded)
    yield "complete-pair/title-page.docx", word(page)
    yield "complete-pair/cover-letter.docx", word(COVER_LETTER)
    yield "blinded-article-alone/article.docx", word(blinded)
    yield "pasted-cover-letter/letter.docx", word(f"{COVER_LETTER}\n\n{letter}")
    yield "pasted-cover-letter-markdown/letter.md", f"{COVER_LETTER}\n\n---\n\n{letter}".encode()
    yield "other-author-order/article.docx", word(letter)
    yield "other-author-order/title-page.docx", word(page.replace(AUTHORS, OTHER_ORDER))
    yield "marked-copy-and-reply/article.docx", word(letter)
    yield "marked-copy-and-reply/article-marked.docx", _marked(word(letter))
    yield "marked-copy-and-reply/reply.docx", word(REPLY)
    yield "filled-consent-form/consent.docx", word(CONSENT_FORM)
    yield "filled-consent-form/letter.docx", word(letter)
    yield "pictures-by-name/letter.docx", word(letter)
    for number, name in enumerate(("Figure 1a.png", "Figure 1b.png", "Figure 2.png"), 1):
        yield f"pictures-by-name/{name}", picture(number)
    yield "pictures-with-telling-names/letter.docx", word(letter)
    for number, name in enumerate(("Figure 1.png", "Figure 2.png", "Gulabrao Thingalaya 54M.png"), 1):
        yield f"pictures-with-telling-names/{name}", picture(number)
    yield "two-articles/letter.docx", word(letter)
    yield "two-articles/other.docx", word((HERE / "clean" / "therapy-timolol.md").read_text("utf-8"))
    article = f"{title}\n\n{body}{declarations}## References{references}"
    yield (
        "meca/submission.zip",
        _packed(
            {
                "manifest.xml": MANIFEST.encode(),
                "article.xml": METADATA.encode(),
                "reviews.xml": REVIEWS.encode(),
                "content/article.docx": word(article),
                "content/cover.docx": word(COVER_LETTER),
                **{f"content/Figure {number}.png": picture(number) for number in (1, 2, 3)},
                "__MACOSX/content/._article.docx": b"\0\5\x16\7",
            }
        ),
    )


def word(markdown: str) -> bytes:
    """A Word file of our Markdown."""
    build = _build()
    return bytes(build.word(list(build.read(markdown)), {}))


def picture(number: int) -> bytes:
    """A picture of its own for each number: squares, no patient."""
    image = Image.new("RGB", (900, 675), (222, 184, 160))
    draw = ImageDraw.Draw(image)
    for place in range(number):
        draw.rectangle((80 + 200 * place, 200, 200 + 200 * place, 450), fill=(178, 74, 66))
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _marked(data: bytes) -> bytes:
    """A Word file with words that were put in and are not yet accepted."""
    inserted = (
        '<w:ins w:id="900" w:author="Rukmini Tharayil" w:date="2026-01-01T00:00:00Z"><w:r><w:t xml:space="preserve"> '
        "Follow-up was by telephone.</w:t></w:r></w:ins>"
    )
    with zipfile.ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    text = parts["word/document.xml"].decode()
    before, after = text.split(CHANGED)
    parts["word/document.xml"] = f"{before}{CHANGED}{after.replace('</w:p>', f'{inserted}</w:p>', 1)}".encode()
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def main() -> None:
    """Write every file."""
    for name, data in submissions():
        file = FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


if __name__ == "__main__":
    main()
