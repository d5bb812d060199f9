"""`script/` but for the prose: show.toml, lexicon.toml, which files are scripts, their text, templates."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec import NODEFAULT
from msgspec.structs import fields

from podcast import cli, show
from podcast.errors import InputError, OutputError
from podcast.model import Music, Pauses, Person, Show, Voice
from podcast.model.settings import NO_SETTINGS
from podcast.show import checks
from podcast.show.keys import KEYS
from podcast.show.toml import parse
from podcast.structs import field_names

SETTINGS = "script/show.toml"
LEXICON = "script/lexicon.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A podcast with a title and nothing else."""
    (tmp_path / "script").mkdir()
    (tmp_path / SETTINGS).write_text('title = "ع"\n', "utf-8")
    return tmp_path


def load(root: Path, text: str) -> Show:
    (root / SETTINGS).write_text(text, "utf-8")
    return show.load(root)


# --- show.toml -------------------------------------------------------------------------------------


def test_title_alone_is_enough(root: Path) -> None:
    """Everything else has the default of the model."""
    assert show.load(root) == Show(title="ع")


def test_every_setting_arrives(root: Path) -> None:
    """Keys at the top and in their tables, with their values made canonical."""
    text = """
        title = "  حوارات\tاليوم "
        description = '''
    سطر أول
    سطر ثان
    '''
        author = "س"
        email = "s@example.org"
        language = "ar-EG"
        category = "society and culture > documentary"
        link = "https://example.org"
        base_url = "https://example.org/podcast"
        cover = 'images\\cover.PNG'
        explicit = true
        copyright = "© س"
        type = "serial"
        frequency = "biweekly"
        complete = true
        block = true
        locked = false
        license = "cc-by-4.0"
        license_url = "https://example.org/رخصة"
        funding_url = "https://example.org/support"
        funding = "ادعمنا"
        new_feed_url = "https://new.example/feed.xml"
        feed_items = 100
        timezone = "Asia/Baghdad"
        disclosure = "جملة."
        dialect = "gulf"
        [voice]
        engine = "espeak"
        name = "ar+f2"
        rate = 1
        pitch = 0.5
        [pauses]
        clause = 0
        sentence = 1
        paragraph = 2
        heading = 3
        section = 60000
        [[person]]
        name = " سلمى  الخطيب "
        role = "Guest Host"
        href = "https://example.org/سلمى"
        [[person]]
        name = "كريم"
        role = "المحرِّر"
        img = "https://example.org/k.jpg"
    """
    assert load(root, text) == Show(
        title="حوارات اليوم",
        description="سطر أول\n    سطر ثان",
        author="س",
        email="s@example.org",
        language="ar-EG",
        category=("Society & Culture", "Documentary"),
        link="https://example.org",
        base_url="https://example.org/podcast/",
        cover="images/cover.PNG",
        explicit=True,
        copyright="© س",
        type="serial",
        frequency="biweekly",
        complete=True,
        block=True,
        locked=False,
        person=(
            Person(
                "سلمى الخطيب",
                "guest host",
                href="https://example.org/%D8%B3%D9%84%D9%85%D9%89",
            ),
            Person("كريم", "editor", "writing", img="https://example.org/k.jpg"),
        ),
        license="cc-by-4.0",
        license_url="https://example.org/%D8%B1%D8%AE%D8%B5%D8%A9",
        funding_url="https://example.org/support",
        funding="ادعمنا",
        new_feed_url="https://new.example/feed.xml",
        feed_items=100,
        timezone="Asia/Baghdad",
        disclosure="جملة.",
        dialect="gulf",
        engine="espeak",
        voice=Voice("ar+f2", 1.0, 0.5),
        pauses=Pauses(0, 1, 2, 3, 60000),
    )


def test_engine_may_come_at_the_top_or_with_the_voice(root: Path) -> None:
    """Both is fine where they agree."""
    assert load(root, 'title="ع"\nengine="gtts"').engine == "gtts"
    assert load(root, 'title="ع"\nvoice = { engine = "gtts" }').engine == "gtts"
    assert load(root, 'title="ع"\nengine="gtts"\nvoice.engine="gtts"').engine == "gtts"


def test_disclosure_can_be_turned_off(root: Path) -> None:
    """`false` leaves no sentence to speak."""
    assert load(root, 'title="ع"\ndisclosure=false').disclosure == ""


def test_settings_from_notepad(root: Path) -> None:
    """A BOM and Windows line ends do not matter."""
    (root / SETTINGS).write_bytes('\ufefftitle = "ع"\r\nauthor = "س"\r\n'.encode())
    assert show.load(root) == Show(title="ع", author="س")


