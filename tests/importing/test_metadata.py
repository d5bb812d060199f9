"""What a page tells of its article: the day in every way Arabic sites write it, names, titles."""

from __future__ import annotations

import datetime as dt
import time

import pages
import pytest

from podcast.importing import article_from
from podcast.importing.authors import named
from podcast.importing.dates import day_in, hijri_day_in


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("السبت 6 جمادى الآخرة 1446هـ", (2024, 12, 7)),
        ("تاريخ النشر: ١ رمضان ١٤٤٦", (2025, 3, 1)),
        ("15 ذي القعدة 1440", (2019, 7, 18)),
        ("27/3/1433", (2012, 2, 19)),
        ("1445-12-10هـ", (2024, 6, 16)),
        ("31 صفر 1446 هـ", None),
        ("13 رجب 2024", None),
    ],
)
def test_a_hijri_day(line: str, day: tuple[int, int, int] | None) -> None:
    assert hijri_day_in(line) == (dt.date(*day) if day else None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الثلاثاء 14 أكتوبر 2014 - 20 ذو الحجة 1435 هـ", (2014, 10, 14)),
        ("نشر في ٣ آذار/مارس ٢٠٢١", (2021, 3, 3)),
        ("5 كانون الثاني 2025", (2025, 1, 5)),
        ("12 كانون الأول/ديسمبر 2023 الساعة 10:20", (2023, 12, 12)),
        ("أبريل 4, 2025", (2025, 4, 4)),
        ("الأحد، 1 غشت 2021 - 10:10", (2021, 8, 1)),
        ("17 جويلية 2019", (2019, 7, 17)),
        ("آخر تحديث: 4/2/2025", (2025, 2, 4)),
        ("2025-02-04 08:00", (2025, 2, 4)),
        ("18/06/1446 الموافق 19/12/2024", (2024, 12, 19)),
        ("اثنين, 07/21/2025 - 14:05", (2025, 7, 21)),
        ("21 July 2025", (2025, 7, 21)),
        ("Jul 21, 2025", (2025, 7, 21)),
        ("نشر في المسار يوم 30 - 06 - 2013", (2013, 6, 30)),
        ("23 / 2 / 2011م - 1:40 م", (2011, 2, 23)),
        ("الثلاثاء، 30-يناير-24 06:31 م", (2024, 1, 30)),
        ("في 30 يناير 24 رجلا", None),
        ("31/02/2024", None),
        ("في عام 2024 كانت 3 حروب", None),
        ("مارس دوره في 2024", None),
        ("العدد 13012", None),
        ("GMT 5:00 2024 الأحد 3 مارس", (2024, 3, 3)),
    ],
)
def test_a_day(line: str, day: tuple[int, int, int] | None) -> None:
    assert day_in(line) == (dt.date(*day) if day else None)


