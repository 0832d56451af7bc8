"""Profiles: what the shipped ones say, and what a person is told whose own one is wrong."""

import tomllib
from datetime import date

import pytest

from validator import engine, packs, profiles
from validator.api import DeclarationKind, LetterType, Pattern, Stage
from validator.engine import at_stake, level_of
from validator.model.profile import JournalFacts, Mark
from validator.model.result import Level
from validator.profiles import ProfileError

SHIPPED = packs.built_in() / "profiles"
HEAD = 'version = "1"\ndate = 2026-11-22\n'


@pytest.fixture
def own(tmp_path):
    """Write profiles into a folder of their own and load the first of them."""

    def load(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, "utf-8")
        return profiles.load(next(iter(texts)), [SHIPPED, tmp_path])

    return load


@pytest.fixture
def refused(own):
    """What a person is told of a profile that cannot be used."""

    def told(**texts):
        with pytest.raises(ProfileError) as caught:
            own(**texts)
        return str(caught.value)

    return told


def test_both_profiles_are_there():
    assert sorted(profiles.available([SHIPPED])) == ["icmje", "ijdvl"]


def test_the_journals_profile_keeps_what_it_does_not_change():
    icmje, ijdvl = (profiles.load(name, [SHIPPED]) for name in ("icmje", "ijdvl"))
    assert (ijdvl.id, ijdvl.extends) == ("ijdvl", "icmje")
    assert ijdvl.levels == icmje.levels
    assert ijdvl.unchecked == icmje.unchecked != ()
    assert (icmje.references.mark, ijdvl.references.mark) == (Mark.PARENTHESES, Mark.SUPERSCRIPT)
    assert icmje.journal.title == ""


def test_the_journals_facts():
    journal = profiles.load("ijdvl", [SHIPPED]).journal
    own = Pattern(journal.doi_pattern)
    assert 2024 - journal.volume_offset == 90
    assert own.fullmatch("10.25259/IJDVL_512_2025")
    assert own.fullmatch("10.4103/ijdvl.IJDVL_12_19")
    assert own.fullmatch("10.4103/0378-6323.55396")
    assert not own.fullmatch("10.25259/IJDVL_884")
    assert not own.fullmatch("10.25259/IJD_512_2025")


def test_declarations_stand_in_the_order_of_print():
    declarations = profiles.load("ijdvl", [SHIPPED]).declarations
    kinds = [DeclarationKind(kind) for kind in ("patient-consent", "funding", "conflicts", "ai-use")]
    assert list(declarations.order) == kinds
    assert set(kinds) <= set(declarations.headings)
    assert set(kinds) <= set(declarations.wording)


def test_limits_that_could_not_be_read_say_so():
    limits = profiles.load("ijdvl", [SHIPPED]).letter_types
    assert set(limits) == set(LetterType)
    assert {(type_.words.value, type_.words.believed) for type_ in limits.values()} == {(750, True)}
    assert {type_.authors for type_ in limits.values()} == {None}


@pytest.mark.parametrize("name", ["icmje", "ijdvl"])
def test_levels_and_clauses_are_those_of_items_on_the_checklist(name):
    order = tomllib.loads((packs.built_in() / "checklist.toml").read_text("utf-8"))["order"]
    profile = profiles.load(name, [SHIPPED])
    named = {*profile.levels, *profile.clauses, *(key for levels in profile.levels_at.values() for key in levels)}
    assert {key.partition(".")[0] for key in named} <= set(order)
    assert {key.partition(".")[0] for key in profile.levels} == set(order)


def test_a_case_may_matter_more_in_a_proof():
    profile = profiles.load("ijdvl", [SHIPPED])
    assert level_of(profile, Stage.SUBMISSION, "authors", "degrees") is Level.INFO
    assert level_of(profile, Stage.PROOF, "authors", "degrees") is Level.SHOULD
    assert at_stake(profile)[Stage.SUBMISSION, "authors"] is Level.MUST


def test_an_own_profile_extends_a_shipped_one(own):
    profile = own(
        sister=f'extends = "ijdvl"\n{HEAD}[letter-types.case.words]\nvalue = 600\nsource = "Guide, Letters"\n'
    )
    limit = profile.letter_types[LetterType.CASE].words
    assert (profile.id, limit.value, limit.believed) == ("sister", 600, False)
    assert profile.letter_types[LetterType.CASE].figures.value == 4


def test_a_profile_may_be_a_file(own, tmp_path):
    own(sister=f'extends = "ijdvl"\n{HEAD}')
    assert profiles.load(str(tmp_path / "sister.toml"), [SHIPPED]).journal.volume_offset == 1934


def test_another_journal_takes_nothing_of_the_journal_that_its_profile_extends(own):
    own(sister=f'extends = "ijdvl"\n{HEAD}[journal]\ntitle = "Another Journal"\nissns = ["1234-5679"]\n')
    child = own(child=f'extends = "sister"\n{HEAD}[journal]\nvolume-offset = 1990\n')
    assert child.journal == JournalFacts(title="Another Journal", issns=("1234-5679",), volume_offset=1990)
    assert child.declarations == profiles.load("ijdvl", [SHIPPED]).declarations


def test_a_name_that_no_profile_has_is_answered_with_the_closest():
    with pytest.raises(ProfileError, match=r"^There is no profile 'ijdlv'\. Did you mean 'ijdvl'\?$"):
        profiles.load("ijdlv", [SHIPPED])