ADDRESSES = {
    "": "",
    "http://localhost:8000": "http://localhost:8000/",
    "https://example.org/a//": "https://example.org/a/",
    "HTTPS://Example.ORG/A": "https://example.org/A/",
    "https://مثال.إختبار/بودكاست": "https://xn--mgbh0fb.xn--kgbechtv/%D8%A8%D9%88%D8%AF%D9%83%D8%A7%D8%B3%D8%AA/",
    "https://example.org/%D8%A8/": "https://example.org/%D8%A8/",
    "https://[::1]:80/": "https://[::1]:80/",
}


@pytest.mark.parametrize("written", ADDRESSES)
def test_base_url_becomes_an_ascii_folder(root: Path, written: str) -> None:
    """Podcast apps want ASCII; file names are appended directly."""
    assert load(root, f'title="ع"\nbase_url="{written}"').base_url == ADDRESSES[written]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"Technology"', ("Technology",)),
        ('["Technology"]', ("Technology",)),
        ('"TV & Film > After Shows"', ("TV & Film", "After Shows")),
        ('["tv & film", "after shows"]', ("TV & Film", "After Shows")),
        ('""', ()),
        ("[]", ()),
    ],
)
def test_category_is_one_of_apples(root: Path, written: str, kept: tuple[str, ...]) -> None:
    """With or without a subcategory, as text or list, in any case."""
    assert load(root, f'title="ع"\ncategory={written}').category == kept


def test_apple_list_is_complete() -> None:
    """Nineteen categories with ninety-one subcategories, none of them twice."""
    table = checks.categories()
    below = [one for subs in table.values() for one in subs]
    assert (len(table), len(below)) == (19, 91)
    assert len(set(below)) == len(below)
    assert all(one == one.strip() for one in (*table, *below))


