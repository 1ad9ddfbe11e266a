"""Time MovingPandas' stop detector on rows of ``benchmarks.ships``; run by an interpreter that has it."""

import json
import sys
import time
import warnings
from datetime import timedelta

import geopandas
import movingpandas
import pandas as pd

warnings.filterwarnings("ignore")
rows = pd.read_parquet(sys.argv[1])
rows["sent_at"] = rows["sent_at"].dt.tz_localize(None)
frame = geopandas.GeoDataFrame(
    rows, geometry=geopandas.points_from_xy(rows["lon"], rows["lat"]), crs=4326
).set_index("sent_at")
start = time.process_time()
paths = movingpandas.TrajectoryCollection(frame, "ship")
stops = movingpandas.TrajectoryStopDetector(paths).get_stop_points(
    max_diameter=1000, min_duration=timedelta(hours=1)
)
print(
    json.dumps(
        {
            "cpu_s": time.process_time() - start,
            "stops": len(stops),
            "version": movingpandas.__version__,
        }
    )
)
