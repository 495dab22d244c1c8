"""The readings of the characters that stand in names: a small table, from which the page matches pinyin."""

from __future__ import annotations

from collections.abc import Iterable


def readings(names: Iterable[str]) -> dict[str, str]:
    """Character → its readings in pinyin without tones, parted by spaces; ü is written v.

    All readings of a character count (行: xing hang heng), so that no name is missed for want of context.
    """
    from pypinyin import Style, pinyin  # its dictionaries take a while to load

    characters = sorted({char for name in names for char in name if "\u3400" <= char <= "\u9fff"})
    table = {}
    for char in characters:
        found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
        sounds = dict.fromkeys(sound.replace("ü", "v") for group in found for sound in group)
        if sounds:
            table[char] = " ".join(sounds)
    return table
