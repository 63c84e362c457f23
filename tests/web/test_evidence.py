"""How a date is known, said as a sentence in every language."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from searchapp.errors import Message
from searchapp.web.written import said

COUNTED = Message.of(
    "Counting working days, %(issue)s appeared on %(day)s.", issue="6:136", day=date(2000, 7, 14)
)
CALLED = Message.of("%(issue)s calls it ‘%(surface)s’.", issue="8:68", surface="the Monitor, April 4")


@pytest.mark.parametrize(
    ("language", "counted", "called"),
    [
        (
            "en",
            "Counting working days, issue 136 of volume 6 appeared on 14 July 2000.",
            "Issue 68 of volume 8 calls it ‘the Monitor, April 4’.",
        ),
        (
            "ru",
            "По счёту рабочих дней выпуск № 136 тома 6 вышел 14 июля 2000 г.",
            "В выпуске № 68 тома 8 он назван так: «the Monitor, April 4».",
        ),
        (
            "uk",
            "За підрахунком робочих днів випуск № 136 тому 6 вийшов 14 липня 2000 р.",
            "У випуску № 68 тому 8 його названо так: «the Monitor, April 4».",
        ),
        (
            "de",
            "Nach Werktagen gezählt erschien Nr. 136 (Jg. 6) am 14. Juli 2000.",
            "Nr. 68 (Jg. 8) nennt die Ausgabe „the Monitor, April 4“.",
        ),
        (
            "fr",
            "En comptant les jours ouvrés, le n° 136 (vol. 6) a paru le 14 juillet 2000.",
            "Le n° 68 (vol. 8) le désigne ainsi : « the Monitor, April 4 ».",
        ),
        (
            "es",
            "Contando los días laborables, el n.º 136 (vol. 6) apareció el 14 de julio de 2000.",
            "El n.º 68 (vol. 8) lo llama «the Monitor, April 4».",
        ),
        (
            "tr",
            "İş günleri sayıldığında 6. cilt 136. sayı 14 Temmuz 2000 tarihinde çıkmış oluyor.",
            "8. cilt 68. sayı ondan “the Monitor, April 4” diye söz ediyor.",
        ),
        (
            "fa",
            "بر پایهٔ شمارش روزهای کاری، شمارهٔ ۱۳۶ از دورهٔ ۶ در ۱۴ ژوئیهٔ ۲۰۰۰ منتشر شده است.",
            "شمارهٔ ۶۸ از دورهٔ ۸ آن را «\u2068the Monitor, April 4\u2069» می‌خواند.",
        ),
    ],
)
def test_an_issue_is_named_as_the_language_does(app: Flask, language: str, counted: str, called: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert plain(said(COUNTED)) == counted
        assert plain(said(CALLED)) == called


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.translate(dict.fromkeys(map(ord, "\xa0\u202f\u2009"), " "))
