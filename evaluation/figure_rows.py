"""Made-up reported figures with labels: every type of slip, and honest rows that look like one.

Each group of rows stands on a series of its own (supplier, flow, goods, years), so that its label is
certain. The truth is drawn first; what the rows print is the truth as reports print it (rounded, hedged,
revised, by another office), or a slip that no rounding, hedge or revision explains.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

HEADER = (
    "id,topic,reporter_or_speaker,partner,direction,period,value,unit,product,source_url,note,slip"
)
PLACES = {
    "China": "CHN", "Russia": "RUS", "India": "IND", "Thailand": "THA", "Mongolia": "MNG", "Vietnam": "VNM",
    "Malaysia": "MYS", "Indonesia": "IDN", "Pakistan": "PAK", "Philippines": "PHL", "Japan": "JPN", "Brazil": "BRA",
}  # fmt: skip
ALL_TIMES = 20  # all goods of a series are so much more than one of them
GOODS = (
    "all",
    "petroleum products",
    "coal",
    "cereal and flour",
    "machinery",
    "metals",
    "textiles",
)
FACTORS = {
    "gasoil": 7.46,
    "gasoline": 8.35,
    "kerosene": 7.88,
    "fuel oil": 6.35,
    "refined petroleum": 8.33,
}
CNY = {
    2011: 6.4588,
    2012: 6.3125,
    2013: 6.1932,
    2014: 6.1428,
    2015: 6.2284,
    2016: 6.6423,
    2017: 6.7518,
    2018: 6.6174,
}
FOLDS = {
    2: "doubled",
    3: "tripled",
    4: "quadrupled",
    5: "fivefold",
    6: "sixfold",
    7: "sevenfold",
    8: "8-fold",
    9: "9 times",
}
ROUND, MANY, ROOM = 10, 900, 0.65
APART, NEAR = 6, 2  # years that a note may name as its base; and where few series are left
TRIES = 300


@dataclass
class Writer:
    """Rows under way; gives every group a series that no other group uses."""

    dice: random.Random
    rows: list[list[str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    used: set[tuple[str, str, str, int]] = field(default_factory=set)

    def series(
        self, goods: tuple[str, ...] = GOODS, last: int = 2023, flow: str = ""
    ) -> tuple[str, str, str, int]:
        """Give (country, flow, goods, year); the year and those around it are free."""
        tries = 0
        while True:
            key = (self.dice.choice(list(PLACES)), flow or self.dice.choice(("export", "import")), self.dice.choice(goods),
                   self.dice.randint(2012, last))  # fmt: skip
            tries += 1
            years = APART if tries < TRIES else NEAR
            if self.take(key, years) or tries > 10 * TRIES:
                return key

    def take(self, key: tuple[str, str, str, int], years: int) -> bool:
        """Take the years around a series' year, if all of them are free."""
        near = {(*key[:3], key[3] + d) for d in range(-years, years + 1)}
        if near & self.used:
            return False
        self.used |= near
        return True

    def add(self, kind: str, *, slip: bool = False, **cells: object) -> str:
        """Add a row; give its id."""
        number = str(len(self.rows) + 1)
        order = (
            "topic",
            "who",
            "partner",
            "direction",
            "period",
            "value",
            "unit",
            "product",
            "url",
            "note",
        )
        given = {
            "topic": "trade",
            "partner": "PRK",
            "url": f"https://example.org/{number}",
            "note": "",
            **cells,
        }
        self.rows.append([number, *(str(given[k]) for k in order), "1" if slip else ""])
        self.kinds[number] = kind
        return number

    def text(self) -> str:
        """Give the file."""
        lines = [
            HEADER,
            *(",".join(f'"{c}"' if "," in c else c for c in row) for row in self.rows),
        ]
        return "\n".join(lines) + "\n"


def who(w: Writer, country: str) -> str:
    """Give a speaker's name as reports write it."""
    return w.dice.choice(
        (f"{country} customs via Reuters", f"{country} (customs via AP)", f"{country} customs")
    )


