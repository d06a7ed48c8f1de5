"""Words about times in other languages, put into those that are read: English, or Japanese.

Days and months by name are left as they are: dateparser and CLDR know them. Where a language's
"next Friday" may be either of two, it becomes "either", which is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_KOREAN_DAYS = dict(zip("월화수목금토일", "月火水木金土日", strict=True))
_CHINESE_DAYS = dict(zip("一二三四五六日天1234567", "月火水木金土日日月火水木金土日", strict=True))

_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "de": (
        (r"\bum (?=\d|halb|viertel)", "at "),
        (r"(?<!\d )\bam (?=\w)", ""),
        (r"\bnächste(?:r|n|s)? woche\b", "next week"),
        (r"\bnächste[nrs]?\b", "either"),
        (r"\bkommende[nrs]?\b", "coming"),
        (r"\bdiese[nrs]?\b", "this"),
        (r"\bheute\b", "today"),
        (r"\babends?\b", "evening"),
        (r"\bnachmittags?\b", "afternoon"),
        (r"\b(?:vormittags?|morgens|früh)\b", "morning"),
        (r"\bmittags?\b", "noon"),
        (r"\bmitternacht\b", "midnight"),
    ),
    "fr": (
        (r"\b(?:à|dès) (?=\d|midi|minuit)", "at "),
        (r"\b(\d{1,2}) ?h(?:eures?)?(?: ?(\d\d))?\b", r"\1h\2"),
        (r"\bla semaine prochaine\b", "next week"),
        (r"\b(\w+) prochaine?\b", r"either \1"),
        (r"\b(\w+) qui vient\b", r"coming \1"),
        (r"\bce (?=\w+di\b|dimanche)", "this "),
        (r"\bce soir\b", "today evening"),
        (r"\b(?:du |le )?soir\b", "evening"),
        (r"\b(?:du |le )?matin\b", "morning"),
        (r"\b(?:de l.|cet? )?après-midi\b", "afternoon"),
        (r"\bmidi\b", "noon"),
        (r"\bminuit\b", "midnight"),
        (r"\ble (?=\w)", ""),
    ),
    "es": (
        (r"\ba las? (?=\d)", "at "),
        (r"\bpasado mañana\b", "day after tomorrow"),
        (r"\bla próxima semana\b|\bla semana que viene\b", "next week"),
        (r"\b(?:el )?próximo\b", "either"),
        (r"\b(?:el )?(\w+) que viene\b", r"coming \1"),
        (r"\besta noche\b", "today evening"),
        (r"\besta tarde\b", "today afternoon"),
        (r"\b(?:de|por) la mañana\b", "morning"),
        (r"\b(?:de|por) la tarde\b", "afternoon"),
        (r"\b(?:de|por) la noche\b", "evening"),
        (r"\b(?:al )?mediodía\b", "noon"),
        (r"\b(?:a )?medianoche\b", "midnight"),
        (r"\bel (?=\w)", ""),
    ),
    "pt": (
        (r"\b(?:às|as) (?=\d)", "at "),
        (r"\bdepois de amanhã\b", "day after tomorrow"),
        (r"\b(segunda|terça|quarta|quinta|sexta)(?:-feira)?\b", r"\1-feira"),
        (r"\bna próxima semana\b|\bsemana que vem\b", "next week"),
        (r"\b(?:n?[ao] )?próxim[ao]\b", "either"),
        (r"\bque vem\b", "coming"),
        (r"\bdaqui a\b", "em"),
        (r"\bhoje à noite\b", "today evening"),
        (r"\b(?:d[ae]|à) noite\b", "evening"),
        (r"\b(?:d[ae]|à) tarde\b", "afternoon"),
        (r"\bd[ae] manhã\b", "morning"),
        (r"\b(?:ao )?meio-?dia\b(?: de\b)?", "noon"),
        (r"\b(?:à )?meia-?noite\b(?: de\b)?", "midnight"),
        (r"\bn[ao] (?=\w)", ""),
    ),
    "it": (
        (r"\b(?:alle (?:ore )?|dalle |ore )(?=\d)", "at "),
        (r"\bdopodomani\b", "day after tomorrow"),
        (r"\b(?:la )?prossima settimana\b|\bla settimana prossima\b", "next week"),
        (r"\bprossim[ao]\b", "either"),
        (r"\bstasera\b", "today evening"),
        (r"\b(?:di )?sera\b", "evening"),
        (r"\b(?:del |di )?pomeriggio\b", "afternoon"),
        (r"\b(?:di )?mattina\b", "morning"),
        (r"\b(?:a )?mezzogiorno\b", "noon"),
        (r"\b(?:a )?mezzanotte\b", "midnight"),
    ),
    "nl": (
        (r"\b(\d{1,2}) ?u(?:ur)?(?: ?(\d\d))?\b", r"\1h\2"),
        (r"\bom (?=\d)", "at "),
        (r"\bvolgende week\b", "next week"),
        (r"\bvolgende\b", "either"),
        (r"\b(?:aanstaande|komende)\b", "coming"),
        (r"\bvanavond\b", "today evening"),
        (r"'?\bs avonds\b|\bavond\b", "evening"),
        (r"'?\bs middags\b|\bnamiddag\b", "afternoon"),
        (r"'?\bs ochtends\b|\bochtend\b", "morning"),
        (r"\bop (?=\w)", ""),
    ),
    "pl": (
        (r"\bo (?:godz\.? ?|godzinie )?(?=\d)", "at "),
        (r"\bw(?:e)? (?=\w)", ""),
        (r"\bprzyszłym tygodniu\b", "next week"),
        (r"\b(?:następn|przyszł)[yąae]\b", "either"),
        (r"\bśrodę\b", "środa"),
        (r"\bsobotę\b", "sobota"),
        (r"\bniedzielę\b", "niedziela"),
        (r"\bwieczorem\b", "evening"),
        (r"\brano\b", "morning"),
        (r"\bpołudnie\b", "noon"),
    ),
    "ko": (
        (r"다다음 ?주", "再来週"),
        (r"다음 ?주", "来週"),
        (r"이번 ?주", "今週"),
        (r"내일", "明日"),
        (r"모레", "明後日"),
        (r"오늘", "今日"),
        (r"오전|아침", "午前"),
        (r"오후|저녁", "午後"),
        (r"정오", "正午"),
        (r"(?<=\d)시(?: ?반)", "時半"),
        (r"(?<=\d)시(?: ?(?=\d+분))?", "時"),
        (r"(?<=\d)분", "分"),
        (r"에(?=\s|$)", ""),
        *((f"{own}요일", f"{day}曜日") for own, day in _KOREAN_DAYS.items()),
        (r"(?<=\d)월", "月"),
        (r"(?<=\d)일", "日"),
    ),
    "zh": (
        *(
            (rf"下(?:个)?(?:周|週|星期|礼拜|禮拜){own}", f"来週の{day}曜日 ")
            for own, day in _CHINESE_DAYS.items()
        ),
        *(
            (rf"(?:这|這|本)?(?:个)?(?:周|週|星期|礼拜|禮拜){own}", f"{day}曜日 ")
            for own, day in _CHINESE_DAYS.items()
        ),
        (r"今晚", "今日夜"),
        (r"明晚", "明日夜"),
        (r"明天", "明日"),
        (r"后天|後天", "明後日"),
        (r"今天", "今日"),
        (r"上午|早上", "午前"),
        (r"下午", "午後"),
        (r"晚上|晚", "夜"),
        (r"中午", "正午"),
        (r"(?<=\d)[点點](?:钟|鐘)?", "時"),
        (r"(?<=\d)[号號]", "日"),
    ),
}
_HALF = re.compile(r"\bhalb (\d{1,2}|[a-zäöüß]+)\b")
_GERMAN_HOURS = (
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()  # noqa: SIM905
)


@lru_cache(maxsize=16)
def _pairs(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(each), instead) for each, instead in _WORDS.get(language, ()))


def put(text: str, language: str) -> str:
    """Return a plain text with the words of a language put into English or Japanese."""
    for pattern, instead in _pairs(language):
        text = pattern.sub(instead, text)
    if language == "de":
        text = _HALF.sub(_half, text)
    return " ".join(text.split())


def _half(found: re.Match[str]) -> str:
    """Read "halb acht", half an hour before eight."""
    word = found[1]
    hour = int(word) if word.isdecimal() else _hour(word)
    return found[0] if not 1 <= hour <= 12 else f"{(hour - 2) % 12 + 1}:30 o'clock"


def _hour(word: str) -> int:
    return _GERMAN_HOURS.index(word) + 1 if word in _GERMAN_HOURS else 0
