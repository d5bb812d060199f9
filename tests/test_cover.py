"""Covers: drawn ones are legible and of their show; the author's come out as apps take them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from itertools import groupby
from math import hypot
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, features

from podcast import cover
from podcast.cover import colours, glyphs, lettering, ornament, typeface
from podcast.cover.lettering import Circle
from podcast.cover.picture import encoded
from podcast.errors import InputError
from podcast.structs import field_names

LONG = "كيف أصبحت الشركات الصغيرة في مدن العالم القديم تنافس أكبر شركات التقنية على وجه الأرض"


def contrast(one: colours.Colour, other: colours.Colour) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: colours.Colour) -> float:
    parts = (value / 255 for value in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def picture(
    size: tuple[int, int] = (1500, 1500), mode: str = "RGB", kind: str = "PNG", **options: object
) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, kind, **options)
    return out.getvalue()


def test_a_drawn_cover_is_what_apps_want() -> None:
    """Square, RGB, JPEG, at least 1400 pixels, far below the size at which directories complain."""
    data = cover.draw("راوٍ", "مقالات تُسمع")
    image = opened(data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1400, 1400))
    assert len(data) < 500_000
    assert cover.check(data) == cover.Checked(data)


def test_the_size_is_kept_within_limits() -> None:
    """A wish for less or more gives the nearest that apps take."""
    assert opened(cover.draw("راوٍ", size=10)).width == 1400
    assert opened(cover.draw("راوٍ", size=1600)).width == 1600


def test_the_same_words_give_the_same_bytes() -> None:
    """Two builds are byte-identical."""
    assert cover.draw("راوٍ", "أ", seed="ب") == cover.draw("راوٍ", "أ", seed="ب")


def test_each_show_looks_its_own_and_its_episodes_like_it() -> None:
    """Colours and ornament come from the seed, or else the title."""
    corners = {
        name: opened(cover.draw(name, seed=seed)).getpixel((3, 700))
        for name, seed in (("راوٍ", ""), ("فنجان علم", ""), ("الحلقة الأولى", "راوٍ"))
    }
    assert corners["راوٍ"] != corners["فنجان علم"]
    assert colours.palette("راوٍ") != colours.palette("فنجان علم")
    one, two = (cover.draw(title, seed="راوٍ") for title in ("الحلقة الأولى", "الحلقة الثانية"))
    assert one != two


def test_letters_stand_out_in_every_palette(monkeypatch: pytest.MonkeyPatch) -> None:
    """All 64 hues in all tones: WCAG's AAA for letters, AA for small ones; the ornament stays behind."""
    for hue in range(64):
        for tone in range(4):
            chosen = [4 * hue, 0, 0, 0, 0, tone]
            monkeypatch.setattr(colours, "numbers", lambda text, chosen=chosen: chosen)
            found = colours.palette("")
            assert contrast(found.letters, found.shade) >= 7, chosen
            assert contrast(found.accent, found.shade) >= 4.5, chosen
            assert contrast(found.edge, found.ground) >= 3, chosen
            assert contrast(found.lines, found.ground) < 3.2, chosen


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_any_text_has_its_palette(text: str) -> None:
    """The same each time, in colours that there are."""
    found = colours.palette(text)
    assert found == colours.palette(text)
    assert all(
        0 <= value <= 255 for name in field_names(type(found)) for value in getattr(found, name)
    )
    assert 0 <= colours.hue(text) < 360


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((9, 99, 199), (9, 99, 199)) == 1


def test_a_title_is_drawn_inside_the_star() -> None:
    """No line of any length leaves the circle it is fitted to."""
    room = Circle(500, 270, 40)
    for title in ("راوٍ", "ما البودكاست؟", LONG, "بسمالله" * 9):
        text = lettering.fit(title, "ExtraBold", room)
        for at, line in enumerate(text.lines):
            up = abs(at - (len(text.lines) - 1) / 2) * text.size * lettering.LEADING
            half = typeface.width(line, "ExtraBold", text.size) / 2
            assert hypot(half, up) <= 503, line


