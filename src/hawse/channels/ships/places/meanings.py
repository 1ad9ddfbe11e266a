"""What the kernel ``scan`` tells of a text, and what it is told of a key."""

OTHER, NAME, SOLE, CODE, WITHIN, BESIDE, BERTHED, SIGNED, DASHED, JUNK, SEA, WORDED, BARE, LONE = (
    range(14)
)
"""What a text is: none of these; a name; the name of one large place alone; a code; a name and a
country; a name and two letters; a name and a berth; names with signs between; names with hyphens
between; no letters; a sea; words that are no status, area or country; the same where no sign
parts them and nothing is known by all of them; one word that is no known name."""
(
    NO_NAME, WHOLE, AREA, START, END, NOISE, JOINED, FIRST, LAST, COUNTRY, SURE, STATUS,
    BEGIN, WORD, ARRIVAL, CODED,
) = (1 << n for n in range(16))  # fmt: skip
"""What a key means besides: no name where alone; a country or water where alone; a sea; its first
six letters; its last seven; a berth; a word between legs; a first word cut short; the last word of
a country; a country; one large place's alone; three letters with which a status may begin; the
letters with which a status begins; a status; a berth that a ship from
afar may write; a code."""
