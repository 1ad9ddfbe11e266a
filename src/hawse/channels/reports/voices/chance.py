"""How likely an offer is a report: what its word, its place and its frame add up to.

No weight was trained. The words are a list written by hand, and so are the weights, in coarse
steps, by reading the training part of PolNeAR (Newell, Margolin and Ruths 2018, "An attribution
relations corpus for political news") and tables of where the rules erred on a third of it. Its
licence is not stated, so nothing that a machine derived from it ships.
"""

from math import exp

from hawse.channels.reports.voices import frame, place
from hawse.channels.reports.voices.cue_words import cue_word
from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.nesting import Looked, nested
from hawse.channels.reports.voices.offer import Offer
from hawse.channels.reports.voices.traits import seen


def chances(offers: list[Offer], held: Laid) -> list[float]:
    """Give how likely each offer of one sentence is a report by its source, from 0 to 1."""
    looked = [_alone(offer, held) for offer in offers]
    return [1 / (1 + exp(-odds)) for odds in nested(looked, held)]


def _alone(offer: Offer, held: Laid) -> Looked:
    """Weigh an offer as if it were the only one in its sentence."""
    known = seen(offer, held)
    odds, way = cue_word(offer)
    odds += (
        place.of_way(offer.way.path)
        + place.of_source(offer, held, known)
        + place.of_opening(offer, held, known)
        + place.of_reduced(offer, held)
        + place.of_inversion(offer, held, way)
        + frame.of_form(offer, held, way)
        + frame.of_frame(offer, held, way)
        + frame.of_quotation(offer, held, way)
        + frame.of_colon(offer, known)
    )
    return Looked(offer, way, known.opening, odds)
