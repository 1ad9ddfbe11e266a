"""Words that crews write besides the name of a place, in the languages they write them in."""

import re
from typing import Final

SEPARATOR: Final = re.compile(
    r"\s*(?:<?[-=~]*>+<?|<[-=~>]*|[-=~]{2,}|[=~/\\+&_;|,]|\s-\s|\bTO\b|\bAND\b|\bVS\b|\bVV\b|\bV\.V\.?)\s*"
)
"""What stands between the ports of a voyage; a lone hyphen and a space are tried later."""

STATUS: Final = re.compile(
    r"\b(?:(?:A?WAIT\w*|STAND\w*|WTG|AWT\w*)\s*(?:FOR|4)?\s*(?:NEW|FURTHER|FURTH|NEXT)?\s*(?:ORDERS?|ORD|INST\w*|BERTH\w*|PILOT|CARGO|LOCK)?"
    r"|(?:FOR|4|BY|UNDER|NEW|TO)\s*ORDERS?|FOR\s*ORD|ORDERS?|F\.?O\.?(?=$|\s)|O/?ORDERS?"
    r"|(?:VHF\s*)?CH(?:ANNEL)?\.?\s*\d{1,2}(?:[/,]\d+)*(?:\s*FOR\s*DEST\w*)?|VHF\s*\d+"
    r"|DRIFT\w*|FISHING(?:\s*GROUNDS?)?|FISHERY|FISKE\w*|VISSERIJ|PESCA|VISSEN"
    r"|AT\s*ANCHOR|ANCHORED|ANCHORING|AT\s*SEA|IN\s*PORT|MOORED|ALONGSIDE|UNDERWAY|LAID\s*UP|STOPPED"
    r"|SEA\s*TR(?:IA|AI)LS?|TRIALS?|TESTS?|TESTING|SAR|ON\s*DUTY|DUTY|PATROL\w*|SURVEY\w*|RESEARCH|DREDGING|BAGGEREN"
    r"|TOWAGE|TOWING|TUG\s*SERVICE|ESCORT\w*|ASSIST\w*|ASSITANCE|BUNKER(?:ING|S)?|REPAIRS?|MAINTENANCE|SALVAGE"
    r"|CRUISING|SAILING|PLEASURE|RACING|VARIOUS|HARBOU?R\s*(?:DUTIES|SERVICE|WORK)|PILOT\s*DUTY|PILOTING|WORKING|WORK"
    r"|ARMED\s*GUARDS?(?:\s*ON\s*?BOARD)?|SECURITY\s*ON\s*BOARD|NUC|RAM|NOT\s*(?:DEFINED|AVAILABLE|KNOWN|SET)"
    r"|NO\s*DEST\w*|DESTINATION|UNKNOWN|UNDEFINED|UNDEF|TBA|TBN|TBC|NONE|NIL|N/A|HOME\s*PORT|HOME|STANDBY|STBY"
    r"|DIVING|SUPPORT|GUARD|TRAINING|EXERCISE\w*|ICE\s*BREAKING|OIL\s*RECOVERY|PILOT\s*VESSEL|LOCAL|DAY\s*TRIP)\b"
)

AREA: Final = re.compile(
    r"\b(?:ARCHIPEL\w*|ARKEPEL\w*|WIND\s*(?:FARM|PARK)|WINDFARM|WINDPARK|OWF|OIL\s*FIELD|FIELD|PLATFORM|RIG|BLOCK|BLOC|ISLANDS|SEA"
    r"|NORTH\s*SEA|NORDSEE|NOORDZEE|OSTSEE|BALTIC|ATLANTIC|PACIFIC|INDIAN\s*OCEAN|MEDITERRANEAN|GULF|OCEAN|COAST|COASTAL"
    r"|REGION\w*|STRAITS?|OFFSHORE|FJORDEN|INLAND\s*WATERS|WADDENZEE|IJSSELMEER|EEZ|LOCAL\s*AREA|AREA|WATERS"
    r"|DOCK\s*SIDE|WALL)\b|FJORDEN\b|ARCHIPELA\w*"
)

NOISE: Final = re.compile(
    r"\b(?:PORT\s*OF|PORT|HARBOU?R|HRBR?|HBR|HABOUR|HAVEN|HAVN|HAMN|HAFEN|ROADS?|ROADSTEAD|RDS|ANCH(?:ORAGE)?|ANCHG|ANC|OFF|OPL"
    r"|PILOT(?:\s*ST(?:ATIO)?N)?|PILOTS|PLT|P/?S|STATION|STN|TERMINALS?|TERM|TML|BERTH|JETTY|PIER|DOCKS?|QUAY|KADE|LOCKS?|BUOY|MARINA"
    r"|RIVER|A/?D\s+RIJN|NOK|KANAL|CANAL|INNER|OUTER|CITY|TOWN|NEW\s*PORT|OLD\s*PORT|BAY\s*ANCH|SHIPYARD|YARD|WHARF|DRY\s*DOCK|REPAIR|RTN|RETURN|TR|R/T|HARBOR|FERRY"
    r"|ETA|ETD|LT|UTC|SBE|EOSP|LP\s*\d+|NR?\s*\d+|NO\s*\d+|KAAI|SERVICE)\b\.?"
)