def test_lines_are_balanced_and_keep_every_word() -> None:
    """The widest line is hardly wider than the average of all."""
    words = LONG.split()
    lines = lettering.balanced(words, 5, "ExtraBold")
    assert " ".join(lines).split() == words
    wide = [typeface.width(line, "ExtraBold", 100) for line in lines]
    assert len(lines) == 5
    assert max(wide) < 1.35 * sum(wide) / len(wide)


def test_what_cannot_be_legible_is_cut_with_an_ellipsis() -> None:
    """A title of a whole paragraph would be dust on a thumbnail."""
    text = lettering.fit(LONG * 8, "ExtraBold", Circle(500, 270, 45))
    assert text.size >= 45
    assert text.lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("راوٍ 😀 هنا", "راوٍ هنا"),
        ("أ\u202eب\x00ج", "أ ب ج"),
        ("سطر\nآخر", "سطر آخر"),
        ("OpenAI 2025 ٢٠٢٥ «پچگڤ»؟", "OpenAI 2025 ٢٠٢٥ «پچگڤ»؟"),
        ("中文 عربي", "عربي"),
        ("Erdoğan Łódź œuvre", "Erdogan Lódz oeuvre"),
        ("کوردستانە ﷲ ﻻ", "کوردستانه الله لا"),
        ("ق\u06d6ل ‑ ½", "قل - ½"),
    ],
)
def test_only_what_the_font_can_show_is_drawn(written: str, shown: str) -> None:
    """No empty boxes, nothing that turns the line around."""
    assert glyphs.legible(written) == normalize("NFC", shown)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("راوٍ", True),
        ("OpenAI وما بعدها", True),
        ("The Reader", False),
        ("2025", True),
        ("", True),
    ],
)
def test_a_title_with_arabic_in_it_runs_from_the_right(text: str, left: bool) -> None:
    """Even if it begins with a Latin name."""
    assert typeface.leftward(text) is left