def pair_of_years(
    w: Writer,
    kind: str,
    ratio: float,
    note: Callable[[float], str],
    *,
    slip: bool,
    two: bool = False,
) -> None:
    """Write two levels a year apart and a note on their change, which is given the printed ratio."""
    country, flow, goods, year = w.series()
    one = who(w, country)
    other = "ITC via Yonhap" if two else one
    base = w.dice.uniform(3, 90) * (ALL_TIMES if goods == "all" else 1)
    before, now = round(base, 1), round(base * ratio, 1 if base * ratio < MANY else 0)
    partner = f"{PLACES[country]}-PRK" if two else "PRK"
    same = f"https://example.org/{kind}/{len(w.rows)}" if not two else ""
    first = {"url": same} if same else {}
    w.add(
        kind,
        who=other,
        partner=partner,
        direction=flow,
        period=year - 1,
        value=before,
        unit="USD million",
        product=goods,
        **first,
    )
    w.add(
        kind,
        who=one,
        direction=flow,
        period=year,
        value=now,
        unit="USD million",
        product=goods,
        note=note(now / before),
        slip=slip,
        **first,
    )


def percent(w: Writer, ratio: float) -> str:
    """Write a true change as reports do."""
    p = (ratio - 1) * 100
    up = p > 0
    size = abs(p)
    whole = round(size)
    plain = (f"{p:+.1f}%", f"{'up' if up else 'down'} {size:.1f} percent", f"{'rose' if up else 'fell'} by {whole}%",
             f"{p:+.0f}% yoy", f"{'a rise' if up else 'a fall'} of {size:.0f} per cent", f"text says {size:.0f}%")  # fmt: skip
    hedged = (f"about {'+' if up else '-'}{whole + w.dice.choice((-1, 0, 1))}%", f"nearly {int(size) + 1}%",
              f"{'up' if up else 'down'} more than {max(1, int(size) - 1)}%")  # fmt: skip
    return w.dice.choice(plain + hedged)


def wrong(p: float, dice: random.Random) -> float:
    """Give a percentage that is not p by any rounding: digits turned round, another base, off by a third."""
    while True:
        q = dice.choice(
            (p * 0.7, p * 1.35, p / (1 + p / 100) if p > 0 else p * 1.4, p + 25, p - 25)
        )
        if abs(q - p) > max(6, 0.16 * abs(p)) and q > -99:  # noqa: PLR2004 - further than any hedge
            return q


def honest_change(w: Writer) -> None:
    """Write a change that its levels bear out, of one office or, within a tenth, of two."""
    two = w.dice.random() < 0.3  # noqa: PLR2004 - a third by two offices
    ratio = w.dice.choice((w.dice.uniform(0.3, 0.95), w.dice.uniform(1.05, 2.8)))
    shown = ratio * w.dice.uniform(0.92, 1.08) if two else None
    pair_of_years(w, "change", ratio, lambda r: percent(w, shown or r), slip=False, two=two)


def slip_change(w: Writer) -> None:
    """Write a change that its levels do not bear out."""
    ratio = w.dice.choice((w.dice.uniform(0.3, 0.85), w.dice.uniform(1.15, 2.8)))

    def note(r: float) -> str:
        q = wrong((r - 1) * 100, w.dice)
        return w.dice.choice((f"{q:+.1f}%", f"{'up' if q > 0 else 'down'} {abs(q):.0f} percent", f"text says nearly {abs(q):.0f}%" if (q > 0) == (r > 1) else f"{q:+.0f}% yoy"))  # fmt: skip

    pair_of_years(w, "change", ratio, note, slip=True)


def honest_factor(w: Writer) -> None:
    """Write 'nearly sixfold' of 5.7 times."""
    n = w.dice.choice(sorted(FOLDS))
    ratio, how = w.dice.choice(
        (
            (n * w.dice.uniform(0.97, 1.03), ""),
            (n * w.dice.uniform(0.93, 0.99), "nearly "),
            (n * w.dice.uniform(1.01, 1.3), "more than "),
        )
    )
    pair_of_years(w, "factor", ratio, lambda _: f"{how}{FOLDS[n]}", slip=False)


