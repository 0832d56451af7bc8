"""Finds out at what stage a letter is and of what type, and says by what it was known."""

from collections.abc import Iterator, Sequence

from validator.model.letter import Detected, LetterType, Part, Passage, Stage
from validator.model.metadata import Metadata
from validator.model.patient import Patient
from validator.model.patterns import Pattern
from validator.model.text import HintKind, Span

_QUERY = Pattern(
    r"\b(?:author|editor|copy\s?editor)['’]?s?['’]?\s+quer(?:y|ies)\b|[\[(<]\s*AQ\s?\d{1,2}\s*[\])>:]|\bAQ\s?\d{1,2}\s*:"
    r"|\b(?:galley|page|uncorrected|corrected|author['’]?s?)\s+proofs?\b"
)
_LABELS = {
    "case": LetterType.CASE,
    "therapy": LetterType.THERAPY,
    "therapeutic": LetterType.THERAPY,
    "observation": LetterType.OBSERVATION,
    "study": LetterType.STUDY,
    "original": LetterType.STUDY,
    "research": LetterType.STUDY,
    "response": LetterType.RESPONSE,
    "reply": LetterType.RESPONSE,
    "comment": LetterType.RESPONSE,
    "commentary": LetterType.RESPONSE,
}
"""Words of the line above a title."""
_BESIDE = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "to",
        "of",
        "on",
        "letter",
        "letters",
        "report",
        "reports",
        "article",
        "published",
        "editor",
        "series",
    ]
)
"""Words that stand beside these and name no type."""
_DESIGN = (
    r"(?:retrospective|prospective|cross[- ]sectional|observational|descriptive|analytical|comparative|randomi[sz]ed"
    r"|controlled|double[- ]blind(?:ed)?|open[- ]label|pilot|cohort|case[- ]control|hospital[- ]based"
    r"|questionnaire[- ]based|multicent(?:re|er)|single[- ]cent(?:re|er))"
)
_STUDY = r"(?:study|trial|analysis|survey|audit|review)\b"
_OPEN_QUOTE = r"[:“”\"‘'«„]"
_WORK = r"(?:comments?|letter|article|paper|report|study|authors?|published)\b"
_THEIRS = rf"(?:{_OPEN_QUOTE}|(?:(?:the|a|your|this|recent)\s+)*{_WORK})"
_TITLE_OF = {
    LetterType.RESPONSE: Pattern(
        r"^\W*(?:(?:a|an|the|some|few|brief|short|further|additional|critical)\s+){0,3}"
        r"(?:(?:comments?|commentary|remarks?|rejoinder|rebuttal)(?:\s+(?:on|to|about|regarding|concerning)\b|\s*:)"
        r"|authors?['’]?s?['’]?\s+(?:reply|response)\b|re\s*[:“\"‘]|reg(?:arding)?\b|with\s+(?:reference|regards?)\s+to\b"
        rf"|(?:in\s+)?(?:reply|response)\s*(?:$|{_OPEN_QUOTE})|(?:in\s+|letter\s+in\s+)?(?:reply\s+to|in\s+response\s+to)\b"
        rf"|response\s+to\s+(?:{_THEIRS}|(?:dr|prof)\b|[\p{{L}}'’-]+\s+(?:et\s+al|and\s+colleagues))"
        r"|(?:letter|correspondence|queries|questions?|concerns?|clarifications?|notes?|thoughts|reflections?|observations?)"
        rf"\s+(?:in\s+(?:response|reply)\s+to\b|(?:on|to|about|regarding|concerning)\s+{_THEIRS}))"
        r"|[:.–—-]\s*(?:(?:a|some|few|our|authors?['’]?s?['’]?)\s+)*(?:comments?|reply|response|rebuttal)\W*$"
    ),
    LetterType.STUDY: Pattern(
        rf"\b(?:{_DESIGN}(?:[\s,]+[\w-]+){{0,5}}\s+(?:series|{_STUDY})|(?:study|analysis|survey|audit)\s+of\s+\d+"
        r"|a\s+(?:[\w-]+\s+){0,2}(?<!case\s)(?:study|survey)\b(?!\s+of\s+(?:a|one)\b)|meta-analysis|systematic\s+review)"
    ),
    LetterType.OBSERVATION: Pattern(r"\bcase\s+series\b|\bseries\s+of\s+\w+\s+(?:cases|patients)\b"),
    LetterType.THERAPY: Pattern(
        r"\b(?:(?:successful|effective)(?:ly)?\s+(?:\w+\s+)?(?:treat\w*|therap\w+|manage\w*)"
        r"|(?:treated|managed)\s+(?:\w+\s+)?(?:with|by)\b|(?:treatment|management)\s+(?:[\w-]+\s+){0,8}(?:with|using|by)\b"
        r"|efficacy|respon(?:se|ding|sive)\s+to\b)"
    ),
}
"""What the words of a title say of the type, the surer ones first."""
_OWN_STUDY = Pattern(
    r"\b(?:we\s+(?:\w+\s+){0,2}?(?:conducted|performed|did|undertook|designed|carried\s+out|present|report)"
    rf"|this\s+(?:was|is))\s+(?:[\w-]+[\s,]+){{0,4}}?{_DESIGN}(?:[\s,]+[\w-]+){{0,4}}\s+{_STUDY}"
    rf"|\b(?:this|our|the\s+present)\s+{_DESIGN}(?:[\s,]+[\w-]+){{0,3}}\s+{_STUDY}"
    r"|\bwe\s+(?:\w+\s+)?(?:enrolled|recruited|randomi[sz]ed)\b"
    r"|\b(?:\d{1,4}|consecutive)\s+(?:[\w-]+\s+){0,4}(?:patients|participants|subjects)\s+(?:[\w-]+\s+){0,4}?"
    r"were\s+(?:\w+\s+)?(?:enrolled|recruited)\b"
)
_READ = Pattern(
    r"\b(?:we|I)\s+(?:have\s+)?read\s+(?:[\w,-]+\s+){0,8}?(?:article|letter|paper|report|study|comments?|correspondence)\b"
    r"|\bwe\s+thank\s+(?:[\w.]+\s+){1,8}for\s+(?:their|his|her|the)\s+(?:[\w-]+\s+){0,3}(?:interest|comments?)\b"
)
_SEVERAL = 4
_ARTICLE_TYPES = {
    "case-report": LetterType.CASE,
    "research-article": LetterType.STUDY,
    "reply": LetterType.RESPONSE,
    "article-commentary": LetterType.RESPONSE,
}