def page(head: str = "", under: str = "", title: str = pages.TITLE) -> bytes:
    text = f"<p>{pages.FIRST}</p><p>{pages.SECOND}</p><p>{pages.THIRD}</p>"
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<h1>{pages.TITLE}</h1>{under}<article>{text}</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("under", "author"),
    [
        ("<div>بقلم: ليلى حداد</div>", "ليلى حداد"),
        ("<div>بقلم/ ليلى حداد - بيروت</div>", "ليلى حداد"),
        ("<span>كتبت ليلى حداد</span>", "ليلى حداد"),
        ("<span>أرسلها ليلى حداد في 3/2/2025</span>", "ليلى حداد"),
        ("<meta name=author content='Super User'><p>كتب بواسطة: ليلى حداد</p>", "ليلى حداد"),
        ("<span>كتب: سمير ناصر</span>", "سمير ناصر"),
        ('<div class="byline"><span>بيروت - سمير ناصر</span></div>', "سمير ناصر"),
        ('<a class="post-author-name">د. ليلى حداد</a>', "د. ليلى حداد"),
        ('<h2 class="author-title">By ليلى حداد</h2>', "ليلى حداد"),
        ('<address>By <a href="/author/layla.html">ليلى حداد</a></address>', "ليلى حداد"),
        ('<a href="/author/a">ليلى حداد</a><a href="/author/b">سمير ناصر</a>', ""),
        ('<a class="author-link" rel="author" href="/a">View all of her posts</a>', ""),
        ('<p class="comment-form-author"><label>الاسم *</label></p>', ""),
        ('<span class="writeBy">دمشق - سمير ناصر</span>', "سمير ناصر"),
        ("<p>حاوره في عدن / سمير ناصر - الأحد 3/2/2025</p>", "سمير ناصر"),
        (
            '<ul class="article-authors"><li><span>عدن:</span><a href=/t/3>سمير ناصر</a></li></ul>',
            "سمير ناصر",
        ),
        ("<p>أم القيوين: سمير ناصر</p>", "سمير ناصر"),
        ("<p>سمير ناصر (أبوظبي)</p>", "سمير ناصر"),
        ("<h3>القدس: زهرة المدائن</h3>", ""),
        ("<span>دبي - الميزان</span>", ""),
        ("<div><a href=/d/1>د. ليلى حداد</a><span>طبيبة</span></div>", "د. ليلى حداد"),
        ("<p>عمان - الدستور - سمير ناصر</p>", "سمير ناصر"),
        ("<p>عمان - جبل القلعة اليوم وغدا - معرض التراث</p>", ""),
        ('<div class="articleWriter">سمير ناصر</div>', "سمير ناصر"),
        ('<span class="byline post-labels">قصص قصيرة</span>', ""),
        ("<p>الجمعة 06-04-2012 07:10 مساء</p><p>سمير ناصر</p>", "سمير ناصر"),
        ("<p>الجمعة 06-04-2012</p><p>ماري ووالدها</p>", ""),
        ("<p>الجمعة 06-04-2012</p><a href=/s/1><p>شؤون محلية</p></a>", ""),
        ("<span>تم النشر بواسطة</span> <span>ليلى حداد</span>", "ليلى حداد"),
        ("<p>المكان: بيت القصيد</p>", ""),
        ("<p>2024/02/18 - 08:04 م</p><p>كتب سمير ناصر</p>", "سمير ناصر"),
        (
            '<div class="article-auther"><a>سمير ناصر</a><span>صحافي من عدن</span></div>',
            "سمير ناصر",
        ),
        ("<h4>ليلى حداد</h4><ul><li><time>7 مايو 2023</time></li></ul>", "ليلى حداد"),
        ("<h4>قصة من الجبل</h4><ul><li><time>7 مايو 2023</time></li></ul>", ""),
        ("<h4>القهوة والناس</h4><ul><li><time>7 مايو 2023</time></li></ul>", ""),
        ("<h4>ليلى حداد</h4>", ""),
        (
            '<span><i class="fas fa-user"></i> هيلدا حداد</span><span>2023-04-02</span>',
            "هيلدا حداد",
        ),
        ('<a href=/login><i class="fa fa-user"></i> الدخول</a><span>2023-04-02</span>', ""),
        ('<span class="mat-icon person"></span><span>هيلدا حداد</span>', "هيلدا حداد"),
        ('<p><bdi class="nm" data-write="كتب بواسطة">أم سمير</bdi></p>', "أم سمير"),
        ('<meta name=author content="samir_n"><p>بقلم: سمير ناصر</p>', "سمير ناصر"),
        ('<meta name=author content="site editor"><p>بقلم: سمير ناصر</p>', "سمير ناصر"),
        ('<meta name=author content="فريق العمل">', ""),
        ("<p>صنعاء/ هيلدا حداد/ الأناضول</p>", "هيلدا حداد"),
        ("<li>وردة حداد - أبوظبي</li>", ""),
        ("<li>ليلى حداد - أبوظبي</li>", "ليلى حداد"),
        ("<p>تصوير وكتابة: سمير ناصر</p>", "سمير ناصر"),
        (
            "<li><span>قلم:</span> هيلدا حداد</li><li><span>عدسة:</span> سمير ناصر</li>",
            "هيلدا حداد",
        ),
        ("<td><b>ليلى حداد</b></td><td>2024/02/18</td>", "ليلى حداد"),
        ('<a href="/category/2"><p>ليلى ونجوم</p></a><p>2024/02/18</p>', ""),
        ("<span>2023-04-02</span><span>312 مشاهدة</span><span>ليلى حداد</span>", "ليلى حداد"),
        ("<div>ليلى حداد</div><div>كاتبة من تونس</div>", "ليلى حداد"),
        ("<div>صحيفة الميزان - ليلى حداد</div><time>2 أبريل 2023</time>", "ليلى حداد"),
        ('<div><img src="/u/1.jpg" width="40"><div>وردة الشام</div></div>', "وردة الشام"),
        (
            '<a href="/author/x"><span>ليلى حداد</span><span> - صحفية من صيدا</span></a>',
            "ليلى حداد",
        ),
        ('<div class="by-line"><b>الشيف ليلى حداد</b> <i>18/9/2022</i></div>', "الشيف ليلى حداد"),
        ("<p>بقلم <strong>سمير ناصر</strong> — 15 أغسطس 2024</p>", "سمير ناصر"),
        ("<div>مهى حداد</div><div>3 مارس 2024</div>", "مهى حداد"),
        ("<p><strong>شعار شركة النخيل</strong></p>", ""),
        ("<div>كتب جديدة هذا الأسبوع</div>", ""),
        ("<div>بقلم: المحرر</div>", ""),
        ("<div>تقرير عن البن</div>", ""),
    ],
)
def test_an_author(under: str, author: str) -> None:
    assert article_from(page(under=under), "page.html").author == author