def slip_factor(w: Writer) -> None:
    """Write 'fivefold' of three times."""
    n = w.dice.choice(sorted(FOLDS))
    ratio = n * w.dice.choice((0.5, 0.6, 0.7, 1.6, 2.1))
    how = (
        w.dice.choice(("", "nearly "))
        if ratio > n
        else w.dice.choice(("", "nearly ", "more than "))
    )
    pair_of_years(w, "factor", ratio, lambda _: f"{how}{FOLDS[n]}", slip=True)


def yoy_row(w: Writer, *, slip: bool) -> None:
    """Write levels of two years and a row that is the change itself."""
    country, flow, goods, year = w.series()
    one, base, ratio = (
        who(w, country),
        w.dice.uniform(5, 90) * (ALL_TIMES if goods == "all" else 1),
        w.dice.uniform(0.5, 2.2),
    )
    before, now = round(base, 1), round(base * ratio, 1)
    p = (now / before - 1) * 100
    for when, value in ((year - 1, before), (year, now)):
        w.add(
            "yoy",
            who=one,
            direction=flow,
            period=when,
            value=value,
            unit="USD million",
            product=goods,
        )
    w.add(
        "yoy",
        who=one,
        direction=flow,
        period=year,
        value=f"{wrong(p, w.dice) if slip else p:.1f}",
        unit="percent yoy",
        product=goods,
        slip=slip,
    )


def fuel(w: Writer) -> tuple[str, str, int]:
    """Give (speaker, product, year) of a fuel series of its own."""
    country, _, goods, year = w.series(tuple(FACTORS), flow="export")
    return f"1718 Committee ({country})", goods, year


def tonnes_and_barrels(w: Writer, *, slip: bool) -> None:
    """Write one amount in two units, in two rows or in a row and its note."""
    speaker, goods, year = fuel(w)
    tonnes = w.dice.randint(300, 90_000)
    factor = w.dice.choice((4.1, 5.2, 9.2, 10.3, 12.5)) if slip else FACTORS[goods]
    barrels = round(tonnes * factor)
    common = {
        "topic": "fuel",
        "who": speaker,
        "direction": "export",
        "period": year,
        "product": goods,
    }
    form = w.dice.randint(0, 2)
    if form == 0:
        w.add("pair", **common, value=tonnes, unit="tonnes")
        w.add("pair", **common, value=barrels, unit="barrels", slip=slip)
    elif form == 1:
        w.add("pair", **common, value=tonnes, unit="tonnes", note=f"{barrels} barrels", slip=slip)
    else:
        w.add(
            "pair",
            **common,
            value=barrels,
            unit="barrels",
            note=f"{barrels}/{tonnes} t = {factor:.2f} bbl/t",
            slip=slip,
        )


def months(w: Writer, *, slip: bool) -> None:
    """Write parts of a year and their total, as a row or in a note."""
    speaker, goods, year = fuel(w)
    cuts = w.dice.choice((("01", "02", "03", "04"), ("Q1", "Q2", "Q3", "Q4"), ("H1", "H2")))
    values = [w.dice.randint(50, 9000) for _ in cuts]
    off = w.dice.choice((-90, -27, -9, -2, -1, 1, 2, 9, 18, 90)) if slip else 0
    total = sum(values) + off
    unit = w.dice.choice(("tonnes", "barrels"))
    common = {
        "topic": "fuel",
        "who": speaker,
        "direction": "export",
        "unit": unit,
        "product": goods,
    }
    whole = f"{year}-01..{year}-04" if cuts[0] == "01" else str(year)
    if w.dice.random() < 0.6:  # noqa: PLR2004 - more often a row than a note
        shown: object = total
        hedge = ""
        if not slip and w.dice.random() < 0.4:  # noqa: PLR2004 - some rounded
            shown = w.dice.choice(
                (round(total, -2), f"about {round(total, -2)}", f"nearly {-(-total // 100) * 100}")
            )
        for cut, value in zip(cuts, values, strict=True):
            w.add("sum", **common, period=f"{year}-{cut}", value=value)
        # a total that ends in zeros is taken to be rounded: no slip is planted there
        while slip and int(str(shown)) % ROUND == 0:
            shown = int(str(shown)) + 3
        w.add("sum", **common, period=whole, value=shown, note=hedge, slip=slip)
        return
    for n, (cut, value) in enumerate(zip(cuts, values, strict=True)):
        last = n == len(cuts) - 1
        kept = last or w.dice.random() < 0.7  # noqa: PLR2004 - a file may lack a part
        note = (
            w.dice.choice(
                (
                    f"sum of months {sum(values)} vs stated {total}",
                    f"stated total {total}; the parts sum to {sum(values)}",
                )
            )
            if last
            else ""
        )
        if kept:
            w.add(
                "sum", **common, period=f"{year}-{cut}", value=value, note=note, slip=slip and last
            )