def detect_stage(passages: Sequence[Passage], metadata: Metadata, beginning_missing: bool) -> Detected[Stage]:
    """The stage, with the reason as a sentence: queries make a proof, the publisher's lines a published letter."""
    query = _first(_QUERY, (p.span for p in passages if p.part is not Part.REFERENCE and _may_hold_query(p.span.text)))
    if query:
        return Detected(Stage.PROOF, f"The file bears the mark of a proof: {_quoted(query)}.")
    if beginning_missing:
        why = "The file begins in mid-sentence, so it was taken for a page of a printed issue."
        return Detected(Stage.PUBLISHED, why)
    names = {
        "a how-to-cite line": metadata.how_to_cite,
        "a DOI": metadata.doi,
        "a PMID": metadata.pmid,
        "dates": metadata.dates(),
        "a licence": metadata.licence,
    }
    seen = [name for name, there in names.items() if there]
    outright = metadata.how_to_cite or metadata.epub or metadata.published or metadata.licence
    if outright or len(seen) > 1:
        return Detected(Stage.PUBLISHED, f"The publisher's lines stand in the file: {', '.join(seen)}.")
    return Detected(Stage.SUBMISSION, "The file has no publisher's lines and no marks of a proof.")


def detect_type(passages: Sequence[Passage], title: Span | None, patients: Sequence[Patient]) -> Detected[LetterType]:
    """The type of the letter, with the reason as a sentence: label, then title, then text, then a case letter."""
    return next(_types(passages, title, patients))


def _types(
    passages: Sequence[Passage], title: Span | None, patients: Sequence[Patient]
) -> Iterator[Detected[LetterType]]:
    called = [*_by_label(passages), *_by_title(title, (LetterType.RESPONSE,)), *_by_format(passages)]
    yield from (found for found in called if not (_is_doubtful(found) and _is_of_few(passages, title, patients)))
    yield from _by_reading(passages, patients)
    yield from _by_title(title, tuple(_TITLE_OF))
    yield from _by_text(passages, patients)
    yield Detected(LetterType.CASE, "Nothing in the letter says its type, so it was taken for a case letter.")


def answers(passages: Sequence[Passage]) -> bool:
    """Whether a letter answers another article, by its title or its first paragraphs; its own patients are few."""
    title = next((passage.span for passage in passages if passage.part is Part.TITLE), None)
    text = [passage.span for passage in passages if passage.part is Part.TEXT][:3]
    return next(_by_title(title, (LetterType.RESPONSE,)), None) is not None or _first(_READ, text) is not None