@pytest.mark.parametrize(
    "title",
    [
        f"{pages.TITLE} - مدونة البن",
        f"{pages.TITLE} | صحيفة الميزان | ثقافة",
        f"صحيفة الميزان :: {pages.TITLE}",
        f"مدونة البن: {pages.TITLE}",
        f"مدونة البن » {pages.TITLE}",
        f"مدونة البن [{pages.TITLE}]",
        "coffee_ar",
        pages.TITLE,
    ],
)
def test_a_title_is_the_article_s_and_not_the_site_s(title: str) -> None:
    assert article_from(page(title=title), "page.html").title == pages.TITLE


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p><strong>سمير ناصر</strong></p>", "سمير ناصر"),
        ("<p><strong>رحلة طويلة</strong></p>", ""),
        ("<p><strong>سمير ناصر</strong> كاتب</p>", ""),
        ("<p>سمير ناصر</p>", "سمير ناصر"),
        ("<p>ذاكرة المكان</p>", ""),
    ],
)
def test_a_name_in_bold_over_the_first_sentence(line: str, author: str) -> None:
    made = page().replace(b"<article>", f"<article>{line}<!-- ad -->".encode())
    assert article_from(made, "page.html").author == author


def test_a_title_that_begins_with_its_writer() -> None:
    made = page(under="<p><strong>د. ليلى حداد</strong></p>").decode()
    made = made.replace(pages.TITLE, f"د. ليلى حداد: {pages.TITLE}")
    assert article_from(made.encode(), "page.html").author == "د. ليلى حداد"


def test_whom_an_interview_is_with_did_not_write_it() -> None:
    """Though the title begins with the name, and a picture's caption is it; the byline is over the title."""
    title = f"ليلى حداد: {pages.TITLE}"
    made = page(under="<div><span>ليلى حداد</span></div>").decode().replace(pages.TITLE, title)
    made = made.replace("<h1>", "<span>| كتب سمير ناصر |</span><h1>")
    assert article_from(made.encode(), "page.html").author == "سمير ناصر"


def test_a_title_under_one_that_all_pages_have() -> None:
    made = page(title=f"مدونة البن | {pages.TITLE}").decode()
    made = made.replace(f"<h1>{pages.TITLE}</h1>", f"<h1>تفاصيل المقال</h1><h2>{pages.TITLE}</h2>")
    assert article_from(made.encode(), "page.html").title == pages.TITLE


def test_a_page_for_the_printer_is_called_by_its_largest_line() -> None:
    made = page(title="طباعة الموضوع").decode()
    made = made.replace("<h1>", "<font size=5>").replace("</h1>", "</font>")
    assert article_from(made.encode(), "page.html").title == pages.TITLE


def test_the_day_of_a_change_before_one_in_a_note() -> None:
    under = "<div>آخر تحديث: ٠٨:١٥ ، ٢٠ مارس ٢٠٢٢</div>"
    note = '<li>"Aloe Vera Care", www.garden.example, Retrieved 12-3-2022. Edited.</li></article>'
    made = page(under=under).replace(b"</article>", note.encode())
    assert article_from(made, "page.html").date == dt.date(2022, 3, 20)


def test_a_title_with_a_word_in_guillemets_is_whole() -> None:
    """Where the page shows it nowhere, and has a site with another name."""
    title = "عودة «الهوري» إلى البحر"
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="الميناء">'
    text = f"<p>{pages.FIRST}</p><p>{pages.SECOND}</p>"
    made = f'<html><head><meta charset="utf-8">{head}</head><body><div>{text}</div></body></html>'
    assert article_from(made.encode(), "page.html").title == title