def test_arabic_is_joined_and_ordered_without_the_systems_help() -> None:
    """Letters in their joined forms, from left to right as drawn; numbers and Latin keep theirs."""
    assert typeface.joined("لا") == "\ufefb"
    assert typeface.joined("بب 12") == "12 \ufe90\ufe91"
    assert typeface.joined("بب AI") == "AI \ufe90\ufe91"
    assert typeface.joined("قُرِئ") == typeface.joined("قرئ")


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow cannot join Arabic on this system")
@pytest.mark.parametrize(
    "text", ["حديث المقالات 2025 (لماذا؟)", "الذكاء الاصطناعي AI", "The Reader"]
)
def test_the_system_and_our_own_joining_draw_the_same(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A system without Pillow's shaping library gets the same picture but for the marks."""
    drawn = []
    for joins in (True, False):
        monkeypatch.setattr(typeface, "joins", lambda joins=joins: joins)
        typeface._shaped.cache_clear()
        typeface.face.cache_clear()
        sheet = Image.new("L", (1200, 200))
        face = typeface.face("ExtraBold", 80)
        leftward = typeface.leftward(text)
        typeface.write(ImageDraw.Draw(sheet), text, (600, 130), face, 255, leftward)
        drawn.append(sheet)
    typeface._shaped.cache_clear()
    typeface.face.cache_clear()
    ink = sum(drawn[0].histogram()[128:])
    other = sum(ImageChops.difference(*drawn).histogram()[128:])
    assert other < 0.1 * ink


@pytest.mark.parametrize("title", ["", "😀", " ", "\u202e"])
def test_a_title_with_nothing_to_draw_still_gives_a_cover(title: str) -> None:
    """The ornament alone is a cover too."""
    assert opened(cover.draw(title)).size == (1400, 1400)


def test_an_episode_is_its_shows_with_words_of_its_own() -> None:
    """Everything outside the circle of words is the same; number, title and show's name stand inside."""
    covers = [
        opened(cover.draw(title, "راوٍ", over, seed="راوٍ"))
        for title, over in (("الأولى", "الحلقة 1"), (LONG, "الحلقة 2"))
    ]
    difference = ImageChops.difference(*covers).convert("L").point(lambda v: 255 * (v > 40))
    box = difference.getbbox()
    assert box is not None
    assert all(100 < side < 1300 for side in box)
    plain = opened(cover.draw("الأولى", "راوٍ", seed="راوٍ"))
    assert ImageChops.difference(plain, covers[0]).getbbox() is not None


def test_words_over_and_under_never_touch_the_title() -> None:
    """Between them and the letters of the title, with all their marks, are rows of bare ground."""
    for title in ("رٍوٍ", "قُلْ لِي مَا اسْمُكَ", LONG, "ق"):
        data = cover.draw(title, "اسم البرنامج", "الحلقة 12", seed="راوٍ")
        middle = opened(data).convert("L").crop((400, 60, 1000, 1340))
        shade = middle.getpixel((5, 640))
        rows = [
            max(abs(low - shade), abs(high - shade)) > 60
            for low, high in (
                middle.crop((0, y, 600, y + 1)).getextrema() for y in range(middle.height)
            )
        ]
        runs = [len(list(run)) for inked, run in groupby(rows) if not inked]
        assert len([run for run in runs if run >= 6]) >= 4, title


def test_a_word_without_end_is_cut() -> None:
    """900 letters without a space fill a few lines, still legible, and end with an ellipsis."""
    text = lettering.fit("ب" * 900, "ExtraBold", Circle(500, 270, 45))
    assert text.size >= 44
    assert text.lines[-1].endswith("…")
    assert not any(" " in line for line in text.lines)
    assert opened(cover.draw("ب" * 100_000)).size == (1400, 1400)


def test_one_long_word_goes_on_in_the_next_line() -> None:
    """Large enough for a thumbnail: parted after a sign, else after a letter that joins no next one."""
    room = Circle(500, 270, 45)
    for word in ("فسيكفيكهموهاللهوهوالسميعالعليموالحمدلله", "Donaudampfschifffahrtselektrizität"):
        text = lettering.fit(word, "ExtraBold", room)
        assert text.size > 80
        assert len(text.lines) > 1
        assert "".join(text.lines).replace("-", "").replace(typeface.LRM, "") == word
        assert all(
            line.rstrip(typeface.LRM)[-1] in lettering.UNJOINED + "-" for line in text.lines[:-1]
        )
    link = lettering.fit("https://github.com/openai/whisper-large-v3", "ExtraBold", room)
    assert [line.rstrip(typeface.LRM)[-1] for line in link.lines[:-1]] <= [*"./-"]


@pytest.mark.parametrize("sign", ["|", "-", "—", "·", "/"])
def test_no_line_begins_with_a_sign(sign: str) -> None:
    """A separator stays with the first of two titles; a bar at the end of a line gives way to the line
    break."""
    title = f"{sign} حديث المقالات {sign} حلقة طويلة عن الذكاء {sign} الجزء الأول"
    for rows in range(1, 6):
        lines = lettering.balanced(lettering.glued(title), rows, "ExtraBold")
        assert not any(line.startswith(sign) for line in lines)
        assert not any(line.endswith("|") for line in lines)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("لغة C++ بعد", "دعب C++ ةغل"),
        ("لغة C++", "C++ ةغل"),
        ("دليل C# و.NET", ".NETو C# ليلد"),
        ("نموذج (GPT-4o)؟", "؟(GPT-4o) جذومن"),
        ("Gemini 2.5:", ":Gemini 2.5"),
        ("عن Visual C++ 6.0 وغيرها", "اهريغو Visual C++ 6.0 نع"),
        ("@rawi و#وسم", "مسو#و @rawi"),
    ],
)
def test_signs_stand_on_their_side(text: str, drawn: str) -> None:
    """As drawn from left to right: a Latin word keeps its own signs, the sentence keeps its points."""
    from bidi.algorithm import get_display

    held = typeface.ordered(text)
    assert str(get_display(held, base_dir="R")).replace(typeface.LRM, "") == drawn


def test_a_line_runs_as_its_title_does() -> None:
    """A line with Latin letters alone, in an Arabic title, has its colon on the left."""
    picture = {}
    for leftward in (True, False):
        sheet = Image.new("L", (900, 200))
        face = typeface.face("ExtraBold", 80)
        typeface.write(ImageDraw.Draw(sheet), "Gemini:", (450, 130), face, 255, leftward)
        box = sheet.getbbox()
        assert box is not None
        picture[leftward] = sum(sheet.crop((box[0], 0, box[0] + 25, 200)).histogram()[128:])
    assert picture[True] < 0.7 * picture[False]