def _is_doubtful(found: Detected[LetterType]) -> bool:
    """Whether a letter is called research, as some houses call all that they print."""
    said = found.at.text.casefold() if found.at else ""
    return found.value is LetterType.STUDY and ("research" in said or "original" in said) and "study" not in said


def _is_of_few(passages: Sequence[Passage], title: Span | None, patients: Sequence[Patient]) -> bool:
    """Whether a letter describes a patient or a few, and neither title nor text calls that a study."""
    text = (passage.span for passage in passages if passage.part is Part.TEXT)
    studied = next(_by_title(title, (LetterType.STUDY,)), None) or _first(_OWN_STUDY, text)
    return 0 < len(patients) < _SEVERAL and not studied


def _by_label(passages: Sequence[Passage]) -> Iterator[Detected[LetterType]]:
    for passage in passages:
        found = _label(passage.span) if passage.part is Part.LABEL else None
        if found:
            yield Detected(found, f"The line above the title says {_quoted(passage.span)}.", at=passage.span)


def _label(span: Span) -> LetterType | None:
    """The type that a label names, however it is spelt; a response outranks what it responds to."""
    words = [word.strip(".,:()") for word in span.text.casefold().replace("-", " ").split()]
    if len(words) > 12:
        return None
    types = [found for word in words if word not in _BESIDE for found in _types_of(word)]
    return LetterType.RESPONSE if LetterType.RESPONSE in types else next(iter(types), None)


def _types_of(word: str) -> list[LetterType]:
    """The type that a word of a label names, and that which a misspelt word is nearest to."""
    if word in _LABELS:
        return [_LABELS[word]]
    from difflib import get_close_matches  # few labels are misspelt

    return [_LABELS[close] for close in get_close_matches(word, _LABELS, 1, 0.8)]


def _by_title(title: Span | None, types: Sequence[LetterType]) -> Iterator[Detected[LetterType]]:
    for letter_type in types:
        match = _TITLE_OF[letter_type].search(title.text) if title else None
        if title and match:
            words = title.part(match.start(), match.end()).strip(" “”\"‘’':")
            yield Detected(letter_type, f"The title says {_quoted(words)}.", at=words)


def _by_format(passages: Sequence[Passage]) -> Iterator[Detected[LetterType]]:
    for passage in passages:
        if passage.hint.kind is HintKind.METADATA and passage.hint.label in {"article-type", "subject"}:
            found = _ARTICLE_TYPES.get(passage.span.text.strip().casefold())
            found = found or (_label(passage.span) if passage.hint.label == "subject" else None)
            if found:
                yield Detected(found, f"The file calls itself {_quoted(passage.span)}.", at=passage.span)


def _by_reading(passages: Sequence[Passage], patients: Sequence[Patient]) -> Iterator[Detected[LetterType]]:
    """What begins by reading another article and has nothing of its own: the words of its title are that article's."""
    text = [passage.span for passage in passages if passage.part is Part.TEXT]
    reading = _first(_READ, text[:3]) if not patients else None
    if reading and not _first(_OWN_STUDY, text):
        yield Detected(LetterType.RESPONSE, f"The text says {_quoted(reading)}.", at=reading)


def _by_text(passages: Sequence[Passage], patients: Sequence[Patient]) -> Iterator[Detected[LetterType]]:
    text = [passage.span for passage in passages if passage.part is Part.TEXT]
    own = _first(_OWN_STUDY, text) if len(patients) != 1 else None
    if own:
        yield Detected(LetterType.STUDY, f"The text says {_quoted(own)}.", at=own)
    if len(patients) >= _SEVERAL:
        yield Detected(LetterType.OBSERVATION, f"The text describes {len(patients)} patients.")
    if patients:
        why = f"The text describes a patient: {_quoted(patients[0].span)}."
        yield Detected(LetterType.CASE, why, at=patients[0].span)


def _first(pattern: Pattern, spans: Iterator[Span] | Sequence[Span]) -> Span | None:
    for span in spans:
        match = pattern.search(span.text)
        if match:
            return span.part(match.start(), match.end())
    return None


def _may_hold_query(text: str) -> bool:
    """A cheap look before the search: few letters hold these words at all."""
    return "AQ" in text or "quer" in text.casefold() or "proof" in text.casefold()


def _quoted(span: Span) -> str:
    text = " ".join(span.text.split())
    return f"“{text if len(text) <= 80 else text[:79].rstrip() + '…'}”"