def test_a_day_at_the_end_of_an_agency_s_report() -> None:
    lines = "<br/>".join((pages.FIRST, pages.SECOND, "--(بترا)", "س ع/ ن ح", "05/05/2025 14:22:07"))
    made = page().replace(f"<p>{pages.FIRST}</p>".encode(), f"<span>{lines}</span>".encode())
    assert article_from(made, "page.html").date == dt.date(2025, 5, 5)


def test_a_day_is_never_made_up() -> None:
    """A year somewhere on the page is not a date; the day in an address is."""
    old = page(under="<div>جميع الحقوق محفوظة 2019</div>")
    assert article_from(old, "page.html").date is None
    address = "https://paper.example/2019/middle_east/8/3/coffee/"
    assert article_from(old, "page.html", address).date == dt.date(2019, 8, 3)


def test_a_reader_who_comments_is_not_the_author() -> None:
    """Readers of a page's data take the name above its first comment for a writer's."""
    comment = (
        '<div class="comments"><ol class="comment-template"><li class="comment"><a rel="author" class="author" '
        'href="/u">سامر ديب</a><p>مقال جميل جدًا، شكرًا للكاتب على هذا السرد الممتع.</p></li></ol></div>'
    )
    name = '<p class="post-author__name">ليلى حداد</p>'
    assert article_from(page(under=comment), "page.html").author == ""
    assert article_from(page(under=comment + name), "page.html").author == "ليلى حداد"


def test_a_day_in_a_title_of_its_own() -> None:
    """As the microformat of entries has it, beside a day in words that are not Arabic."""
    under = '<abbr class="published" title="2024-03-17T10:20:00+02:00">Sun 17 March 2024</abbr>'
    assert article_from(page(under=under), "page.html").date == dt.date(2024, 3, 17)


def test_what_generators_of_pages_write_stays_in_its_place() -> None:
    """Sphinx's links, cells that only count, Hexo's code with numbered lines; not the box of a licence."""
    added = (
        '<p>هنا <a class="reference external" href="https://example.org/stone">حجر الفرن</a> الأسود.</p>'
        "<table><tr><th>النوع</th><th>المدة</th></tr><tr><td>الكعك</td><td><p>20 دقيقة</p></td></tr>"
        "<tr><td>السمسم</td><td>9 دقائق</td></tr></table>"
        '<figure class="highlight"><table><tr><td class="gutter"><pre>1</pre></td>'
        '<td class="code"><pre>wp import backup.xml</pre></td></tr></table></figure>'
        '<p>وهذه فقرة أخيرة تأتي بعد الجدول وتختم المقال كلّه.</p><div class="post-copyright-info"><ul>'
        "<li>الكاتب: ليلى حداد</li><li>الرخصة: المشاع الإبداعي</li></ul></div></article>"
    )
    text = article_from(page().replace(b"</article>", added.encode()), "page.html").body
    assert "هنا [حجر الفرن](https://example.org/stone) الأسود." in text
    assert "| الكعك | 20 دقيقة |" in text
    assert "| السمسم | 9 دقائق |" in text
    assert "```\nwp import backup.xml\n```" in text
    assert "الرخصة" not in text


def test_a_text_in_another_language_is_told() -> None:
    """A hurried reader adds the English page of a site; code and links alone do not make a text foreign."""
    line = "<p>An old oven that has been burning since 1911 and has never once gone cold, they say.</p>"
    foreign = f"<html><body><article><h1>Bread</h1>{line * 4}</article></body></html>".encode()
    assert any("not in Arabic" in line for line in article_from(foreign, "bread.html").doubts)
    assert article_from(page(), "page.html").doubts == ()


def test_the_day_of_a_change_is_told_only_where_no_other_is() -> None:
    changed = "<div>آخر تحديث: 10/3/2025</div>"
    assert article_from(page(under=changed), "a.html").date == dt.date(2025, 3, 10)
    both = f"{changed}<div>9/3/2025</div>"
    assert article_from(page(under=both), "a.html").date == dt.date(2025, 3, 9)


def test_a_page_titled_by_its_site_has_its_title_in_the_text() -> None:
    """As in themes whose every page has the blog's name in its tab, and a title that is no heading."""
    named = page(title="دفتر الزقاق").replace(b"<h1>", b"<div class=post-main-title>")
    assert article_from(named.replace(b"</h1>", b"</div>"), "a.html").title == pages.TITLE


