"""Names: every character of GB 18030, what is refused and why, order by pinyin, and finding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.people import FEMALE, MALE, RARE_NAMES, SURNAMES
from yimen.kernel.errors import BadInput
from yimen.people.rules.names import DOT, differs_by_variant, organisation_name, person_name, table, variants
from yimen.people.rules.pinyin import is_found_by, sort_key

HAN = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.sampled_from("㙟𠮷𬭎龘䶮〇𪚥𫝀𮯰𰀀𱍐"),
    *(st.integers(a, b).map(chr) for a, b in ((0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x30000, 0x323AF))),
)
CHINESE = st.text(HAN, min_size=1, max_size=12)


@given(CHINESE)
def test_every_chinese_name_stays_as_it_is(name: str) -> None:
    """No character is folded into another; again gives the same; it sorts and is found by itself."""
    assert person_name(name) == name
    assert person_name(f"　{name} ") == name
    assert is_found_by(name, name) and is_found_by(name, name[-1])
    assert sort_key(name) <= sort_key(name + "一")


@given(CHINESE, CHINESE, st.sampled_from("·•‧・．∙⋅●"))
def test_there_is_one_middle_dot(first: str, second: str, dot: str) -> None:
    """However it is typed, with blanks or without."""
    for typed in (f"{first}{dot}{second}", f"{first} {dot} {second}"):
        assert person_name(typed) == f"{first}{DOT}{second}"


@given(st.text(max_size=70))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    """A name that is taken again as it is, or a sentence in both languages beside the field."""
    try:
        name = person_name(text)
    except BadInput as refused:
        assert refused.words.zh and refused.words.en and "name" in refused.fields
    else:
        assert person_name(name) == name and len(name) <= 60
        assert not any(c.isdigit() or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") for c in name)
        assert sort_key(name) == sort_key(person_name(name))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("买买提.艾力", "买买提·艾力"),
        ("John F. Kennedy Jr.", "John F. Kennedy Jr."),
        ("O’Neill  Mary‐Jane", "O'Neill Mary-Jane"),
        ("José Müller", "José Müller"),
        ("Jose\u0301 Mu\u0308ller", "José Müller"),
        ("Nguyễn Văn Ánh", "Nguyễn Văn Ánh"),
        ("ＪＯＨＮ　ＳＭＩＴＨ", "JOHN SMITH"),
        ("阿卜杜热合曼·买买提艾力·努尔麦麦提江", "阿卜杜热合曼·买买提艾力·努尔麦麦提江"),
        ("李\uf9e4", "李\uf9e4"),
        ("陈\U0002f80c", "陈\U0002f80c"),
        *((name, name) for name in RARE_NAMES),
    ],
)
def test_names_of_every_kind(typed: str, name: str) -> None:
    """Composition is made one; compatibility characters that NFC would replace stay what they are."""
    assert person_name(typed) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "请填写"),
        (" 　 ", "请填写"),
        ("王" * 61, "最多60"),
        ("陈3", "第2个字符“3”（U+0033）是数字"),
        ("12345", "数字"),
        ("陈\u200b静", "U+200B）看不见"),
        ("陈\0静", "U+0000）看不见"),
        ("陈\ue863", "请改用“䶮”"),
        ("陈\uf8f0", "自造字"),
        ("陈\U000f0000", "自造字"),
        ("陈😀", "U+1F600"),
        ("⼀二", "U+2F00"),
        ("Иван", "拉丁字母"),
        ("アキラ", "汉字或拉丁字母"),
        ("<script>", "“<”"),
        ("陈静;", "“;”"),
        ("·艾力", "两边都要有字"),
        ("买买提··艾力", "两边都要有字"),
        ("---", "两边都要有字"),
        ("A\U000e0100", "U+E0100"),
    ],
)
def test_what_is_no_name_says_which_character(name: str, why: str) -> None:
    """With its code, so that the clerk can find it on the card."""
    with pytest.raises(BadInput) as refused:
        person_name(name)
    assert why in refused.value.words.zh


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("佛山市第３中学（东校区）", "佛山市第3中学(东校区)"),
        ("3M China Ltd.", "3M China Ltd."),
        ("𬭎达公司", "𬭎达公司"),
    ],
)
def test_organisations_have_figures_and_brackets(typed: str, name: str) -> None:
    """One writing."""
    assert organisation_name(typed) == name


@pytest.mark.parametrize("name", ["", "123", "公司\u200b", "公司\ue000", "公" * 121])
def test_what_is_no_organisations_name(name: str) -> None:
    """Empty, only figures, invisible or private characters, too long."""
    with pytest.raises(BadInput):
        organisation_name(name)


def test_variants_are_told_apart_and_never_taken_for_one() -> None:
    """Of the table and of Unicode's compatibility; names that really differ, or only in length, are no variants."""
    assert differs_by_variant("陈𠮷祥", "陈吉祥") == ("𠮷", "吉")
    assert differs_by_variant("陈\U0002f80c", "陈" + unicodedata.normalize("NFKC", "\U0002f80c")) is not None
    for one, other in (("陈吉", "陈吉"), ("陈吉", "陈洁"), ("陈𠮷", "陈吉祥"), ("张峰", "章峯")):
        assert differs_by_variant(one, other) is None
    groups = table()["variants"].split()
    assert len(variants()) == len(set("".join(groups))), "a character stands in two groups"