KNOWN = ", ".join(show.KNOWN_KEYS)
ERRORS = {
    "no title": ("", '{}: has no title; add a line  title = "…"'),
    "empty title": ('title = " "', "{}:1: “title” may not be empty"),
    "title of a wrong type": (
        "\ntitle = 3",
        '{}:2: “title” must be text in quotes, as in title = "…"',
    ),
    "misspelled key": (
        'title = "ع"\nautor = "س"',
        "{}:2: unknown key “autor”; did you mean “author”?",
    ),
    "key without its table": (
        'title = "ع"\nrate = 2',
        "{}:2: unknown key “rate”; did you mean “voice.rate”?",
    ),
    "key under a wrong table": (
        'title = "ع"\n[voice]\n\nexplicit = true',
        "{}:4: unknown key “voice.explicit”; did you mean “explicit”?",
    ),
    "Arabic key": (
        'title = "ع"\nالغلاف = "c.jpg"\n',
        "{}:2: unknown key “الغلاف”; did you mean “cover”?",
    ),
    "strange key": ('title = "ع"\nxyzzy = 2', "{}:2: unknown key “xyzzy”; known keys: " + KNOWN),
    "strange table": (
        'title = "ع"\n\n[xyzzy]\na = 1',
        "{}:3: unknown key “xyzzy”; known keys: " + KNOWN,
    ),
    "table as a value": (
        'title = "ع"\nvoice = "espeak"',
        "{}:2: “voice” is a table; write [voice] on a line of its own and its settings below",
    ),
    "no address": (
        'title = "ع"\nbase_url = "ftp://a.b/"',
        '{}:2: “base_url” must be an address, as in "https://example.org/podcast/"',
    ),
    "no folder": (
        'title = "ع"\nbase_url = "https://a.b/c?d=e"',
        '{}:2: “base_url” must be the address of a folder, as in "https://example.org/podcast/"',
    ),
    "no folder but the feed in it": (
        'title = "ع"\nbase_url = "https://a.b/pod/feed.xml"',
        '{}:2: “base_url” must be the address of a folder, as in "https://example.org/podcast/"',
    ),
    "no category": (
        'title = "ع"\ncategory = "Tech"',
        "{}:2: “category” must be one of Apple's categories: " + ", ".join(checks.categories()),
    ),
    "a subcategory alone": (
        'title = "ع"\ncategory = "food"',
        '{}:2: “category”: a subcategory stands behind its category, as in "Arts > Food"',
    ),
    "no category at all": (
        'title = "ع"\ncategory = 3',
        '{}:2: “category” must be a category, as in "Society & Culture > Documentary"',
    ),
    "no subcategory": (
        'title = "ع"\ncategory = "Education > Books"',
        "{}:2: “Education” has only these subcategories: Courses, How To, Language Learning, Self-Improvement",
    ),
    "no subcategories": (
        'title = "ع"\ncategory = ["History", "Books"]',
        "{}:2: “History” has only these subcategories: –",
    ),
    "no e-mail": (
        'title = "ع"\nemail = "s at example"',
        '{}:2: “email” must be an e-mail address, as in "name@example.org"',
    ),
    "no language": (
        'title = "ع"\nlanguage = "العربية"',
        '{}:2: “language” must be a language code, as in "ar" or "ar-EG"',
    ),
    "truth in quotes": (
        'title = "ع"\nexplicit = "no"',
        "{}:2: “explicit” must be true or false, without quotes",
    ),
    "cover outside": (
        'title = "ع"\ncover = "../cover.jpg"',
        '{}:2: “cover” must be the path of a .jpg or .png in script/, as in "cover.jpg"',
    ),
    "disclosure": (
        'title = "ع"\ndisclosure = true',
        "{}:2: “disclosure” must be a sentence in quotes, or false",
    ),
    "dialect": (
        'title = "ع"\ndialect = "شامي"',
        "{}:2: “dialect” must be one of: standard, egypt, gulf, levant, maghreb",
    ),
    "engine": (
        'title = "ع"\nengine = 1',
        '{}:2: “engine” must be text in quotes, as in engine = "…"',
    ),
    "two engines": (
        'title = "ع"\nengine = "gtts"\n[voice]\nengine = "espeak"',
        "{}:4: “engine” and “voice.engine” name two engines; keep one of them",
    ),
    "rate": (
        'title = "ع"\n[voice]\nrate = 5',
        "{}:3: “voice.rate” must be a number from 0.5 to 2, where 1.0 is normal",
    ),
    "rate in one line": (
        'title = "ع"\nvoice = { name = "", rate = true }',
        "{}:2: “voice.rate” must be a number from 0.5 to 2, where 1.0 is normal",
    ),
    "pause": (
        'title = "ع"\n[pauses]\nsection = 1.5',
        "{}:3: “pauses.section” must be whole milliseconds from 0 to 60000, as in 450",
    ),
    "negative pause": (
        'title = "ع"\n[pauses]\nsection = -1',
        "{}:3: “pauses.section” must be whole milliseconds from 0 to 60000, as in 450",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_wrong_setting_is_reported_with_its_line(root: Path, case: str) -> None:
    """One sentence: the place, what is wrong, the way out; the command would end with 2."""
    written, sentence = ERRORS[case]
    with pytest.raises(InputError) as caught:
        load(root, written)
    assert str(caught.value) == sentence.replace("{}", SETTINGS, 1)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("title = “ع”", 1),
        ('title = "ع"\n\nauthor = \n', 3),
        ('title = "ع"\nauthor = "س', 2),
        ("ظظظ = 1", 1),
        ("a = " + "[" * 5000, 1),
    ],
)
def test_broken_toml_names_its_line(root: Path, written: str, line: int) -> None:
    """Curly quotes, a missing value, a key twice: where, and what a line looks like."""
    with pytest.raises(
        InputError, match=rf"^script/show.toml:{line}: is not valid TOML: "
    ) as caught:
        load(root, written)
    assert str(caught.value).endswith('; a line looks like  key = "text", in straight quotes')


@pytest.mark.parametrize(
    ("written", "way"),
    [
        ('title = "ع"\ntitle = "غ"', "“title” is set twice; keep one of the two lines"),
        ('title = "ع"\nexplicit = True', "“explicit” must be true or false, in small letters"),
        ('title = "ع"\nexplicit = yes # نعم', "“explicit” must be true or false, in small letters"),
        ('title = "ع"\n[voices.منى]', '[voices."منى"]'),
        ('title = "ع"\n[ voices . منى الخطيب ]', '[voices."منى الخطيب"]'),
        ('title = "ع"\n[speakers."منى"]', "did you mean “voices”?"),
        ('title = "ع"\nimage = "a.jpg"', "did you mean “cover”?"),
        ('title = "ع"\nwebsite = "https://example.org"', "did you mean “link”?"),
    ],
)
def test_a_common_slip_is_told_its_way_out(root: Path, written: str, way: str) -> None:
    with pytest.raises(InputError) as caught:
        load(root, written)
    assert str(caught.value).startswith("script/show.toml:2: ")
    assert way in str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("windows-1256", r":2: is not UTF-8 but, it seems, windows-1256; save it as UTF-8"),
        ("utf-16-le", r": is not UTF-8 but, it seems, utf-16-le; save it as UTF-8"),
    ],
)
def test_settings_in_another_encoding(root: Path, encoding: str, told: str) -> None:
    text = 'title = "a"\nauthor = "سلمى الخطيب ومن معها في البرنامج كل يوم"\n'
    (root / SETTINGS).write_bytes(text.encode(encoding))
    with pytest.raises(InputError, match=rf"^script/show.toml{told}$"):
        show.load(root)


