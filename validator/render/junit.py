"""The report as JUnit XML: a letter is a suite of tests, an item of the checklist a test."""

from lxml import etree

from validator.model.masking import Mask
from validator.model.result import Item, ItemStatus, LetterReport, Report
from validator.model.wording import plural
from validator.pipeline import fails
from validator.render.concerns import STATUSES, VERDICTS, Concern, Heading, concerns, set_aside, without_known
from validator.render.file_names import relative
from validator.render.told import MOST_PLACES, lines, place_line

_SKIPPED = {
    ItemStatus.NEEDS_HUMAN,
    ItemStatus.NOT_APPLICABLE,
    ItemStatus.COULD_NOT_CHECK,
    ItemStatus.WAIVED,
}
_TO_DO = {ItemStatus.FAIL, ItemStatus.NEEDS_HUMAN}
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")
"""What XML 1.0 cannot hold and a screen can."""

_Told = list[tuple[Heading, Concern]]


def render(report: Report, fail_on: str) -> str:
    """A test fails where its item makes the exit code 1; a file that could not be read is an error."""
    suites = [
        *(_letter(letter, report, fail_on) for letter in report.letters),
        *(_file(entry.file, "error", entry.reason) for entry in report.unreadable),
        *(_file(file.name, "skipped", set_aside(file)) for file in report.set_aside),
    ]
    root = etree.Element("testsuites", name="letterproof")
    root.extend(suites)
    _count(root)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8").decode() + "\n"


def _letter(letter: LetterReport, report: Report, fail_on: str) -> etree._Element:
    mask = Mask.of(letter.letter)
    name = _safe(relative(mask.words(letter.letter.file)))
    told: dict[str, _Told] = {}
    for heading, entries in concerns(without_known(letter), report.profile).items():
        for concern in entries:
            for item in concern.items:
                told.setdefault(item.id, []).append((heading, concern))
    cases = [_case(item, name, told.get(item.id, []), fail_on, mask) for item in letter.items]
    whole = f"{name}, letter {letter.letter.index}" if letter.letter.index > 1 else name
    suite = etree.Element("testsuite", name=whole)
    properties = etree.SubElement(suite, "properties")
    facts = {
        "verdict": VERDICTS[letter.verdict],
        "profile": f"{report.profile.id} {report.profile.version}",
        "sha256": letter.letter.manuscripts[0].sha256,
    }
    for key, value in facts.items():
        etree.SubElement(properties, "property", name=key, value=_safe(value))
    suite.extend(cases)
    _count(suite)
    return suite


def _case(item: Item, file: str, told: _Told, fail_on: str, mask: Mask) -> etree._Element:
    case = etree.Element("testcase", classname=f"{item.family}.{item.id}", name=_safe(item.title), file=file)
    text = _safe("\n\n".join(_said(heading, concern) for heading, concern in told))
    if fails(item, fail_on):
        message = _safe(told[0][1].message if told else STATUSES[item.status])
        etree.SubElement(case, "failure", message=message, type=item.level.word).text = text
        return case
    if item.status in _TO_DO and item.findings and all(finding.known for finding in item.findings):
        etree.SubElement(case, "skipped", message="Known: the baseline has it.")
    elif item.status in _SKIPPED:
        reasons = item.waiver or " ".join(item.reasons)
        why = f"{STATUSES[item.status]}: {mask.words(reasons)}" if reasons else STATUSES[item.status]
        etree.SubElement(case, "skipped", message=_safe(why))
    if text:
        etree.SubElement(case, "system-out").text = text
    return case


def _file(name: str, kind: str, reason: str) -> etree._Element:
    """A suite of one test, for a file that is no letter or could not be read."""
    path = _safe(relative(name))
    suite = etree.Element("testsuite", name=path)
    case = etree.SubElement(suite, "testcase", classname="file", name="The file is read as a letter", file=path)
    etree.SubElement(case, kind, message=_safe(reason))
    _count(suite)
    return suite


def _count(suites: etree._Element) -> None:
    """Write into a suite, or all of them, how many of its tests ended how."""
    names = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for key, tag in names.items():
        suites.set(key, str(sum(1 for _ in suites.iter(tag))))


def _said(heading: Heading, concern: Concern) -> str:
    places = [place_line(place) for place in concern.places[:MOST_PLACES]]
    if len(concern.places) > MOST_PLACES:
        places.append(f"and {plural(len(concern.places) - MOST_PLACES, 'more place')}")
    return "\n".join((f"{heading}: {concern.message}", *places, *filter(None, (concern.help, concern.note))))


def _safe(text: str) -> str:
    return lines(text).translate(_NO_XML)
