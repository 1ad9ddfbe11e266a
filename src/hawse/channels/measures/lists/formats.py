"""Every format of a sanctions list that is read."""

from typing import Final

from hawse.channels.measures.lists import (
    eu_annex_csv,
    eu_xml,
    ftm_json,
    ofac_advanced,
    ofac_legacy,
    ofac_xml,
    owners_csv,
    uk_csv,
    un_xml,
    us_csl,
)
from hawse.core.channel import Reader

READERS: Final[tuple[Reader, ...]] = (
    un_xml.READER,
    ofac_legacy.SDN,
    ofac_legacy.ADD,
    ofac_legacy.ALT,
    ofac_xml.READER,
    ofac_advanced.READER,
    us_csl.READER,
    eu_xml.READER,
    uk_csv.READER,
    eu_annex_csv.READER,
    ftm_json.READER,
    owners_csv.READER,
)