def test_the_person_that_the_data_name_is_the_author() -> None:
    """Not what stands by a name on the page."""
    data = '{"@type": "OpinionNewsArticle", "author": [{"@type": "Person", "name": "ليلى حداد"}]}'
    bio = "<div class=author><a>ليلى حداد</a> كاتبة مقيمة في لندن.</div>"
    made = page(f'<script type="application/ld+json">{data}</script>', bio)
    assert article_from(made, "a.html").author == "ليلى حداد"


@pytest.mark.parametrize(
    "name", ["article__subhead", "pw-subtitle-paragraph", "standfirst", "post-excerpt"]
)
def test_a_line_under_the_title_that_is_called_so_leads_into_the_text(name: str) -> None:
    line = "من جبال اليمن إلى المقاهي"
    for tag in ("p", "h2"):
        made = article_from(page(under=f"<{tag} class={name}>{line}</{tag}>"), "a.html")
        assert made.body.startswith(f"{line}\n\n{pages.FIRST}")


def test_a_link_around_a_headline_amid_the_text_is_a_card() -> None:
    card = "<div class=ny><a href=/next><div><h2>خمس طرق لعزل البيت</h2><p>medium.com</p></div></a></div>"
    made = page().replace(f"<p>{pages.SECOND}".encode(), f"{card}<p>{pages.SECOND}".encode())
    assert "خمس طرق" not in article_from(made, "a.html").body


def test_a_question_for_a_title_does_not_keep_the_byline_in_the_text() -> None:
    title = f"{pages.TITLE}؟"
    names = "<div class=x1><ul><li>Author, ليلى حداد</li><li>Role, بيروت</li></ul></div>"
    under = f"{names}<div><time>3 مارس 2024</time></div>"
    made = page(under=under, title=title).replace(
        pages.TITLE.encode() + b"</h1>", title.encode() + b"</h1>"
    )
    assert article_from(made, "a.html").body.startswith(pages.FIRST)


def test_a_heading_over_a_byline_leads_into_the_text() -> None:
    line = "من جبال اليمن إلى مقاهي القاهرة"
    made = article_from(page(under=f"<h2>{line}</h2><p>ليلى حداد</p>"), "a.html")
    assert made.body.startswith(f"{line}\n\n{pages.FIRST}")


def test_a_summary_by_a_machine_is_not_the_writer_s() -> None:
    box = "<div class=x><h3>ملخص بالذكاء الاصطناعي</h3><p>هذا ملخص قصير لما جاء في المقال عن القهوة.</p></div>"
    assert "ملخص" not in article_from(page(under=box), "a.html").body


@pytest.mark.parametrize(
    ("over", "day"),
    [
        ("<div>تاريخ النشر: 20 أيلول 2025</div>", "2025-09-20"),
        ("<div>20 أيلول 2025 23:50</div>", "2025-09-20"),
        (
            "<div>السبت 20 أيلول 2025</div>",
            "None",
        ),  # that of the visit, as in the head of newspapers
    ],
)
def test_the_day_over_a_title(over: str, day: str) -> None:
    html = page().replace(b"<h1>", f"{over}<h1>".encode())
    assert str(article_from(html, "page.html").date) == day


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("القاهرة: ليلى حداد", "ليلى حداد"),
        ("ليلى حداد فبراير", "ليلى حداد"),
        ("من قبل ليلى حداد", "ليلى حداد"),
        ("لندن- الميزان", ""),
        ("نص فرانس", ""),
        ("«الميزان» (عدن)", ""),
        ("محرر رياضي", ""),
    ],
)
def test_the_name_in_what_a_page_says_of_its_author(line: str, author: str) -> None:
    assert named(line, "صحيفة الميزان") == author


def test_a_heading_that_names_the_section_of_a_site_is_no_title() -> None:
    html = (
        page()
        .replace(b"<h1>", "<h1>المركز الإعلامي</h1><h2>".encode())
        .replace(f"{pages.TITLE}</h1>".encode(), f"{pages.TITLE}</h2>".encode())
    )
    assert article_from(html, "page.html").title == pages.TITLE


@pytest.mark.parametrize(
    "title", ["نمو الاقتصاد 27.25%", "زلزال بقوة 5.8 درجات", "ما الجديد في Node.js؟"]
)
def test_a_number_in_a_title_is_no_address_of_its_site(title: str) -> None:
    named = page(title=f"{title} | صحيفة الميزان").decode().replace(pages.TITLE, title)
    data = f'<meta property="og:title" content="{title}">'
    read = article_from(named.replace("<title>", f"{data}<title>").encode(), "a.html")
    assert read.title == title