def test_settings_as_windows_saves_unicode(root: Path) -> None:
    """UTF-16 with its mark, also of a lexicon that is edited afterwards."""
    (root / SETTINGS).write_bytes('title = "ع"\r\nauthor = "س"\r\n'.encode("utf-16"))
    assert show.load(root).author == "س"
    (root / "script/lexicon.toml").write_bytes('"A" = "ايه"\r\n'.encode("utf-16"))
    show.add_to_lexicon(root, "B", "بي")
    assert show.lexicon(root) == {"A": "ايه", "B": "بي"}


# --- the root --------------------------------------------------------------------------------------


def test_folder_without_settings_is_not_a_podcast(tmp_path: Path) -> None:
    """The error tells of both ways out."""
    with pytest.raises(InputError) as caught:
        show.load(tmp_path)
    assert str(caught.value) == (
        f"“{tmp_path}” is not a podcast: it has no script/show.toml; `podcast init` makes one here,"
        " `-C DIR` names another folder"
    )


def test_a_podcast_one_folder_down_is_named(tmp_path: Path) -> None:
    """`podcast init my-show` was typed, and `cd my-show` forgotten."""
    (tmp_path / "حكايات الحي/script").mkdir(parents=True)
    (tmp_path / "حكايات الحي/script/show.toml").write_text('title = "ع"\n', "utf-8")
    with pytest.raises(InputError, match="go there first") as caught:
        show.load(tmp_path)
    assert str(caught.value).endswith(f"cd '{tmp_path}/حكايات الحي'")


def test_root_is_found_from_below(root: Path) -> None:
    """As git does: the nearest folder upward."""
    deep = root / "script" / "images"
    deep.mkdir()
    assert show.find_root(deep) == show.find_root(root) == root.resolve()


def test_no_root_above_is_an_error(tmp_path: Path) -> None:
    """Nothing but a podcast is taken for one."""
    with pytest.raises(InputError, match="is not a podcast"):
        show.find_root(tmp_path)


# --- keys and starter ------------------------------------------------------------------------------


def uncommented(text: str) -> str:
    """The starter with every setting switched on."""
    marks = tuple(f"# {key.name} = " for key in KEYS.values())
    return "\n".join(line[2:] if line.startswith(marks) else line for line in text.split("\n"))


def test_starter_is_a_show_as_it_is(root: Path) -> None:
    """Only the title is set."""
    assert load(root, show.starter('حوارات "اليوم" \\')) == Show(title='حوارات "اليوم" \\')


def test_starter_tells_of_every_key_with_a_valid_example(root: Path) -> None:
    """Take away any #, and it works; so the examples prove the checks, and the checks the examples."""
    text = uncommented(show.starter())
    told = {key for key in show.KNOWN_KEYS if show.line_of(text, key)}
    assert set(show.KNOWN_KEYS) - told == {"voice.engine"}
    assert load(root, text).category == ("Society & Culture", "Documentary")


def test_every_field_of_a_show_can_be_set() -> None:
    """The table of keys and the model have the same fields."""
    fields = {*field_names(Show)} - {"voice", "pauses", "music"}
    fields |= {f"voice.{name}" for name in field_names(Voice)}
    fields |= {f"pauses.{name}" for name in field_names(Pauses)}
    fields |= {f"music.{name}" for name in field_names(Music)}
    assert fields | {"voice.engine"} == set(show.KNOWN_KEYS)


def test_a_setting_in_a_comment_shows_its_default() -> None:
    """Where it has one; and its choices, where it has those."""
    nouns = {"": Show, "voice": Voice, "pauses": Pauses, "music": Music}
    for key in KEYS.values():
        default = {one.name: one.default for one in fields(nouns[key.table])}.get(key.name)
        if key.example and default not in (NODEFAULT, "", (), None, NO_SETTINGS):
            assert key.check(tomllib.loads(f"x = {key.example}")["x"]) == default, key.path
    for name in ("dialect", "frequency", "type"):
        with pytest.raises(InputError) as refused:
            KEYS[name].check("neither")
        choices = str(refused.value.fields["choices"]).split(", ")
        assert [one for one in choices if one not in KEYS[name].about] == [], name