def test_a_heavy_picture_is_made_light_and_the_author_informed() -> None:
    """Grain from a camera: a megabyte at most is published, as large on the screen."""
    grain = Image.effect_noise((1600, 1600), 60).convert("RGB")
    out = io.BytesIO()
    grain.save(out, "JPEG", quality=95)
    assert len(out.getvalue()) > 1_500_000
    checked = cover.check(out.getvalue(), "script/cover.jpg")
    assert len(checked.jpeg) <= 1_000_000
    assert opened(checked.jpeg).width >= 1400
    ((template, fields),) = checked.warnings
    assert "compressed" in template.format(file="script/cover.jpg", **fields)


def test_a_picture_of_noise_is_encoded_too() -> None:
    """More than a byte for each pixel, for which the library sets nothing aside by itself."""
    noise = Image.frombytes("RGB", (1400, 1400), random.Random(1).randbytes(3 * 1400 * 1400))
    assert len(encoded(noise)) > 1400 * 1400


@pytest.mark.parametrize(("size", "side"), [((4000, 3000), 3000), ((1500, 2666), 1500)])
def test_a_telephones_picture_is_cropped(size: tuple[int, int], side: int) -> None:
    """4:3 and 16:9, in either orientation: the middle of it, with a note."""
    checked = cover.check(picture(size, kind="JPEG"))
    assert opened(checked.jpeg).size == (side, side)
    assert [template for template, _ in checked.warnings if "cropped" in template]


@pytest.mark.parametrize("sizes", [(1400, 1400), (2999, 2999)])
def test_the_picture_of_the_tags_is_small(sizes: tuple[int, int]) -> None:
    """It is in every file of every section: a few seconds of sound in size, and of the same colours."""
    original = cover.check(picture(sizes, kind="JPEG")).jpeg
    data = cover.small(original)
    image = opened(data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (700, 700))
    assert len(data) < 100_000
    assert len(cover.small(cover.draw(LONG, "راوٍ", "الحلقة 120"))) < 100_000
    near = ImageChops.difference(image, opened(original).resize((700, 700)))
    assert max(high for _, high in near.getextrema()) < 24


def test_small_pictures_are_not_blown_up() -> None:
    assert opened(cover.small(picture((300, 300), kind="JPEG"))).size == (300, 300)


def test_colours_of_a_profile_come_out_as_screens_have_them() -> None:
    """A picture with a colour profile that is encoded again keeps its look, not its numbers."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    red = Image.new("RGB", (1600, 1500), (200, 0, 0))
    seen = {}
    for name, profile in (("none", None), ("swapped", swapped), ("broken", b"nonsense")):
        out = io.BytesIO()
        red.save(out, "PNG", icc_profile=profile)
        image = opened(cover.check(out.getvalue()).jpeg)
        assert "icc_profile" not in image.info
        seen[name] = image.getpixel((700, 700))
    assert seen["none"] == seen["broken"]
    assert seen["none"][0] > 190 > 20 > seen["none"][2]
    assert seen["swapped"][2] > 190 > 20 > seen["swapped"][0]


def test_drawing_is_quick() -> None:
    """A tenth of a second of processor time a cover and less, so that a build is not felt to wait."""
    cover.draw("تمهيد", seed="راوٍ")
    before = process_time()
    for number in range(5):
        cover.small(cover.draw(f"{LONG} {number}", "راوٍ", f"الحلقة {number}", seed="راوٍ"))
    assert (process_time() - before) / 5 < 0.15


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_the_web_covers_the_picture_evenly(kind: int) -> None:
    """Closed stars up to every corner, the same on both sides of the middle."""
    stars = list(ornament.web(1000, 150, kind, 60))
    points = [point for star in stars for point in star]
    assert all(star[0] == pytest.approx(star[-1]) for star in stars)
    for corner in ((0, 0), (1000, 0), (0, 1000), (1000, 1000)):
        assert min(hypot(x - corner[0], y - corner[1]) for x, y in points) < 110
    mirrored = {(round(1000 - x), round(y)) for x, y in points if 200 < x < 800 and 200 < y < 800}
    near = {(round(x) + a, round(y) + b) for x, y in points for a in (-1, 0, 1) for b in (-1, 0, 1)}
    assert mirrored <= near


def test_neighbouring_stars_touch() -> None:
    """In Hankin's way lines meet in the middle of each edge, so the web has no loose ends."""
    tips: dict[tuple[int, int], int] = {}
    for star in ornament.web(1000, 150, 0, 60):
        for x, y in star[:-1:2]:
            if 200 < x < 800 and 200 < y < 800:
                place = (round(x), round(y))
                tips[place] = tips.get(place, 0) + 1
    assert set(tips.values()) == {2}