GOLDEN = """
Ann Lee
安然
单于夜
谌龙
陈𠮷
陈静
种师道
盖叫天
葛优
过百龄
何㙟
黑娃
华罗庚
黄𬭎
纪晓岚
林黛玉
买买提·艾力
缪希雍
万俟卨
区寄
欧阳修
逄蒙
朴志
覃勇
仇英
任贤齐
单雄信
折可适
隗嚣
冼星海
解缙
尉迟恭
乐毅
岳飞
员半千
曾志伟
查良镛
翟让
"""


def test_surnames_sort_by_their_reading_as_surnames() -> None:
    """A list put in order by hand: Shàn not Dān, Zēng not Céng, Yùchí not Wèichí, Mòqí under M."""
    names = GOLDEN.strip().split("\n")
    assert sorted(sorted(names), key=sort_key) == names
    assert sorted(sorted(names, key=lambda name: name[::-1]), key=sort_key) == names


def test_a_reading_as_a_surname_holds_in_front_only() -> None:
    """乐 is Yuè in front and lè behind; a name by its sound (with a dot) has no surname in front."""
    assert sort_key("乐天")[0][0] == "yue" and sort_key("陈乐")[1][0] in ("le", "yue")
    assert sort_key("解·艾力")[0][0] == "jie"


@pytest.mark.parametrize(
    ("name", "asked", "found"),
    [
        ("单雄信", "shan", True),
        ("单雄信", "SHAN XX", True),
        ("单雄信", "xiongxin", True),
        ("单雄信", "sxiongx", True),
        ("单雄信", "shxx", True),
        ("单雄信", "sx1", False),
        ("单雄信", "dan", False),
        ("单雄信", "信单", False),
        ("覃勇", "qinyong", True),
        ("覃勇", "tanyong", True),
        ("吕绿", "lvlv", True),
        ("吕绿", "lülü", True),
        ("陈𠮷", "chenji", True),
        ("陈𠮷", "陈吉", False),
        ("买买提·艾力", "maimaiti", True),
        ("买买提·艾力", "mmtal", True),
        ("买买提·艾力", "买买提艾", True),
        ("买买提·艾力", "提•艾", True),
        ("Mary-Jane O'Neill", "oneill", True),
        ("Mary-Jane O'Neill", "mary jane", True),
        ("陈静", "%", False),
        ("陈静", "  ", True),
    ],
)
def test_people_are_found_by_part_pinyin_and_initials(name: str, asked: str, found: bool) -> None:
    """Never by a reading that is none of the name's, never out of order."""
    assert is_found_by(name, asked) is found


@given(st.sampled_from(SURNAMES), st.sampled_from([*MALE, *FEMALE]))
def test_whole_pinyin_and_initials_find_a_name(surname: str, given_name: str) -> None:
    """As the readings it sorts by spell them."""
    name = surname + given_name
    spoken = [syllable for syllable, _, _ in sort_key(name)]
    assert is_found_by(name, "".join(spoken)) and is_found_by(name, "".join(s[0] for s in spoken))
    assert is_found_by(name, spoken[-1][:2])
