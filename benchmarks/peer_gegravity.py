"""Time gegravity on the rows of ``benchmarks.equilibrium``; run by an interpreter that has it."""

import json
import sys
import time
import warnings

import gegravity as ge
import pandas as pd

warnings.filterwarnings("ignore")
path, distance, border, sigma = sys.argv[1], *map(float, sys.argv[2:5])
rows = pd.read_csv(path, dtype={"year": str})
coefficients = pd.DataFrame(
    [
        {"var": "lndist", "coeff": distance, "ste": 0.1},
        {"var": "international", "coeff": border, "ste": 0.1},
        {"var": "shock", "coeff": 1.0, "ste": 0.1},
    ]
)
start = time.perf_counter()
model = ge.OneSectorGE(
    baseline=ge.BaselineData(
        rows,
        imp_var_name="importer",
        exp_var_name="exporter",
        year_var_name="year",
        trade_var_name="trade",
        expend_var_name="E",
        output_var_name="Y",
    ),
    year="2006",
    reference_importer="C002",
    expend_var_name="E",
    output_var_name="Y",
    sigma=sigma,
    cost_variables=["lndist", "international", "shock"],
    cost_coeff_values=ge.CostCoeffs(
        coefficients, identifier_col="var", coeff_col="coeff", stderr_col="ste"
    ),
    quiet=True,
)
model.build_baseline()
raised = model.baseline_data.copy()
pair = (raised["importer"] == "C001") & (raised["exporter"] == "C000")
back = (raised["importer"] == "C000") & (raised["exporter"] == "C001")
raised.loc[pair | back, "shock"] = -1.0
model.define_experiment(raised)
model.simulate()
print(json.dumps({"seconds": time.perf_counter() - start}))