def test_starter_script_has_what_it_shows() -> None:
    """A title, sections, a list; Arabic, with marks on some words."""
    text = show.starter_script()
    assert text.startswith("# ")
    assert text.count("\n## ") >= 3
    assert "\n- " in text
    assert "\u0650" in text


def test_settings_load_without_heavy_libraries() -> None:
    """A command that only lists or plays must start at once."""
    code = "import podcast.show, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"markdown_it", "jinja2", "numpy", "requests", "pydub"} & set(done.stdout.split())


# --- people ----------------------------------------------------------------------------------------


PEOPLE_ERRORS = {
    "no list": (
        'person = "س"',
        2,
        "“person” must be tables, each with a line [[person]] above its",
    ),
    "one table": ('[person]\nname = "س"', 2, "“person” must be tables"),
    "no name": ('[[person]]\nrole = "host"', 2, "“person” needs a name of at most 128 letters"),
    "long name": (f'[[person]]\nname = "{"س" * 129}"', 2, "“person” needs a name of at most 128"),
    "other key": (
        '[[person]]\nname = "س"\nage = 3',
        2,
        "“person” has no “age”; a person has: name",
    ),
    "no text": ('[[person]]\nname = "س"\nrole = 3', 2, "the “role” of “person” must be text"),
    "role": (
        '[[person]]\nname = "س"\n\n[[person]]\nname = "ع"\nrole = "gest"',
        5,
        "“gest” is not a role in the Podcast Taxonomy; close to it: guest",
    ),
    "Arabic role": ('[[person]]\nname = "س"\nrole = "بطل"', 2, "“بطل” is not a role"),
    "group": ('[[person]]\nname = "س"\ngroup = "writer"', 2, "“writer” is not a group"),
    "address": (
        '[[person]]\nname = "س"\nhref = "example.org"',
        2,
        "the “href” of “person” must be an address",
    ),
}


@pytest.mark.parametrize("case", PEOPLE_ERRORS)
def test_wrong_person_is_reported_with_the_line_of_its_table(root: Path, case: str) -> None:
    """Which of several it is, and what such a value may be."""
    written, line, sentence = PEOPLE_ERRORS[case]
    with pytest.raises(InputError) as caught:
        load(root, f'title = "ع"\n{written}\n')
    assert str(caught.value).startswith(f"{SETTINGS}:{line}: {sentence}")


@pytest.mark.parametrize(
    ("written", "role", "group"),
    [
        ("", "", ""),
        ("HOST", "host", ""),
        ("ضيفة", "guest", ""),
        ("الراوي", "narrator", ""),
        ("قارِئة", "narrator", ""),
        ("المترجم", "translator", "writing"),
        ("composer", "composer", "audio post-production"),
    ],
)
def test_roles_in_either_language(written: str, role: str, group: str) -> None:
    """The taxonomy's words; outside the cast the group is said, for apps would take the cast."""
    found = show.person({"name": "س", "role": written})
    assert (found.role, found.group) == (role, group)


def test_taxonomy_is_complete() -> None:
    """Every role once a group, all in lower case, with the usual ones among them."""
    roles = show.taxonomy()
    assert {"host", "guest", "narrator", "author", "translator", "cover art designer"} <= set(roles)
    assert roles["editor"] == ("writing", "video post-production")
    assert len({group for groups in roles.values() for group in groups}) == 11
    assert all(role == role.strip().lower() and role for role in roles)


# --- checks of single values --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "value", "kept"),
    [
        (checks.timezone, "Africa/Cairo", "Africa/Cairo"),
        (checks.timezone, "", ""),
        (checks.one_of("episodic", "serial"), "serial", "serial"),
        (checks.count, 0, 0),
        (checks.count, 100, 100),
        (checks.link, "https://example.org/a?b=ج#د", "https://example.org/a?b=%D8%AC#%D8%AF"),
    ],
)
def test_value_is_kept(check: checks.Check, value: object, kept: object) -> None:
    """What publishing will want is checked already."""
    assert check(value) == kept


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checks.timezone, "القاهرة"),
        (checks.timezone, "../etc"),
        (checks.one_of("episodic", "serial"), ["serial"]),
        (checks.count, -1),
        (checks.count, True),
        (checks.count, 1.5),
        (checks.link, "https://user:secret@example.org/"),
        (checks.link, "https://exa mple.org/"),
        (checks.link, "https:///a"),
        (checks.link, "https://example.org:x/"),
        (checks.link, "https://[::1/"),
        (checks.link, 3),
        (checks.email, "a@b"),
        (checks.image, "cover.gif"),
        (checks.prose, None),
    ],
)
def test_value_is_refused(check: checks.Check, value: object) -> None:
    """An InputError that the caller gives its key and place."""
    with pytest.raises(InputError):
        check(value)