def suppliers(w: Writer, *, slip: bool) -> None:
    """Write two suppliers and their joint row."""
    year = w.series(("all states",), flow="export")[3]
    month = f"{year}-{w.dice.randint(1, 12):02d}-{w.dice.randint(1, 28):02d}"
    one, other = (w.dice.randint(100, 9000) for _ in range(2))
    joint = one + other + (w.dice.choice((-30, -7, 4, 11, 100)) if slip else 0)
    joint += 3 if slip and joint % ROUND == 0 else 0
    common = {
        "topic": "fuel",
        "direction": "export",
        "unit": "tonnes",
        "product": "naphtha",
        "period": month,
    }
    w.add("parts", who="1718 Committee (China)", value=one, **common)
    w.add("parts", who="1718 Committee (Russia)", value=other, **common)
    w.add("parts", who="1718 Committee (China+Russia)", value=joint, slip=slip, **common)


def rate(w: Writer, *, slip: bool) -> None:
    """Write a rate and what was notified in its months."""
    speaker, goods, year = fuel(w)
    goods = "bitumen" if goods == "refined petroleum" else goods  # which holds the others
    each = w.dice.randint(80, 900)
    first, last = w.dice.choice(((1, 4), (1, 12), (3, 8)))
    n = last - first + 1
    times = w.dice.choice((3.5, 5.0, 0.2)) if slip else w.dice.uniform(0.88, 1.12)
    amount = round(each * n * times)
    country = speaker.partition("(")[2].removesuffix(")")
    shown = f"{round(each * 0.8)}-{round(each * 1.2)}" if w.dice.random() < 0.5 else str(each)  # noqa: PLR2004 - a coin
    form = w.dice.randint(0, 2)
    span = str(year) if n == 12 else f"{year}-{first:02d}..{year}-{last:02d}"  # noqa: PLR2004 - a year
    common = {"topic": "fuel", "direction": "export", "product": goods}
    if form == 2 and n < 12:  # noqa: PLR2004 - months of a year
        names = [
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "May",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
        ]
        note = f"{names[first - 1]}-{names[last - 1]} {year} alone {amount} t"
        w.add(
            "rate",
            who=f"{country} (ambassador via RIA)",
            period=f"{year} (per month)",
            value=shown,
            unit="tonnes",
            note=note,
            slip=slip,
            **common,
        )
        return
    period, unit = (f"{year} (per month)", "tonnes") if form else (str(year), "tonnes per month")
    w.add(
        "rate",
        who=f"{country} (ambassador via RIA)",
        period=period,
        value=shown,
        unit=unit,
        slip=slip,
        **common,
    )
    w.add("rate", who=speaker, period=span, value=amount, unit="tonnes", **common)


def currency(w: Writer, *, slip: bool) -> None:
    """Write one amount in yuan and in dollars."""
    country, flow, goods, year = w.series(("seafood",), last=2018)
    one, usd = who(w, country), w.dice.uniform(5, 90)
    yuan = (
        usd
        * CNY[year]
        * (
            w.dice.choice((0.15, 0.5, 1.6, 6.5, 1000, 0.001))
            if slip
            else w.dice.uniform(0.97, 1.03)
        )
    )
    common = {"who": one, "direction": flow, "period": year, "product": goods}
    if w.dice.random() < 0.5:  # noqa: PLR2004 - a coin
        w.add("currency", **common, value=f"{usd:.1f}", unit="USD million")
        w.add(
            "currency",
            **common,
            value=f"{yuan:.1f}" if yuan > 1 else f"{yuan:.4f}",
            unit="CNY million",
            slip=slip,
        )
    else:
        words = f"{yuan / 1000:.2f} billion yuan" if yuan > 1000 else f"{yuan:.3g} million yuan"  # noqa: PLR2004 - a billion
        w.add(
            "currency",
            **common,
            value=f"{usd:.1f}",
            unit="USD million",
            note=f"about {words}",
            slip=slip,
        )