JUNK: Final = re.compile(r"^(?:[^A-Z]*|(.)\1{2,}|[A-Z]{0,1}[^A-Z]+[A-Z]?|MOB\b.*)$")

STATES: Final = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
    ]
)
PROVINCES: Final = {
    "BC": "02",
    "NS": "07",
    "QC": "10",
    "ON": "08",
    "NB": "04",
    "NL": "05",
    "PE": "09",
}
"""Provinces of Canada as GeoNames numbers them."""

COUNTRIES: Final = {
    name: code
    for code, names in {
        "GB": "UK,U K,GREAT BRITAIN,ENGLAND,SCOTLAND,WALES,UNITED KINGDOM,GBR,N IRELAND",
        "US": "USA,U S A,U S,UNITED STATES,AMERICA",
        "NL": "HOLLAND,NETHERLAND,NETHERLANDS,NEDERLAND,THE NETHERLANDS,NLD,NED",
        "KR": "KOREA,S KOREA,SOUTH KOREA,SKOREA,REP OF KOREA,R O K,ROK,KOR",
        "KP": "DPRK,D P R K,N KOREA,NORTH KOREA,DPR KOREA,PRK",
        "CN": "CHINA,P R CHINA,PR CHINA,PRC,P R C,CHN",
        "TW": "TAIWAN,TWN,ROC",
        "HK": "HONGKONG SAR",
        "RU": "RUSSIA,RUSSIAN FEDERATION,RUS,RF",
        "UA": "UKRAINE,UKRAIN,UKR",
        "TR": "TURKEY,TURKIYE,TURKIE,TUR",
        "GR": "GREECE,HELLAS,GRC",
        "IT": "ITALY,ITALIA,ITA",
        "ES": "SPAIN,ESPANA,ESP",
        "PT": "PORTUGAL,PRT",
        "FR": "FRANCE,FRA",
        "BE": "BELGIUM,BELGIE,BELGIQUE,BEL",
        "DE": "GERMANY,DEUTSCHLAND,GER,DEU",
        "DK": "DENMARK,DANMARK,DNK,DEN",
        "NO": "NORWAY,NORGE,NOR",
        "SE": "SWEDEN,SVERIGE,SWE",
        "FI": "FINLAND,SUOMI,FIN",
        "PL": "POLAND,POLSKA,POL",
        "EE": "ESTONIA,EST",
        "LV": "LATVIA,LVA",
        "LT": "LITHUANIA,LTU",
        "RO": "ROMANIA,ROU",
        "BG": "BULGARIA,BGR",
        "GE": "GEORGIA",
        "IE": "IRELAND,IRL,EIRE",
        "IS": "ICELAND,ISL",
        "JP": "JAPAN,NIPPON,JPN",
        "VN": "VIETNAM,VIET NAM,VNM",
        "TH": "THAILAND,THA",
        "MY": "MALAYSIA,MYS",
        "SG": "SPORE",
        "ID": "INDONESIA,IDN,INA",
        "PH": "PHILIPPINES,PHIL,PHL,PHILS",
        "IN": "INDIA,IND",
        "PK": "PAKISTAN,PAK",
        "BD": "BANGLADESH,BGD",
        "LK": "SRI LANKA,SRILANKA,LKA",
        "AE": "UAE,U A E,EMIRATES",
        "SA": "SAUDI ARABIA,KSA,SAUDI,S ARABIA",
        "QA": "QATAR",
        "KW": "KUWAIT",
        "BH": "BAHRAIN",
        "OM": "OMAN",
        "IR": "IRAN,IRN",
        "IQ": "IRAQ",
        "IL": "ISRAEL,ISR",
        "EG": "EGYPT,EGY",
        "DZ": "ALGERIA,DZA",
        "MA": "MOROCCO,MAR",
        "TN": "TUNISIA,TUN",
        "LY": "LIBYA",
        "NG": "NIGERIA",
        "ZA": "SOUTH AFRICA,RSA,S AFRICA",
        "AU": "AUSTRALIA,AUS,AUST",
        "NZ": "NEW ZEALAND,NZL,N Z",
        "CA": "CANADA,CAN",
        "MX": "MEXICO,MEX",
        "BR": "BRAZIL,BRASIL,BRA",
        "AR": "ARGENTINA,ARG",
        "CL": "CHILE,CHL",
        "PE": "PERU,PER",
        "CO": "COLOMBIA,COL",
        "VE": "VENEZUELA",
        "PA": "PANAMA,PAN",
        "HR": "CROATIA,HRV",
        "SI": "SLOVENIA",
        "CY": "CYPRUS",
        "MT": "MALTA",
        "LB": "LEBANON",
        "SY": "SYRIA",
        "FO": "FAROES,FAROE ISLANDS",
        "GL": "GREENLAND",
    }.items()
    for name in names.split(",")
}
DIGITS: Final = str.maketrans({"0": "O", "1": "I", "5": "S", "3": "E", "8": "B", "4": "A"})
STATUS_ALONE: Final = frozenset(
    [
        "HOME",
        "FISHING",
        "ORDERS",
        "TEST",
        "WORK",
        "DUTY",
        "GUARD",
        "LOCAL",
        "RAM",
        "SUPPORT",
        "NONE",
        "VARIOUS",
        "TRAINING",
    ]
)
"""Words that are names of places too, but mean a status where they stand alone."""
