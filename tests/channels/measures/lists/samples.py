"""A few lines of each list format, made up but in the lists' own form."""

UN = b"""<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2017-10-04T00:00:00Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
<FIRST_NAME>PAK</FIRST_NAME><SECOND_NAME>CHON IL</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPi.900</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON>
<NAME_ORIGINAL_SCRIPT>\xeb\xb0\x95\xec\xb2\x9c\xec\x9d\xbc</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Captain</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1957</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>563410081</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>OCEAN PINE SHIPPING</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER><LISTED_ON>2014-07-28</LISTED_ON>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>OPS; Pine Line</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><COUNTRY>DPRK</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""
SDN = (
    b'36,"SUNRISE AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    b'77,"HARBOUR PEARL 6","vessel","DPRK4] [NPWMD",-0- ,"HMXX",-0- ,"2597",-0- ,"North Korea","PEARL SHIPPING",'
    b'"Vessel Registration Identification IMO 8628597; MMSI 445012345 (vessel) (Linked To: PEARL SHIPPING)."\r\n'
    b'88,"OFFICER, Ivan","individual","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    b'"DOB 22 Nov 1973; POB Tver, Russia; nationality Russia; Passport 717637093 (Russia)."\r\n\x1a'
)
ADD = b'36,25,-0- ,"Havana","Cuba",-0- \r\n77,26,-0- ,"Nampo","Korea, North",-0- \r\n\x1a'
ALT = b'36,12,"aka","SUN-RISE AIR",-0- \r\n88,13,"fka","OFFICIER, Iwan","weak"\r\n\x1a'
CSL = (
    b"_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    b"standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
    b"vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
    b"places_of_birth,source_information_url,ids\n"
    b'1,Specially Designated Nationals (SDN) - Treasury Department,77,Vessel,DPRK4,HARBOUR PEARL 6,,,,,,,,,HMXX,,,,'
    b'North Korea,,(Linked To: PEARL SHIPPING),,PEARL SIX,,,,,,"IMO 8628597, Vessel Registration Identification"\n'
    b'2,Denied Persons List (DPL) - Bureau of Industry and Security,,,,I. ASH,,"STREET 1, SEAGOVILLE, US",,'
    b'2003-06-19,2056-06-29,Y,,,,,,,,,,,,,,,,,\n'
)  # fmt: skip
EU = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,"
    "nationality,jurisdiction,birthDate,imoNumber,flag,address\n"
    "32017R1509,,EU-PRK,XIV.B,Transportation restrictions,3.10.2017,,Vessel,HARBOUR PEARL 6 (PEARL SIX),,,,,,,,8628597,,\n"
    '32017R1509,4,EU-PRK,XIII.A,Asset freeze,30.11.2016,,Person,Pak Chon-il,"Pak Cheon Il (박천일)",,,,DPRK,,28.2.1954,,,"Pyongyang, DPRK"\n'
).encode()
FTM = b"""{"id":"a","schema":"Company","caption":"Acme","datasets":["x"],"properties":{"name":["Acme LLC"],"country":["ru"],"innCode":["7707083893"]}}
{"id":"b","schema":"Company","datasets":["x"],"properties":{"name":["Beta"],"previousName":["Old Beta"]}}
{"id":"o","schema":"Ownership","datasets":["x"],"properties":{"owner":["a"],"asset":["b"],"percentage":["51%"],"startDate":["2015-01-01"]}}
{"id":"s","schema":"Sanction","datasets":["x"],"properties":{"entity":["a"],"startDate":["2014-07-29"]}}
"""
OWNERS = b"owner,owned,share,relation,from,to\nA,B,50%,owns,2015-01-01,\nB,C,0.5,,,\nC,A,10%,owns,,\nA,D,25-60%,owns,,\nA,E,,directs,,\nX,,50%,,,\n"
OFAC_XML = b"""<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation><Publish_Date>07/07/2021</Publish_Date></publshInformation>
<sdnEntry><uid>77</uid><lastName>HARBOUR PEARL 6</lastName><sdnType>Vessel</sdnType><programList><program>DPRK4</program></programList>
<idList><id><idType>Vessel Registration Identification</idType><idNumber>IMO 8628597</idNumber></id></idList>
<vesselInfo><callSign>HMXX</callSign><vesselFlag>North Korea</vesselFlag></vesselInfo></sdnEntry>
<sdnEntry><uid>88</uid><firstName>Ivan</firstName><lastName>OFFICER</lastName><sdnType>Individual</sdnType>
<akaList><aka><type>a.k.a.</type><category>weak</category><lastName>THE BEAR</lastName></aka></akaList>
<dateOfBirthList><dateOfBirthItem><dateOfBirth>22 Nov 1973</dateOfBirth></dateOfBirthItem></dateOfBirthList>
<nationalityList><nationality><country>Russia</country></nationality></nationalityList></sdnEntry></sdnList>
"""
ADVANCED = b"""<?xml version="1.0"?><Sanctions xmlns="http://www.un.org/sanctions/1.0"><DateOfIssue><Year>2021</Year><Month>7</Month><Day>7</Day></DateOfIssue>
<ReferenceValueSets><AliasTypeValues><AliasType ID="1403">Name</AliasType></AliasTypeValues>
<CountryValues><Country ID="11">Russia</Country></CountryValues><FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType></FeatureTypeValues><IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
<PartySubTypeValues><PartySubType ID="4">Individual</PartySubType></PartySubTypeValues></ReferenceValueSets>
<Locations><Location ID="5"><LocationCountry CountryID="11"/></Location></Locations>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="9"><IDRegistrationNo>717637093</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="88"><Profile ID="88" PartySubTypeID="4"><Identity ID="9" Primary="true"><Alias AliasTypeID="1403" LowQuality="false">
<DocumentedName><DocumentedNamePart><NamePartValue>OFFICER</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue>Ivan</NamePartValue></DocumentedNamePart></DocumentedName>
</Alias></Identity><Feature FeatureTypeID="8"><FeatureVersion><DatePeriod><Start><From><Year>1973</Year><Month>11</Month><Day>22</Day></From></Start>
<End><From><Year>1973</Year><Month>11</Month><Day>22</Day></From></End></DatePeriod></FeatureVersion></Feature>
<Feature FeatureTypeID="10"><FeatureVersion><VersionLocation LocationID="5"/></FeatureVersion></Feature></Profile></DistinctParty></DistinctParties>
<SanctionsEntries><SanctionsEntry ID="1" ProfileID="88"><EntryEvent><Date><Year>2014</Year><Month>3</Month><Day>20</Day></Date></EntryEvent>
<SanctionsMeasure><Comment>UKRAINE-EO13661</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>
"""
EU_XML = """<?xml version="1.0" encoding="UTF-8"?><export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2017-10-20T10:00:00" globalFileId="1">
<sanctionEntity euReferenceNumber="EU.1.2" logicalId="7"><regulation programme="PRK" entryIntoForceDate="2017-10-05"/><subjectType code="person"/>
<nameAlias wholeName="Pak Chon-il" strong="true"/><nameAlias wholeName="박천일" strong="true"/><birthdate birthdate="1954-02-28" countryIso2Code="KP"/>
<identification identificationTypeCode="passport" number="563410081"/></sanctionEntity></export>
""".encode()
UK = (
    b"Last Updated,03/02/2022\n"
    b"Name 6,Name 1,Name 2,DOB,Nationality,Passport Number,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,Group ID\n"
    b"OFFICER,Ivan,,22/11/1973,Russia,717637093,Russia,,Individual,Primary name,,Russia,20/03/2014,900\n"
    b"THE BEAR,,,22/11/1973,Russia,,Russia,,Individual,AKA,Low quality a.k.a,Russia,20/03/2014,900\n"
    b"HARBOUR PEARL 6,,,,,,North Korea,IMO number: 8628597,Ship,Primary name,,DPRK,03/10/2017,901\n"
)