# --- lines of keys ---------------------------------------------------------------------------------

# --- lexicon.toml ----------------------------------------------------------------------------------


def lexicon(root: Path, text: str) -> dict[str, str]:
    (root / LEXICON).write_text(text, "utf-8", newline="")
    return show.lexicon(root)


def test_lexicon_is_optional(root: Path) -> None:
    """No file, no words."""
    assert show.lexicon(root) == {}


def test_lexicon_words_come_at_the_top_or_under_words(root: Path) -> None:
    """Both are read."""
    text = '"Mistral AI" = "مِيسْتْرَال  إيه آي"\nGPU = \'جي بي يو\'\n[words]\nMeta = "مِيتا"\n'
    assert lexicon(root, text) == {
        "Mistral AI": "مِيسْتْرَال إيه آي",
        "GPU": "جي بي يو",
        "Meta": "مِيتا",
    }


LEXICON_ERRORS = {
    "no text": (
        'a = "أ"\nb = 3',
        ':2: “b” has no reading; write  "b" = "…"  with both in quotes',
    ),
    "nothing said": (
        'a = " "',
        ':1: “a” has no reading; write  "a" = "…"  with both in quotes',
    ),
    "a dot without quotes": (
        'Fluid.ai = "أ"',
        ':1: “Fluid” has no reading; write  "Fluid" = "…"  with both in quotes',
    ),
    "twice": ('a = "أ"\n[words]\na = "ب"', ":3: “a” is set twice; keep one of the two lines"),
}


@pytest.mark.parametrize("case", LEXICON_ERRORS)
def test_wrong_lexicon_entry_is_reported_with_its_line(root: Path, case: str) -> None:
    """As for settings."""
    written, sentence = LEXICON_ERRORS[case]
    with pytest.raises(InputError) as caught:
        lexicon(root, written)
    assert str(caught.value) == LEXICON + sentence


def test_broken_lexicon_names_its_line(root: Path) -> None:
    """An Arabic key without quotes is the usual slip."""
    with pytest.raises(InputError, match=r"^script/lexicon.toml:2: is not valid TOML: "):
        lexicon(root, 'a = "أ"\nسامسونج = "سَامْسُونْج"\n')


def test_first_word_makes_the_file(root: Path) -> None:
    """With a comment that tells what it is."""
    show.add_to_lexicon(root, "Mistral  AI", "مِيسْتْرَال إيه آي")
    assert show.lexicon(root) == {"Mistral AI": "مِيسْتْرَال إيه آي"}
    assert (root / LEXICON).read_text("utf-8").startswith("# ")


def test_starter_lexicon_is_the_file_that_a_first_word_makes(root: Path) -> None:
    """`podcast init` and `podcast lexicon add` begin alike; its example is a comment."""
    assert lexicon(root, show.starter_lexicon()) == {}
    show.add_to_lexicon(root, "a", "أ")
    begun = (root / LEXICON).read_text("utf-8")
    (root / LEXICON).unlink()
    show.add_to_lexicon(root, "a", "أ")
    assert (root / LEXICON).read_text("utf-8") == begun == show.starter_lexicon() + '"a" = "أ"\n'


def test_adding_keeps_comments_and_order(root: Path) -> None:
    """Only the line of the word changes, and its own comment stays; a new word comes last."""
    lexicon(root, '# أسماء\nb = "ب" # باء\n\n"a.x" = "أ"\n\n')
    show.add_to_lexicon(root, "b", "بَاء")
    show.add_to_lexicon(root, "c", "ج")
    written = (root / LEXICON).read_text("utf-8")
    assert written == '# أسماء\nb = "بَاء" # باء\n\n"a.x" = "أ"\n"c" = "ج"\n'
    show.add_to_lexicon(root, "a.x", "أَلِف")
    assert show.lexicon(root) == {"b": "بَاء", "a.x": "أَلِف", "c": "ج"}


def test_adding_finds_a_word_under_its_table(root: Path) -> None:
    """And keeps Windows line ends."""
    lexicon(root, '[words]\r\na = "أ"\r\n')
    show.add_to_lexicon(root, "a", "أَلِف")
    show.add_to_lexicon(root, "b", "بَاء")
    assert (root / LEXICON).read_bytes().decode() == '[words]\r\na = "أَلِف"\r\n"b" = "بَاء"\r\n'