def test_a_picture_that_is_fine_is_left_alone() -> None:
    """Not a byte is changed, so nothing is lost by encoding it again."""
    data = picture(kind="JPEG")
    assert cover.check(data) == cover.Checked(data)


def test_a_png_becomes_a_jpeg_without_a_word() -> None:
    """It is published as cover.jpg either way."""
    checked = cover.check(picture())
    assert opened(checked.jpeg).format == "JPEG"
    assert checked.warnings == ()


@pytest.mark.parametrize(
    ("made", "warning"),
    [
        (lambda: picture(mode="CMYK", kind="JPEG"), "converted from {mode}"),
        (lambda: picture(mode="L", kind="JPEG"), "converted from {mode}"),
        (lambda: picture(mode="P"), "converted from {mode}"),
        (lambda: picture(mode="1"), "converted from {mode}"),
        (lambda: picture(mode="RGBA"), "laid on white"),
        (lambda: picture(mode="LA"), "laid on white"),
        (lambda: picture((1600, 1500)), "cropped"),
        (lambda: picture((3200, 3200)), "scaled down"),
    ],
    ids=["cmyk", "grey", "palette", "bits", "rgba", "grey-alpha", "off-square", "large"],
)
def test_what_can_be_converted_is_converted_and_reported(
    made: Callable[[], bytes], warning: str
) -> None:
    """The picture comes out as apps want it; a note says what may look different."""
    checked = cover.check(made())
    image = opened(checked.jpeg)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert image.width == image.height
    assert 1400 <= image.width <= 3000
    ((template, fields),) = checked.warnings
    assert warning in template
    assert template.format(file="script/cover.png", **fields)


def test_deep_grey_keeps_its_shades() -> None:
    """16 bits of grey are brought to 8, not cut off at white."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1400, 1400)).convert("I").point(lambda v: v * 256).convert(
        "I;16"
    ).save(out, "PNG")
    image = opened(cover.check(out.getvalue()).jpeg)
    low, high = image.convert("L").getextrema()
    assert low < 10
    assert high > 245
    assert 100 < image.convert("L").getpixel((700, 700)) < 155


def test_a_photograph_is_turned_upright() -> None:
    """Cameras note which side is up; apps do not read it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    checked = cover.check(picture(kind="JPEG", exif=exif))
    upright = opened(checked.jpeg)
    assert upright.getexif().get(0x0112, 1) == 1
    assert upright.getpixel((1490, 700)) < upright.getpixel((10, 700))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"", "not a JPEG or PNG"),
        (lambda: b"%PDF-1.7", "not a JPEG or PNG"),
        (lambda: picture(kind="GIF"), "not a JPEG or PNG"),
        (lambda: picture()[:2000], "damaged"),
        (lambda: picture(kind="JPEG")[:9000], "damaged"),
        (lambda: picture((1200, 1200)), "1200 × 1200"),
        (lambda: picture((3000, 1500)), "3000 × 1500"),
        (lambda: picture((1400, 1399)), "1400 × 1399"),
    ],
    ids=["empty", "pdf", "gif", "cut", "cut-jpeg", "small", "oblong", "a-pixel-short"],
)
def test_what_cannot_be_used_is_refused_with_the_way_out(
    made: Callable[[], bytes], said: str
) -> None:
    """Nothing is blown up, nothing guessed; the file is named."""
    with pytest.raises(InputError, match=said) as caught:
        cover.check(made(), "script/cover.png")
    assert caught.value.file == "script/cover.png"
