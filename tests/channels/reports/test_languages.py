"""Other scripts: read, split, related and aligned as English is; claims are said not to be examined."""

import pytest

RUSSIAN = (
    "Три танкера вышли из порта Владивосток с дизельным топливом в конце мая. "
    "Об этом в понедельник сообщили два сотрудника порта, знакомые с отгрузками. "
    "Капитаны назвали портом назначения Пусан и вышли в открытое море вечером. "
    "Через пять дней все три судна вернулись домой с пустыми баками. "
    "В таможенной службе от комментариев отказались."
)
KOREAN = (
    "유조선 세 척이 지난 오월 말 블라디보스토크 항구에서 경유를 싣고 출항했다. "
    "항구 관계자 두 명은 월요일에 이 사실을 확인해 주었다. "
    "선장들은 목적지를 부산으로 신고하고 저녁에 바다로 나갔다. "
    "닷새 뒤 세 척의 배는 모두 빈 탱크로 고향에 돌아왔다. "
    "세관 당국은 이 문제에 대한 논평을 거부했다."
)
CHINESE = (
    "五月底，三艘油轮载着柴油离开符拉迪沃斯托克港。港口的两名工作人员星期一证实了这一消息。"
    "船长们申报的目的地是釜山，傍晚时分驶入公海。五天之后，三艘船全部空舱返回家乡。"
    "海关部门拒绝就此事发表评论。"
)
OTHERS = {
    "ru": "Пекари старого города сказали в пятницу, что мука ещё никогда не стоила так дёшево, как этим летом.",
    "ko": "구시가지의 제빵사들은 금요일에 밀가루 값이 올여름처럼 쌌던 적이 없다고 말했다.",
    "zh": "老城的面包师星期五表示，面粉从来没有像今年夏天这样便宜，市长也对此感到高兴。",
}


@pytest.mark.parametrize(("code", "name", "text", "gap"), [
    ("ru", "Russian", RUSSIAN, ("Об этом", "Через")),
    ("ko", "Korean", KOREAN, ("항구 관계자", "닷새")),
    ("zh", "Chinese", CHINESE, ("港口的", "五天")),
])  # fmt: skip
def test_a_reprint_in_another_script_is_found_aligned_and_not_examined(kit, code, name, text, gap):
    """A story may be copied in any language; what it claims is not read, and that is said."""
    reprint = text[: text.index(gap[0])] + text[text.index(gap[1]) :]
    bench = kit.run(text, reprint, OTHERS[code])
    table = {n: bench.engine.table(n).to_pylist() for n in ("lineage", "aligned", "claims")}
    languages = {a["language"] for a in bench.engine.table("articles").to_pylist()}

    assert [(kit.key_of(reprint), kit.key_of(text))] == [
        (r["child"], r["parent"]) for r in table["lineage"]
    ]
    assert [(0, 0, "kept"), (1, 3, "kept"), (2, 4, "kept"), (None, 1, "cut"), (None, 2, "cut")] == sorted(
        ((r["child_sentence"], r["parent_sentence"], r["label"]) for r in table["aligned"]),
        key=lambda r: (r[0] is None, r),
    )  # fmt: skip
    assert {code} == languages
    assert [] == table["claims"]
    assert [name in r["basis_text"] for r in bench.engine.table("coverage").to_pylist()] == [
        True
    ] * 3


def test_marks_of_direction_and_odd_blanks_do_not_hide_a_copy(kit):
    """Right-to-left marks, joiners and hard blanks come with pasted text; the words are the same."""
    marked = "\u202b" + kit.wire.replace(" north", "\u200f\u00a0north").replace(
        "fuel", "fuel\u200e"
    )
    got = kit.rows("lineage", kit.wire, marked)

    assert [1.0] == [round(r["score"], 2) for r in got]