def test_entry_over_several_lines_is_left_to_the_author(root: Path) -> None:
    """Nothing is written that would not read back right."""
    text = 'a = """\nأ"""\n'
    lexicon(root, text)
    with pytest.raises(InputError, match="in a way this command cannot change; edit the file"):
        show.add_to_lexicon(root, "a", "ب")
    assert (root / LEXICON).read_text("utf-8") == text


@pytest.mark.parametrize(("written", "spoken"), [("", "أ"), ("a", " \n")])
def test_empty_word_is_refused(root: Path, written: str, spoken: str) -> None:
    """Before a file is touched."""
    with pytest.raises(InputError, match="give a word and its reading"):
        show.add_to_lexicon(root, written, spoken)
    assert not (root / LEXICON).exists()


def test_lexicon_that_cannot_be_written(root: Path) -> None:
    """An OutputError, and no half-written file beside it."""
    (root / "script").rename(root / "elsewhere")
    (root / "script").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match=r"^script/lexicon.toml: cannot be written "):
        show.add_to_lexicon(root, "a", "أ")


def test_adding_leaves_no_temporary_file(root: Path) -> None:
    """The file is replaced at once."""
    show.add_to_lexicon(root, "a", "أ")
    assert sorted(os.listdir(root / "script")) == ["lexicon.toml", "show.toml"]


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8).map("{}أ".format)), max_size=5))
def test_what_is_added_is_read(
    tmp_path_factory: pytest.TempPathFactory, words: list[tuple[str, str]]
) -> None:
    """Any text at all, quotes and backslashes too: the last reading of a word holds."""
    root = tmp_path_factory.mktemp("root")
    expected: dict[str, str] = {}
    for written, spoken in words:
        key, value = " ".join(written.split()), " ".join(spoken.split())
        if key and value:
            show.add_to_lexicon(root, written, spoken)
            expected[key] = value
    assert show.lexicon(root) == expected
    if expected:
        assert tomllib.loads((root / LEXICON).read_text("utf-8")) == expected


# --- scripts ---------------------------------------------------------------------------------------


def test_scripts_are_the_texts_of_the_folder(root: Path) -> None:
    """Sorted by name; notes, drafts and settings are not scripts."""
    for name in (
        "b.md",
        "a.txt",
        "ت.MD",
        "README.md",
        "readme.txt",
        "_draft.md",
        ".x.md",
        "notes.rst",
    ):
        (root / "script" / name).write_text("نص", "utf-8")
    (root / "script" / "folder.md").mkdir()
    found = show.sources(root)
    assert [source.name for source in found] == ["script/a.txt", "script/b.md", "script/ت.MD"]
    assert found[0].path == root / "script" / "a.txt"


TEXT = "سطرٌ أول.\r\nوسطرٌ ثانٍ، فيه كلامٌ كثير عن المدينة والناس.\rوثالث.\n"
READ = TEXT.replace("\r\n", "\n").replace("\r", "\n")


def source(root: Path, raw: bytes) -> show.Source:
    path = root / "script" / "a.md"
    path.write_bytes(raw)
    return show.Source(path, "script/a.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_bom_is_read(root: Path, encoding: str) -> None:
    """Whatever editor saved it, and whatever line ends it has."""
    assert show.read(source(root, TEXT.encode(encoding))) == READ


PLAIN = "في المدينة القديمة سوق كبير يبيع الناس فيه الخبز والتمر كل يوم من الصباح إلى المساء.\n"


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16-le"])
def test_other_encodings_are_named_and_then_read(root: Path, encoding: str) -> None:
    """The error says which option reads the file, and the option does."""
    file = source(root, b"" if encoding == "utf-16-le" else b"\n")
    file = source(root, file.path.read_bytes() + PLAIN.encode(encoding))
    with pytest.raises(InputError) as caught:
        show.read(file)
    way_out = f"save it as UTF-8, or build with “--encoding {encoding}”"
    sentence = f"is not UTF-8 but, it seems, {encoding}; {way_out}"
    assert str(caught.value).startswith("script/a.md")
    assert str(caught.value).endswith(sentence)
    assert show.read(file, encoding).strip() == PLAIN.strip()


def test_utf_8_stays_utf_8_beside_old_files(root: Path) -> None:
    """`--encoding` is for the files that are not: in one folder both may lie."""
    assert show.read(source(root, PLAIN.encode()), "windows-1256") == PLAIN


def test_unknown_encoding_is_reported(root: Path) -> None:
    """Also one that Python knows but that makes no text."""
    for encoding in ("windows-9999", "base64"):
        with pytest.raises(InputError, match=f"there is no encoding “{encoding}”"):
            show.read(source(root, b"\xff\xfe\xfd"[1:]), encoding)


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04\x00\x00\x14", b"\x89PNG\r\n\x1a\n\x00\x00", b"a\x00b"]
)
def test_what_is_not_text_is_refused(root: Path, raw: bytes) -> None:
    """A Word file or a picture with a wrong name."""
    with pytest.raises(
        InputError, match="is not text that can be read; save it as plain text in UTF-8"
    ):
        show.read(source(root, raw))