def test_a_name_under_a_text_is_its_writer_s() -> None:
    read = article_from(
        page().replace(b"</article>", "<i>ليلى حداد</i></article>".encode()), "a.html"
    )
    assert read.author == "ليلى حداد"
    assert read.author not in read.body


def test_a_blog_called_after_its_writer() -> None:
    head = (
        '<meta property="og:site_name" content="ليلى حداد"><meta name=author content="ليلى حداد">'
    )
    assert article_from(page(head), "a.html").author == "ليلى حداد"


@pytest.mark.parametrize(
    ("under", "picture"),
    [
        ('<img src="https://a.example/coffee.jpg">', "https://a.example/coffee.jpg"),
        (
            '<img src="x.gif" data-src="https://a.example/coffee.jpg">',
            "https://a.example/coffee.jpg",
        ),
        ('<div class="avatar"><img src="https://a.example/layla.jpg"></div>', ""),
        ('<img src="https://a.example/small.jpg" width="90">', ""),
        ('<img src="https://a.example/site-logo.png">', ""),
        ("<p>تمهيد</p>", "https://a.example/over.jpg"),
    ],
)
def test_the_picture_under_a_title_where_no_data_name_one(under: str, picture: str) -> None:
    over = b'<div><img src="https://a.example/over.jpg"><h1>' if "over" in picture else b"<div><h1>"
    html = page(under=f"{under}</div>").replace(b"<h1>", over)
    assert article_from(html, "a.html").picture == picture


def test_the_day_in_a_line_that_tells_a_change_too() -> None:
    under = "<p>نشر في: 3 مارس 2024 | آخر تحديث: 5 مارس 2024</p>"
    assert str(article_from(page(under=under), "a.html").date) == "2024-03-03"


def test_the_day_behind_how_long_ago_it_was() -> None:
    under = '<time title="2022-08-30">منذ سنتين</time>'
    assert str(article_from(page(under=under), "a.html").date) == "2022-08-30"


def test_a_tab_that_begins_with_the_site_and_a_title_that_is_no_h1() -> None:
    html = page(title=f"صحيفة الميزان الأسبوعية - {pages.TITLE}").decode()
    read = article_from(html.replace("h1>", "h2>").encode(), "a.html")
    assert read.title == pages.TITLE


CARD = "<div><h3><a href=/2>قصة صياد يعرف الموج</a></h3><span>5 مارس 2025</span></div>"


@pytest.mark.parametrize(
    ("under", "day"),
    [
        ("", None),
        ("<p>نُشر بتاريخ 3 مارس 2024</p>", "2024-03-03"),
        ("<p>آخر تحديث: 3 مارس 2024</p>", "2024-03-03"),
        ("<span>5 مارس 2025</span>", "2025-03-05"),
    ],
)
def test_the_day_of_another_article_is_not_this_one_s(under: str, day: str | None) -> None:
    html = page(under=under).replace(b"</body>", f"<div>{CARD}</div></body>".encode())
    date = article_from(html, "a.html").date
    assert (str(date) if date else None) == day


def test_the_day_in_what_wordpress_once_wrote_below_a_text() -> None:
    below = '<p class="postmetadata">كُتب هذا الموضوع في الخميس, 14 أكتوبر, 2010 الساعة 9:12 م ضمن خواطر.</p>'
    read = article_from(page().replace(b"</article>", f"{below}</article>".encode()), "a.html")
    assert str(read.date) == "2010-10-14"
    assert "كُتب هذا الموضوع" not in read.body


@pytest.mark.parametrize("sign", [" ", "!", ".", " - ", "كتب: ", "\n"])
def test_endless_facts_take_no_time(sign: str) -> None:
    """A title, or a name, of thousands of signs is read in as many steps."""
    endless = f"{sign * (30_000 // len(sign))}س"
    text = "".join(
        f"<p>وصل المسافر رقم {n} إلى البيت القديم ولم يجد أحدا فجلس.</p>" for n in range(9)
    )
    page = (
        f'<html><head><title>{endless}</title><meta name="author" content="{endless}"></head>'
        f"<body><article><h1>حكاية المسافر</h1>{text}<p>{endless}</p></article></body></html>"
    )
    begun = time.process_time()
    article_from(page.encode(), "a.html")
    assert time.process_time() - begun < 5
