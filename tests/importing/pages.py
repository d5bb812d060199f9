"""Web pages as sites make them, with an article of known text inside: a blog, a newspaper, a wiki, a shell."""

from __future__ import annotations

TITLE = "رحلة القهوة من اليمن إلى العالم"
FIRST = "خرجت القهوة من جبال اليمن في القرن الخامس عشر، ووصلت إلى مكة والقاهرة ثم إسطنبول."
SECOND = (
    "وقد بلغ عدد المقاهي في القاهرة 1,200 مقهى عام 1798،"
    " كما يذكر علماء الحملة الفرنسية (Description de l'Égypte)."
)
HEADING = "الميناء والطريق"
THIRD = (
    "كان ميناء المخا أكبر سوق للبن، ومنه جاء اسم Mocha، ولا تزال الشركات تبيع 50% من محصولها باسمه."
)
ITEMS = ("البن الخولاني", "البن المطري", "البن الحرازي")

LINKED = THIRD.replace("ميناء المخا", "<a href=https://example.org/mocha>ميناء المخا</a>")

BODY = (
    f"<p>{FIRST}</p><p>{SECOND}</p>"
    '<p><strong>اقرأ أيضًا: <a href="/tea">تاريخ الشاي</a></strong></p>'
    f"<h2>{HEADING}</h2>"
    f"<p>{LINKED}</p>"
    "<ol>" + "".join(f"<li>{one}.</li>" for one in ITEMS) + "</ol>"
)
NAV = '<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/about">من نحن</a></li></ul></nav>'
JUNK = (
    '<div class="share-buttons"><ul><li><a href="#">فيسبوك</a></li><li><a href="#">واتساب</a></li></ul></div>'
    '<section class="related"><h3>مقالات ذات صلة</h3><ul>'
    '<li><a href="/a">كيف تزرع الريحان</a></li></ul></section>'
    '<section id="comments"><h3>تعليقان</h3><p>سعاد: شكرًا على هذا المقال الجميل والمفيد.</p></section>'
    '<div id="cookie-notice">نستخدم ملفات تعريف الارتباط. '
    "<button>موافق</button></div><footer>جميع الحقوق محفوظة</footer>"
)


def blog(body: str = BODY) -> str:
    """As WordPress makes them, with all it tells of itself."""
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta'
        f' charset="utf-8"><title>{TITLE} - مدونة البن</title>'
        f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="مدونة البن">'
        '<meta property="og:image" content="/wp-content/coffee.jpg"><meta name="author" content="ليلى حداد">'
        '<meta property="article:published_time" content="2026-03-14T09:30:00+03:00">'
        f'<link rel="canonical" href="https://blog.example/coffee/"></head><body>{NAV}<main><article>'
        f'<h1>{TITLE}</h1><figure><img src="c.jpg"><figcaption>حبوب البن (أرشيف)</figcaption></figure>'
        f'<div class="entry-content">{body}</div></article></main>{JUNK}</body></html>'
    )


def newspaper() -> bytes:
    """Of another age: windows-1256, divs, a title with the site's name."""
    page = (
        f'<html dir="rtl"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
        f"<title>{TITLE} | صحيفة الميزان</title></head><body><div class=menu>{NAV}</div>"
        f'<div class="article"><h1>{TITLE}</h1><div class="text">{BODY}'
        f"<p>المصدر: وكالات</p></div></div>{JUNK}</body></html>"
    )
    return page.encode("windows-1256", "xmlcharrefreplace")


def wiki() -> str:
    """As MediaWiki makes them: edit links, marks of notes, notes at the end."""
    note = '<sup id="r1" class="reference"><a href="#n1">[1]</a></sup>'
    edit = '<span class="mw-editsection">[<a href="/edit">عدل</a>]</span>'
    body = BODY.replace("إسطنبول.</p>", f"إسطنبول.{note}</p>").replace("</h2>", f"{edit}</h2>")
    notes = '<h2>المراجع</h2><ol class="references"><li id="n1">^ كتاب البن، ص 12.</li></ol>'
    return (
        f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE} - الموسوعة</title></head><body>'
        f'<h1 id="firstHeading">{TITLE}</h1><div id="mw-content-text">'
        f'<div class="mw-parser-output">{body}{notes}'
        f'</div></div><div id="catlinks"><a href="/c">تصنيف: مشروبات</a></div>{NAV}</body></html>'
    )


SHELL = (
    "<html><body><noscript>Please enable JavaScript to view this page.</noscript>"
    "<div id=app></div></body></html>"
)
