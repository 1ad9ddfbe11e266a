"""The contracts of the seam, held by every step, every CSV reader and the channel."""

import io
from pathlib import Path
from random import Random
from typing import ClassVar

import pyarrow as pa
import pytest

from hawse.channels.ships import CHANNEL, STEPS
from hawse.channels.ships.planted.reception import ears, written
from hawse.channels.ships.planted.season import season
from hawse.channels.ships.read.nmea import READER
from hawse.core.tables import SHARED
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, ChannelContract, ReaderContract, StepContract, a_source

TABLES = {**SHARED, **{t.name: t for t in CHANNEL.tables}}


class TestChannel(ChannelContract):
    """The channel as a whole."""

    channel = CHANNEL


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Every table of one small run: six ships of the demo's season, two of which go home."""
    bench = Bench(tmp_path_factory.mktemp("store"), CHANNEL)
    ships, declared, _ = season()
    few = [*ships[:2], *ships[8:10], *ships[20:22]]
    text = "\n".join(written(few, ears(few, [], Random(1)))) + "\n"
    for name, batch in READER.rows(io.BytesIO(text.encode()), a_source("t.nmea", synthetic=True)):
        bench.add(name, pa.Table.from_batches([batch]).cast(bench.plan.tables[name].schema))
    lines = ["ship,declared_at,kind,destination,from,cargo,source"]
    lines += [",".join(f'"{v}"' for v in d.values()) for d in declared]
    reader = next(r for r in CHANNEL.readers if r.name == "declarations_csv")
    for name, batch in reader.rows(
        io.BytesIO("\n".join(lines).encode()), a_source("d.csv", synthetic=True)
    ):
        if name != "feeds":
            bench.add(name, pa.Table.from_batches([batch]))
    for facts in CHANNEL.facts:
        table = bench.plan.tables[facts.table]
        with facts.path.open("rb") as file:
            for name, batch in facts_reader(facts, table).rows(file, a_source(facts.path.name)):
                bench.add(name, pa.Table.from_batches([batch]))
    bench.add("case_parties", "role  id\ntarget  country:KP\nsupplier  country:RU")
    bench.run()
    return {n: bench.engine.table(n) for n in bench.plan.tables}


SOME = {
    "spells",
    "said",
    "heard",
    "hulls",
    "belongs",
    "port_calls",
    "declarations",
    "voyages",
    "outcomes",
    "loading",
    "draughts",
    "identities",
    "distance",
    "looked_at",
}


def contract(number: int) -> type[StepContract]:
    """Make the contract's test class for one step; its inputs are what the steps before it make."""

    class TestStep(StepContract):
        step = STEPS[number]
        tables: ClassVar = TABLES
        inputs: ClassVar = {}

        @pytest.fixture(autouse=True)
        def _filled(self, made):
            type(self).inputs = {n: made[n] for n in (*self.step.reads, *self.step.whole)}

        if STEPS[number].name not in SOME:

            def test_it_makes_something_of_its_example(self):
                """Its own tests show what it finds; the demo's season has none of it."""
                assert not self._run(self.inputs)

    TestStep.__doc__ = f"The step {STEPS[number].name}."
    return TestStep


for _number, _step in enumerate(STEPS):
    globals()[f"TestStep{_number}_{_step.name}"] = contract(_number)


GOOD = {
    "positions_csv": "mmsi,time,lat,lon,sog,name,imo\n273000001,2017-04-01T00:00:00Z,43.1,131.9,0.1,SHIP,9074729\n",
    "dma_csv": "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type\n"
    "01/04/2017 00:00:00,Class A,219000001,55.1,10.2,Under way,0.0,10.1,90.0,91,Unknown,OXXX,SHIP,Cargo,,12,80,GPS,4.5,AARHUS,,AIS\n",
    "marinecadastre_csv": "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo\n"
    "366000001,2017-04-01T00:00:00,29.1,-90.2,10.0,180.0,511.0,SHIP,IMO9074729,WXX,80,0,100,20,5.5,80\n",
    "nari_csv": "sourcemmsi,navigationalstatus,rateofturn,speedoverground,courseoverground,trueheading,lon,lat,t\n"
    "245257000,0,0,0.1,13.1,36,-4.4657183,48.38249,1443650402\n",
    "exactearth_csv": "MMSI,Message_ID,Time,Vessel_Name,Call_sign,IMO,Ship_Type,Draught,Destination,SOG,Longitude,Latitude,COG,Heading\n"
    '"432905000","1","20210701_185151","","","","","","","13.6","-103.63687","8.87","314.8","315.0"\n',
    "gfw_events": "vessel.ssvid,start,end,port.name\n445000001,2017-04-01T00:00:00Z,2017-04-02T00:00:00Z,CHONGJIN\n",
    "declarations_csv": "ship,declared_at,kind,destination,cargo\nimo:9074729,2017-04-01T00:00:00Z,port_authority,Busan,diesel\n",
    "places_csv": "id,name,country,lat,lon,kind,other_names,part,size,source\nport:XXNEV,Neverland,country:JP,41.0,135.2,port,Pier|Quay,,S,made up\n",
    "calls_csv": "ship,port,arrived_at,left_at\nimo:9074729,RUVVO,2017-04-01T00:00:00Z,2017-04-02T00:00:00Z\n",
}


def reads(name: str) -> type[ReaderContract]:
    """Make the contract's test class for one CSV reader."""

    class TestReads(ReaderContract):
        reader = next(r for r in CHANNEL.readers if r.name == name)
        good = GOOD[name].encode()
        tables: ClassVar = TABLES

        def test_no_other_reader_of_ships_takes_it(self):
            """Two readers that take one file stop the run."""
            taking = [
                r.name
                for r in CHANNEL.readers
                if not r.fallback and r.accepts(Path("f.csv"), self.good)
            ]
            assert [name] == taking

    TestReads.__doc__ = f"The reader {name}."
    return TestReads


for _name in GOOD:
    globals()[f"TestReads_{_name}"] = reads(_name)