def test_script_that_cannot_be_read(root: Path) -> None:
    """It went away between listing and reading."""
    with pytest.raises(InputError, match=r"^script/a.md: cannot be read \("):
        show.read(show.Source(root / "script" / "a.md", "script/a.md"))


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "windows-1256", "utf-16"]))
def test_any_bytes_are_text_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, encoding: str
) -> None:
    """And text has one kind of line end, and no NUL."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "script").mkdir()
    try:
        text = show.read(source(folder, raw), encoding)
    except InputError:
        return
    assert "\r" not in text
    assert "\x00" not in text


# --- templates -------------------------------------------------------------------------------------


def test_template_is_the_programs_own(root: Path) -> None:
    """As long as the author has none."""
    packaged = Path(show.__file__).parent.parent
    own = [packaged / "feed.xml.j2", packaged.parent / "feed.xml.j2"]
    expected = next(path.read_text("utf-8") for path in own if path.is_file())
    assert show.template(root, "feed.xml.j2") == expected


@pytest.mark.parametrize("folder", ["", "script/"])
def test_template_of_the_author_wins(root: Path, folder: str) -> None:
    """In the root, or in script/."""
    (root / f"{folder}feed.xml.j2").write_text("<rss/>", "utf-8")
    assert show.template(root, "feed.xml.j2") == "<rss/>"


def test_toml_is_read_as_toml() -> None:
    """The reader is the standard one; only its errors are ours."""
    assert parse("a = 1979-05-27\n", "x.toml") == tomllib.loads("a = 1979-05-27\n")


@pytest.mark.parametrize(
    ("text", "line", "table"),
    [
        ('title = "ب"\n[voice]\n[music]\n[voice]\n', 4, "voice"),
        ('title = "ب"\n[music]\n\n[music]\nintro = "a.mp3"\n', 4, "music"),
    ],
)
def test_a_table_pasted_below_is_reported_with_its_right_place(
    root: Path, text: str, line: int, table: str
) -> None:
    """The starter has every table already: lines from the README go under the one that is there."""
    with pytest.raises(InputError) as told:
        load(root, text)
    assert str(told.value) == (
        f"script/show.toml:{line}: [{table}] appears a second time here; "
        f"put these lines below the first [{table}]"
    )


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """As after `-C` with a slip."""
    with pytest.raises(InputError, match=r"^there is no folder “.*/nowhere”; check its name$"):
        show.load(tmp_path / "nowhere")


def test_the_folder_given_may_be_one_within_the_podcast(tmp_path: Path) -> None:
    """Its script/, or the settings themselves; but not a folder that does not exist."""
    (tmp_path / "script").mkdir()
    (tmp_path / "script/show.toml").write_text('title = "ب"\n', "utf-8")
    for named in ("", "script", "script/show.toml"):
        assert cli.root_of(tmp_path / named).resolve() == tmp_path.resolve()
    assert cli.root_of(tmp_path / "typo") == tmp_path / "typo"


def test_a_title_without_quotes_starts_no_podcast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its second word would be the folder."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.podcast, ["init", "--title", "حكايات", "جدتي"])
    assert '--title "حكايات جدتي"' in str(done.exception)
    assert list(tmp_path.iterdir()) == []
    done = CliRunner().invoke(cli.podcast, ["init", "جدتي", "--title", "حكايات"])
    assert done.exit_code == 0
    assert (tmp_path / "جدتي/script/show.toml").is_file()


def test_a_podcast_is_not_started_within_its_own_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "script").mkdir()
    (tmp_path / "script/show.toml").write_text('title = "ب"\n', "utf-8")
    monkeypatch.chdir(tmp_path / "script")
    assert CliRunner().invoke(cli.podcast, ["init"]).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "script").iterdir() if path.is_dir()) == []