def thousand(w: Writer, *, slip: bool) -> None:
    """Write thousands for millions beside the year before and after, another report, or a part."""
    country, flow, goods, year = w.series()
    one, base = who(w, country), w.dice.uniform(8, 90) * (ALL_TIMES if goods == "all" else 1)
    unit = "USD thousand" if slip else "USD million"
    values = [round(base * w.dice.uniform(0.7, 1.4), 1) for _ in range(3)]
    common = {"direction": flow, "product": goods}
    form = w.dice.randint(0, 2)
    if form == 0:  # years around it
        for when, value, at in zip((year - 1, year, year + 1), values, range(3), strict=True):
            w.add(
                "thousand",
                who=one,
                period=when,
                value=value,
                unit=unit if at == 1 else "USD million",
                slip=slip and at == 1,
                **common,
            )
    elif form == 1:  # two reports of one amount; honest ones differ by freight and revisions
        w.add("thousand", who=one, period=year, value=values[0], unit="USD million", **common)
        again = round(values[0] * w.dice.uniform(0.85, 1.15), 1)
        w.add(
            "thousand",
            who="ITC via Yonhap",
            partner=f"{PLACES[country]}-PRK",
            period=year,
            value=again,
            unit=unit,
            slip=slip,
            **common,
        )
    else:  # a quarter of the year; an honest one is a part of it
        part = round(values[0] * w.dice.uniform(0.1, 0.5), 2)
        w.add("thousand", who=one, period=year, value=values[0], unit=unit, slip=slip, **common)
        w.add("thousand", who=one, period=f"{year}-Q2", value=part, unit="USD million", **common)


def share(w: Writer, *, slip: bool) -> None:
    """Write a product, all goods, and the share that is said."""
    country, flow, _, year = w.series(("all",))
    w.used |= {(country, flow, "petroleum products", year + d) for d in range(-2, 3)}
    one, whole = who(w, country), round(w.dice.uniform(1500, 4000), 1)
    p = w.dice.uniform(0.1, 0.8)
    part = round(whole * p, 1)
    said = (
        part
        / whole
        * 100
        * (w.dice.choice((0.6, 0.75, 1.4)) if slip and p < ROOM else 0.6 if slip else 1)
    )
    common = {"who": one, "direction": flow, "period": year}
    w.add("share", **common, value=whole, unit="USD million", product="all")
    w.add("share", **common, value=part, unit="USD million", product="petroleum products")
    w.add(
        "share",
        **common,
        value=f"{said:.1f}",
        unit=f"percent of {flow}s",
        product="petroleum products",
        slip=slip,
    )


def both_ways(w: Writer, *, slip: bool) -> None:
    """Write exports, imports and turnover."""
    for years in [APART] * 20 + [0] * 20:
        country, flow, _, year = w.series(("all",))
        other = "import" if flow == "export" else "export"
        if w.take((country, other, "all", year), years):
            break
    half = f"{year}-{w.dice.randint(1, 12):02d}"
    out, into = round(w.dice.uniform(105, 600), 2), round(w.dice.uniform(105, 600), 2)
    total = (out + into) * (
        w.dice.choice((0.8, 0.9, 1.1, 1.3)) if slip else w.dice.uniform(0.996, 1.004)
    )
    common = {"who": who(w, country), "period": half, "unit": "USD million", "product": "all"}
    w.add("flows", direction="export", value=out, **common)
    w.add("flows", direction="import", value=into, **common)
    w.add("flows", direction="turnover", value=round(total, 2), slip=slip, **common)


