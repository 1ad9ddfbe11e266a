"""More made-up rows with labels: amounts whose notes carry the second figure, as the press writes them.

Averages over the row's own period, parts of a cap, shares of all goods, running totals, falls by a number of
times, and pairs of tonnes and barrels written in thousands. The truth is drawn first, as in ``figure_rows``.
"""

from collections.abc import Callable

from evaluation.figure_rows import APART, FACTORS, Writer, fuel, who

CAP = 500_000


def off(w: Writer) -> float:
    """Give a factor that no rounding explains."""
    return w.dice.choice((0.5, 0.7, 1.4, 1.8, 2.5))


def average(w: Writer, *, slip: bool) -> None:
    """Write a year with its monthly average."""
    country, flow, goods, year = w.series(("coal", "machinery", "textiles"))
    value = round(w.dice.uniform(12, 90), 1)
    each = value / 12 * (off(w) if slip else 1.0)
    how = w.dice.choice(("", "about "))
    note = w.dice.choice(
        ("average of {}{:.1f} million a month", "an average of {}{:.2f} million per month")
    )
    w.add("average", slip=slip, who=who(w, country), direction=flow, period=year, value=value, unit="USD million", product=goods,
          note=note.format(how, each))  # fmt: skip


def cap(w: Writer, *, slip: bool) -> None:
    """Write barrels with their part of a cap."""
    speaker, goods, year = fuel(w)
    value = w.dice.randint(20_001, 480_999)
    part = 100 * value / CAP * (off(w) if slip else 1.0)
    size = w.dice.choice(("500,000 barrels", "500 thousand barrels", "0.5 million barrels"))
    w.add("cap", slip=slip, who=speaker, direction="export", period=year, value=value, unit="barrels",
          product=goods, note=f"{part:.1f}% of the {w.dice.choice(('', 'annual '))}cap of {size}")  # fmt: skip


def noted_share(w: Writer, *, slip: bool) -> None:
    """Write a product and all goods, the product with its share in the note."""
    for years in [APART] * 20 + [0] * 20:
        country, flow, goods, year = w.series(("coal", "textiles", "machinery"))
        if w.take((country, flow, "all", year), years):
            break
    whole = round(w.dice.uniform(160, 900), 1)
    share = w.dice.uniform(0.08, 0.6)
    said = share * w.dice.choice((0.4, 0.6, 1.5)) if slip else share
    common = {"who": who(w, country), "direction": flow, "period": year, "unit": "USD million"}
    w.add("noted_share", value=whole, product="all", **common)
    w.add("noted_share", slip=slip, value=round(whole * share, 2), product=goods, note=f"{100 * said:.1f}% of {flow}s", **common)  # fmt: skip


def running(w: Writer, *, slip: bool) -> None:
    """Write months from January on, the last with the total so far."""
    speaker, goods, year = fuel(w)
    months = [w.dice.randint(301, 4_999) for _ in range(w.dice.randint(3, 9))]
    total = sum(months) + (w.dice.choice((-150, 90, 1_000)) if slip else 0)
    text = f"{total:,}" if w.dice.random() < 1 / 2 else str(total)
    for n, value in enumerate(months, start=1):
        last = n == len(months)
        note = w.dice.choice(("total {}", "total of {} so far", "stated total: {}")).format(text)
        w.add("running", slip=slip and last, who=speaker, direction="export", period=f"{year}-{n:02d}",
              value=value, unit="tonnes", product=goods, note=note if last else "")  # fmt: skip


def times(w: Writer, *, slip: bool) -> None:
    """Write a fall by a number of times."""
    country, flow, goods, year = w.series(("coal", "textiles", "machinery"))
    fold = round(w.dice.uniform(1.6, 6.0), 1)
    before = round(w.dice.uniform(20, 90), 2)
    after = round(before / fold * (w.dice.choice((0.5, 1.7)) if slip else 1.0), 2)
    common = {"who": who(w, country), "direction": flow, "unit": "USD million", "product": goods}
    word = w.dice.choice(("fell", "dropped", "decreased"))
    w.add("times", value=before, period=year - 1, **common)
    w.add("times", slip=slip, value=after, period=year, note=f"{word} {fold} times", **common)


def thousands(w: Writer, *, slip: bool) -> None:
    """Write tonnes with barrels in thousands or millions."""
    speaker, goods, year = fuel(w)
    tonnes = w.dice.randint(10_001, 90_999)
    barrels = tonnes * FACTORS[goods] * (w.dice.choice((0.6, 0.75, 1.35)) if slip else 1.0)
    note = w.dice.choice(
        (
            f"{barrels / 1e3:.2f} thousand barrels",
            f"{barrels / 1e6:.5f} million barrels",
            f"{barrels / 1e3:.2f}k bbl",
        )
    )
    w.add("thousands", slip=slip, who=speaker, direction="export", period=year, value=tonnes, unit="tonnes",
          product=goods, note=note)  # fmt: skip


def loose(w: Writer) -> None:
    """Write honest rows whose notes set another matter beside the amount."""
    country, flow, goods, year = w.series(("coal", "textiles", "machinery"))
    notes = ("average price 93 USD a tonne", "12% of the cap", "an average of 1.4 million tonnes a month", "60% of all supplies by sea",
             "three times the price of a year ago", "total trade of the region 9 bn", "exceeds the cap by 40%", "about 4 shiploads a month",
             "half of it in the last quarter", "90% of trade goes through one town")  # fmt: skip
    w.add("loose", who=who(w, country), direction=flow, period=year, value=round(w.dice.uniform(5, 90), 1), unit="USD million",
          product=goods, note=w.dice.choice(notes))  # fmt: skip


MAKERS: tuple[Callable[..., None], ...] = (average, cap, noted_share, running, times, thousands)
