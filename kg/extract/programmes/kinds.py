"""What a programme is, told by the word that ends its name: 行动 is a campaign, 平台 a platform."""

from __future__ import annotations

import re

from kg.vocabulary.words import Words

WORDS = Words.load("programme_words.csv")

KIND_OF = {word: kind for kind, words in WORDS.under("kind") for word in words}
SUFFIX = re.compile("(?:" + "|".join(sorted(map(re.escape, KIND_OF), key=len, reverse=True)) + ")")
_SUFFIX_LENGTHS = sorted({len(word) for word in KIND_OF}, reverse=True)

_WINDOW = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,14}")
_SUFFIX_LATER = re.compile(rf"(?!的|等|和|与|及|在|以|为|有)[\u4e00-\u9fff]{{1,12}}?{SUFFIX.pattern}")
_SUFFIX_NO = re.compile(r"的|等|[和与及在以为]|实现|建设完|入选|列入|列为|纳入|获批|成为|获评|荣获|被|指标")


def suffix_behind(after: str) -> str:
    """The words behind the closing mark up to the first one that tells a kind: 反映窗口, 解难题优服务行动."""
    window = _WINDOW.match(after)
    if window is None or not SUFFIX.search(after, 0, window.end()):
        return ""
    found = SUFFIX.match(after, 0, window.end()) or _SUFFIX_LATER.match(after, 0, window.end())
    return found.group() if found and not _SUFFIX_NO.search(found.group()) else ""


def suffix_word(suffix: str) -> str:
    """The telling word at the end of a suffix, the longest there is; empty if there is none."""
    for length in _SUFFIX_LENGTHS:
        if suffix[-length:] in KIND_OF:
            return suffix[-length:]
    return ""


def guess_kind(text: str) -> str:
    """What a name without a telling word at its end may be."""
    if re.search(r"办|批|一次|一网|一窗|免|享|通|贷|结算", text):
        return "service"
    if re.search(r"平台|系统|码|云|App|APP|小程序|网$|^[ei]", text):
        return "platform"
    if re.search(r"站|中心|窗|室|园|廊", text):
        return "site"
    return "mechanism"
