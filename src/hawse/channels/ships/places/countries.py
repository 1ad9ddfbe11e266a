"""Countries, states and provinces as crews write them beside the name of a port."""

from typing import Final

from hawse.channels.ships.places.vocabulary import listed

STATES: Final = listed("state")
CODE_WORDS: Final = listed("behind_code")
"""What Japan's form writes straight behind a code: no berth, or off the port."""
BERTH_WORDS: Final = listed("berth")
"""What Japan's form writes after a code: off the port, anchored, a harbour's part."""
PROVINCES: Final = {
    "BC": "02",
    "NS": "07",
    "QC": "10",
    "PQ": "10",
    "ON": "08",
    "NB": "04",
    "NL": "05",
    "NF": "05",
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
        "CN": "CHINA,P R CHINA,PR CHINA,PRC,P R C,CHN,CHINE",
        "TW": "TAIWAN,TWN,ROC",
        "HK": "HONGKONG SAR",
        "RU": "RUSSIA,RUSSIAN FEDERATION,RUS,RF,RUSSLAND,RUSIA,ROSSIYA,RUSSIE,FED RUSSIA",
        "UA": "UKRAINE,UKRAIN,UKR",
        "TR": "TURKEY,TURKIYE,TURKIE,TURKIJE,TUR",
        "GR": "GREECE,HELLAS,GRC",
        "IT": "ITALY,ITALIA,ITA",
        "ES": "SPAIN,ESPANA,ESP",
        "PT": "PORTUGAL,PRT",
        "FR": "FRANCE,FRA,FRANKRIJK,FRANKREICH",
        "BE": "BELGIUM,BELGIE,BELGIQUE,BEL,BELGIEN",
        "DE": "GERMANY,DEUTSCHLAND,GER,DEU,DUITSLAND,ALLEMAGNE",
        "DK": "DENMARK,DANMARK,DNK,DENEMARKEN",
        "NO": "NORWAY,NORGE,NOR,NORWEGEN,NOORWEGEN",
        "SE": "SWEDEN,SVERIGE,SWE,SCHWEDEN,ZWEDEN",
        "FI": "FINLAND,SUOMI,FIN,FINNLAND",
        "PL": "POLAND,POLSKA,POL,POLEN,POLAN",
        "EE": "ESTONIA,EST",
        "LV": "LATVIA,LVA",
        "LT": "LITHUANIA,LTU",
        "RO": "ROMANIA,ROU",
        "BG": "BULGARIA,BGR",
        "GE": "GEORGIA",
        "IE": "IRELAND,IRL,EIRE",
        "IS": "ICELAND,ISL",
        "JP": "JAPAN,NIPPON,JPN,JAP",
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
        "NG": "NIGERIA,NIGERI",
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
        "ME": "MONTENEGRO",
        "AL": "ALBANIA",
        "JO": "JORDAN",
        "YE": "YEMEN",
        "DJ": "DJIBOUTI",
        "KE": "KENYA",
        "TZ": "TANZANIA",
        "MZ": "MOZAMBIQUE",
        "AO": "ANGOLA",
        "GH": "GHANA",
        "CI": "IVORY COAST,COTE D IVOIRE",
        "SN": "SENEGAL",
        "GN": "GUINEA",
        "CM": "CAMEROON",
        "MM": "MYANMAR",
        "KH": "CAMBODIA",
        "EC": "ECUADOR",
        "UY": "URUGUAY",
        "CU": "CUBA",
        "JM": "JAMAICA",
        "TT": "TRINIDAD,TRINIDAD AND TOBAGO",
        "GT": "GUATEMALA",
        "HN": "HONDURAS",
        "CR": "COSTA RICA",
        "DO": "DOMINICAN REPUBLIC,DOM REP",
    }.items()
    for name in names.split(",")
}
LAST_WORDS: Final = frozenset(name.rsplit(" ", 1)[-1] for name in COUNTRIES)
"""The last words of all of these: a text that ends otherwise names no country at its end."""
COUNTRY_KEYS: Final = frozenset(
    key
    for name in COUNTRIES
    if len(key := name.replace(" ", "")) > 3 and name != "SPORE"  # noqa: PLR2004 - three letters are a code
)
"""The names as keys: a country that is written alone is no port, unless a port has its name."""
