"""The keys of show.toml, one line each: name, check, example, and an explanation in Arabic.

A key for which `Show` (or `Voice`, `Pauses`) has no field is ignored, so a line may be added here before the
rest of the program can use it.
"""

from __future__ import annotations

from podcast.model import Music, Pauses, Show, Voice
from podcast.show import checks
from podcast.show.checks import Check
from podcast.show.people import people
from podcast.structs import Frozen, field_names


class Key(Frozen):
    """One setting. `path` is `key` or `table.key`; `example` is TOML, or "" for none in the starter file."""

    path: str
    check: Check
    example: str
    about: str

    @property
    def table(self) -> str:
        """The name of its table; "" for the top level."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The key within its table."""
        return self.path.rpartition(".")[2]


_ALL = (
    Key("title", checks.name, '"اسم البودكاست"', "اسم البودكاست؛ وهو وحده لازم"),
    Key("description", checks.prose, '"عمّ يتحدث، ولمن؟"', "وصفه في تطبيقات البودكاست"),
    Key("author", checks.text, '"الاسم"', "صاحبه"),
    Key("email", checks.email, '"name@example.org"', "بريد تتحقق منه أدلة البودكاست"),
    Key("language", checks.language, '"ar"', "لغته"),
    Key(
        "category",
        checks.category,
        '"Society & Culture > Documentary"',
        "تصنيفه عند Apple، ولا تقبل بودكاستًا بلا تصنيف؛ والفرعي بعد >. التصنيفات:\n"
        "Arts, Business, Comedy, Education, Fiction, Government, Health & Fitness, History,\n"
        "Kids & Family, Leisure, Music, News, Religion & Spirituality, Science, Society & Culture,\n"
        "Sports, TV & Film, Technology, True Crime",
    ),
    Key("link", checks.link, '"https://example.org/"', "صفحته أو موقع صاحبه"),
    Key("base_url", checks.folder_link, '"https://example.org/podcast/"', "حيث يُنشر مجلد audio"),
    Key("cover", checks.image, '"cover.jpg"', "صورة الغلاف: مربعة، في مجلد script"),
    Key("explicit", checks.truth, "false", "هل فيه ما لا يليق بالصغار؟"),
    Key("copyright", checks.text, '"الاسم"', "صاحب حقوق النشر"),
    Key(
        "type",
        checks.one_of("episodic", "serial"),
        '"episodic"',
        "episodic أو serial لما يُسمع بالترتيب",
    ),
    Key(
        "frequency",
        checks.one_of("daily", "weekly", "biweekly", "monthly"),
        '"weekly"',
        "كم مرة تصدر حلقة؟ daily أو weekly أو biweekly أو monthly",
    ),
    Key("complete", checks.truth, "false", "هل تمّ ولن تصدر منه حلقة أخرى؟"),
    Key("block", checks.truth, "false", "true ليُحجب عن أدلة البودكاست"),
    Key("locked", checks.truth, "true", "لا يُنقل إلى مضيف آخر بغير إذن"),
    Key(
        "person", people, '[{ name = "الاسم", role = "host" }]', "مَن فيه: جدول [[person]] لكل واحد"
    ),
    Key("license", checks.text, '"cc-by-4.0"', "رخصة المحتوى"),
    Key("license_url", checks.link, '"https://example.org/license"', "نص الرخصة، إن لم تكن مشهورة"),
    Key("funding_url", checks.link, '"https://example.org/support"', "صفحة لدعمه"),
    Key("funding", checks.text, '"ادعم البودكاست"', "نص رابط الدعم"),
    Key(
        "apple_url",
        checks.link,
        '"https://podcasts.apple.com/podcast/id0"',
        "صفحته في Apple Podcasts، بعد إدراجه",
    ),
    Key("spotify_url", checks.link, '"https://open.spotify.com/show/0"', "صفحته في Spotify"),
    Key("new_feed_url", checks.link, '"https://example.net/feed.xml"', "عنوانه الجديد إذا انتقل"),
    Key("feed_items", checks.count, "0", "عدد الحلقات في feed.xml والأقدم في صفحات؛ 0 لكلها معًا"),
    Key(
        "timezone",
        checks.timezone,
        '"UTC"',
        "التوقيت الذي تُنشر به الحلقات، مثل Africa/Cairo أو Asia/Riyadh",
    ),
    Key(
        "disclosure",
        checks.spoken,
        '"هذه الحلقة مقروءةٌ بصوتٍ آليّ."',
        "جملة تُقال في آخر كل حلقة، وتطلبها بعض المنصات؛ غيّرها، أو اكتب false فلا تُقال",
    ),
    Key(
        "dialect",
        checks.one_of("standard", "egypt", "gulf", "levant", "maghreb"),
        '"standard"',
        "لهجة الأسماء الأجنبية (غوغل أم جوجل؟): standard أو egypt أو gulf أو levant أو maghreb",
    ),
    Key(
        "engine", checks.name, '"auto"', "المحرّك: auto أو espeak أو gtts أو edge أو piper أو openai"
    ),
    Key(
        "voices",
        checks.table,
        '{ "سلمى" = { engine = "espeak", name = "f2" } }',
        'من يتكلم أيضًا، وبأي صوت؛ ويصحّ جدولًا [voices."سلمى"]',
    ),
    Key("engines", checks.table, '{ gtts = { tld = "com.eg" } }', "إعدادات كل محرّك؛ ويصحّ جدولًا"),
    Key("voice.engine", checks.name, "", "المحرّك، إن لم يُذكر فوق"),
    Key("voice.name", checks.text, '""', "اسم صوت من أصوات المحرّك"),
    Key("voice.rate", checks.factor, "1.0", "السرعة: من 0.5 إلى 2"),
    Key("voice.pitch", checks.factor, "1.0", "طبقة الصوت: من 0.5 إلى 2"),
    Key("voice.settings", checks.table, "{ slow = true }", "ما يعرفه محرّكه وحده"),
    Key("pauses.clause", checks.milliseconds, "220", "بعد الفاصلة، بأجزاء الألف من الثانية"),
    Key("pauses.sentence", checks.milliseconds, "450", "بعد الجملة"),
    Key("pauses.paragraph", checks.milliseconds, "750", "بعد الفقرة"),
    Key("pauses.heading", checks.milliseconds, "900", "بعد العنوان"),
    Key("pauses.section", checks.milliseconds, "1500", "بعد القسم"),
    Key("music.intro", checks.audio, '"intro.mp3"', "موسيقى أول الحلقة: ملف في مجلد script"),
    Key("music.outro", checks.audio, '"outro.mp3"', "موسيقى آخرها"),
    Key(
        "music.intro_mode",
        checks.one_of("before", "under"),
        '"before"',
        "before قبل الكلام، under تحته",
    ),
    Key(
        "music.outro_mode",
        checks.one_of("after", "under"),
        '"after"',
        "after بعد الكلام، under تحته",
    ),
    Key("music.seconds", checks.number(1, 120), "20", "أطول ما يُسمع من كل ملف، بالثواني"),
    Key("music.alone", checks.number(0, 60), "4", "ما يُسمع منها بلا كلام إن كانت under"),
    Key("music.fade", checks.number(0.05, 10), "2", "مدة الخفوت في آخرها"),
    Key("music.level", checks.number(-30, 6), "-3", "جهارتها وحدها قياسًا إلى الكلام، بالديسيبل"),
    Key("music.duck", checks.number(-40, 0), "-15", "ما تنخفض به تحت الكلام"),
    Key("music.credit", checks.text, '"الموسيقى: …"', "صاحبها ورخصتها؛ يُذكر مع كل حلقة"),
)

_FIELDS = {
    table: set(field_names(noun))
    for table, noun in (("", Show), ("voice", Voice), ("pauses", Pauses), ("music", Music))
}
_FIELDS["voice"].add("engine")

KEYS = {key.path: key for key in _ALL if key.name in _FIELDS[key.table]}

KNOWN_KEYS = tuple(KEYS)
"""Every key that show.toml may hold, as `key` or `table.key`."""

TABLES = tuple(table for table in _FIELDS if table)