def remark(w: Writer) -> None:
    """Write a note that quotes a change and works out another, with one of its levels not in the file."""
    country, flow, goods, year = w.series()
    p = w.dice.uniform(12, 200)
    q = wrong(p, w.dice)
    w.add("remark", who=who(w, country), direction=flow, period=year, value=round(w.dice.uniform(5, 90), 2), unit="USD million",
          product=goods, note=f"text says nearly {abs(q):.0f}%; ratio is {p:+.0f}%", slip=True)  # fmt: skip


def bystanders(w: Writer) -> None:
    """Write honest rows that look like slips: revisions, scopes, collapses, other bases, odd notes."""
    country, flow, goods, year = w.series(("coal", "machinery", "cereal and flour"))
    one, base = who(w, country), w.dice.uniform(8, 90) * (ALL_TIMES if goods == "all" else 1)
    common = {"who": one, "direction": flow, "unit": "USD million", "product": goods}
    form = w.dice.randint(0, 5)
    if form == 0:  # a revision
        for factor in (1, w.dice.uniform(0.94, 1.06)):
            w.add("revision", period=year, value=round(base * factor, 1), **common)
    elif form == 1:  # a collapse, and what came after
        for when, factor in (
            (year - 1, 1),
            (year, w.dice.uniform(0.0005, 0.01)),
            (year + 1, w.dice.uniform(0.001, 0.05)),
        ):
            w.add("collapse", period=when, value=round(base * factor, 3), **common)
    elif form == 2:  # another base year  # noqa: PLR2004 - the forms
        w.add("base", period=year - 1, value=round(base * w.dice.uniform(0.5, 2), 1), **common)
        w.add(
            "base",
            period=year,
            value=round(base, 1),
            note=f"+{w.dice.randint(150, 400)}% on {year - 6}",
            **common,
        )
    elif form == 3:  # a quarter that doubled in a flat year  # noqa: PLR2004 - the forms
        w.add("quarter", period=year - 1, value=round(base, 1), **common)
        w.add(
            "quarter",
            period=year,
            value=round(base * 1.01, 1),
            note=f"+1.0% on {year - 1}: the quarter doubled, the year was flat",
            **common,
        )
        w.add(
            "quarter",
            period=f"{year}-Q1",
            value=round(base * 0.3, 2),
            note="more than doubled",
            **common,
        )
    elif form == 4:  # remarks that are no figures of the row  # noqa: PLR2004 - the forms
        notes = ("56 deliveries; lower bound", "about 40% below the average price", "34% of the cap", "other product scope than 16 (27.2)",
                 "up 12% from the previous month", "-15% month on month", "excludes 3 months", "revised from an earlier report")  # fmt: skip
        w.add("note", period=year - 1, value=round(base, 1), **common)
        w.add(
            "note",
            period=year,
            value=round(base * w.dice.uniform(0.4, 2.2), 1),
            note=w.dice.choice(notes),
            **common,
        )
    else:  # the two ends of one flow, with freight
        w.add("mirror", period=year, value=round(base, 1), **common)
        w.add(
            "mirror",
            who="ITC via Kharon",
            partner=f"{PLACES[country]}-PRK",
            direction=flow,
            period=year,
            value=round(base * w.dice.uniform(0.8, 1.25), 1),
            unit="USD million",
            product=goods,
        )


SLIPS: tuple[Callable[[Writer], None], ...] = (
    slip_change, slip_factor, remark, *(lambda w, make=make: make(w, slip=True) for make in (
        yoy_row, tonnes_and_barrels, months, suppliers, rate, currency, thousand, share, both_ways)),
)  # fmt: skip
HONEST: tuple[Callable[[Writer], None], ...] = (
    honest_change, honest_change, honest_factor, bystanders, bystanders, bystanders, *(
        lambda w, make=make: make(w, slip=False) for make in (
            yoy_row, tonnes_and_barrels, months, suppliers, rate, currency, thousand, share, both_ways)),
)  # fmt: skip


def made_up(seed: int, groups: int = 40) -> Writer:
    """Give a file of that many groups, a third of them with a slip."""
    w = Writer(random.Random(seed))  # noqa: S311 - rows, not secrets
    for _ in range(groups):
        w.dice.choice(SLIPS if w.dice.random() < 1 / 3 else HONEST)(w)
    return w