def test_a_name_like_none_is_answered_with_all_names():
    with pytest.raises(ProfileError, match=r"There are: icmje, ijdvl\.$"):
        profiles.load("lancet", [SHIPPED])


def test_an_unknown_key_is_answered_with_the_closest(refused):
    told = refused(mine=f'extends = "icmje"\n{HEAD}[journal]\nvolume-ofset = 1934\n')
    assert told == (
        "The profile 'mine' cannot be used:\n"
        "  journal.volume-ofset: there is no such key. Did you mean 'volume-offset'?"
    )


def test_an_unknown_key_in_a_limit_is_named_with_its_place(refused):
    text = f'extends = "icmje"\n{HEAD}[letter-types.case.words]\nvalue = 600\nsource = "Guide"\nreed = 2026-01-01\n'
    assert "letter-types.case.words.reed: there is no such key. Did you mean 'read'?" in refused(mine=text)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('[levels]\n"title.none" = "fatal"', "levels.title.none"),
        ('[journal]\nvolume-offset = "1934a"', "journal.volume-offset"),
        ('[references]\nmark = "footnotes"', "references.mark"),
        ('[letter-types.essay]\nwords = { value = 5, source = "x" }', "letter-types.essay"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(refused, line, where):
    told = refused(mine=f'extends = "icmje"\n{HEAD}{line}\n')
    assert told.startswith("The profile 'mine' cannot be used:\n")
    assert where in told


def test_a_doi_pattern_that_is_none_is_refused_before_a_letter_is_read(refused):
    told = refused(mine=f'extends = "icmje"\n{HEAD}[journal]\ndoi-pattern = "10.(1234"\n')
    assert "journal.doi-pattern: it is no regular expression" in told


def test_profiles_that_extend_one_another_in_a_circle(refused):
    told = refused(one=f'extends = "two"\n{HEAD}', two=f'extends = "one"\n{HEAD}')
    assert told == "The profiles one, two extend one another in a circle."


def test_a_profile_that_says_neither_version_nor_date(refused):
    assert refused(mine="[journal]\n").count("version") == 1


def test_a_file_that_is_no_toml(refused):
    assert refused(mine="version = \n").startswith("The profile ")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ProfileError, match=r"could not be read: No such file or directory\.$"):
        profiles.load(str(tmp_path / "gone.toml"), [SHIPPED])


def test_a_profile_that_sets_options_of_an_unknown_item(own):
    profile = own(mine=f'extends = "icmje"\n{HEAD}[rules.titel]\nwords = 20\n')
    with pytest.raises(ProfileError, match=r"there is no item 'titel'\. Did you mean 'title'\?$"):
        engine.checklist(packs.load(), profile, date(2026, 11, 22))


def test_a_profile_that_sets_an_unknown_option(own):
    profile = own(mine=f'extends = "icmje"\n{HEAD}[rules.title]\nword = 20\n')
    with pytest.raises(ProfileError, match=r"there is no option 'word'\. Did you mean 'words'\?$"):
        engine.checklist(packs.load(), profile, date(2026, 11, 22))


def test_a_profile_that_sets_an_option_to_a_wrong_value(own):
    profile = own(mine=f'extends = "icmje"\n{HEAD}[rules.title]\nwords = "many"\n')
    with pytest.raises(ProfileError, match=r"^\[rules\.title\] of the profile: "):
        engine.checklist(packs.load(), profile, date(2026, 11, 22))


@pytest.mark.parametrize("table", ["levels", "levels-at.proof"])
def test_a_profile_that_sets_the_level_of_an_unknown_item(own, table):
    profile = own(mine=f'extends = "icmje"\n{HEAD}[{table}]\n"patient-consnet.missing" = "must"\n')
    told = r"^\[levels\] of the profile: there is no item 'patient-consnet'\. Did you mean 'patient-consent'\?$"
    with pytest.raises(ProfileError, match=told):
        engine.checklist(packs.load(), profile, date(2026, 11, 22))


def test_an_office_signs_its_letters(own):
    office = own(
        mine=f'extends = "ijdvl"\n{HEAD}[office]\nname = "Asha Verghese"\nsignature = "Associate Editor"\n'
        'reply-days = 14\naddress = "letters@example.org"\n'
    ).office
    assert (office.name, office.signature) == ("Asha Verghese", "Associate Editor")
    assert (office.reply_days, office.address) == (14, "letters@example.org")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("reply-day = 14", r"office\.reply-day: there is no such key\. Did you mean 'reply-days'\?$"),
        ("reply-days = 0", r"office\.reply-days: it is a number of days from 1 to 365 \(found 0\)\.$"),
        ("reply-days = -3", r"office\.reply-days: it is a number of days from 1 to 365 \(found -3\)\.$"),
        ("reply-days = 3650", r"office\.reply-days: it is a number of days from 1 to 365 \(found 3650\)\.$"),
        ('reply-days = "soon"', r"office\.reply-days: "),
        ("name = 3", r"office\.name: "),
    ],
)
def test_an_office_that_is_not_written_as_offices_are(refused, line, told):
    assert Pattern(told).search(refused(mine=f'extends = "icmje"\n{HEAD}[office]\n{line}\n'))
