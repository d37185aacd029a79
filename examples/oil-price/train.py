"""The same training as train.ts, with scikit-learn: same files in, same files out.

Usage: python train.py [folder]
"""

import csv
import json
import math
import os
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import yaml
from onnx import compose, helper
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HISTORY_DAYS = 30
TOLERANCE = 1e-4
OPSETS = {"": 17, "ai.onnx.ml": 3}

# What a model may look at when it guesses the price of row i: only rows before i, and the calendar.
FEATURES = {
    "lag_1": lambda days, i: days[i - 1]["price"],
    "lag_2": lambda days, i: days[i - 2]["price"],
    "lag_7": lambda days, i: days[i - 7]["price"],
    "lag_30": lambda days, i: days[i - 30]["price"],
    "mean_30": lambda days, i: sum(day["price"] for day in days[i - 30 : i]) / 30,
    "month": lambda days, i: int(days[i]["date"][5:7]),
    "share": lambda days, i: (days[i - 1]["share_price"] / days[i - 2]["share_price"] - 1) * 100,
}


def main(folder):
    started = time.perf_counter()
    params = read_params(folder / "params.yaml")
    examples = examples_of(read_days(folder / "data/prices"), params["features"])
    holdout = read_holdout(folder / "data/holdout.csv", params["features"])
    if examples["date"][-1] >= holdout["date"][0]:
        sys.exit(
            f"data/prices reaches {examples['date'][-1]}, but the holdout begins on "
            f"{holdout['date'][0]}; a model must not be trained on the days it is judged on"
        )

    model, trained = fit(params, examples["x"], examples["y"])
    bytes_ = model.SerializeToString()
    session = onnxruntime.InferenceSession(bytes_, providers=["CPUExecutionProvider"])
    served = session.run(["prediction"], {"features": holdout["x"]})[0][:, 0].astype(float)
    check_parity(holdout, trained(holdout["x"]), served)

    scores = scores_of(holdout, served)
    metrics = metrics_of(scores)
    write_whole(folder / "models/oil.onnx", bytes_)
    lines = "".join(json.dumps(score, separators=(",", ":")) + "\n" for score in scores)
    write_whole(folder / "scores.jsonl", lines.encode())
    write_whole(folder / "metrics.json", (json.dumps(metrics, indent=2) + "\n").encode())
    seconds = time.perf_counter() - started
    print(f"trained in {seconds:.1f} s; on {metrics['rows']} days: rmse {metrics['rmse']}")


def read_params(path):
    params = yaml.safe_load(path.read_text())
    unknown = [name for name in params["features"] if name not in FEATURES]
    if unknown:
        sys.exit(f"{path}: no feature {', '.join(unknown)}; there are {', '.join(FEATURES)}")
    if params["model"] not in ("ridge", "trees"):
        sys.exit(f"{path}: model is {params['model']}; it must be ridge or trees")
    return params


def read_days(folder):
    days = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                price, share = float(row["price"]), float(row["share_price"])
                days.append({"date": row["date"], "price": price, "share_price": share})
    for before, day in zip(days, days[1:]):
        if before["date"] >= day["date"]:
            sys.exit(f"{folder}: {day['date']} stands after {before['date']}; sort by date")
    return days


def examples_of(days, features):
    """Inputs are float32 from the start, so that trees cut where the exported model cuts."""
    rows = range(HISTORY_DAYS, len(days))
    x = [[math.floor(FEATURES[f](days, i) * 1e4 + 0.5) / 1e4 for f in features] for i in rows]
    y = np.array([days[i]["price"] for i in rows])
    return {"date": [days[i]["date"] for i in rows], "x": np.array(x, dtype=np.float32), "y": y}


def read_holdout(path, features):
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    x = np.array([[float(row[f]) for f in features] for row in rows], dtype=np.float32)
    y = np.array([float(row["price"]) for row in rows])
    return {"date": [row["date"] for row in rows], "x": x, "y": y}


def fit(params, x, y):
    """A ridge, and for `model: trees` small trees that learn what the ridge leaves over."""
    ridge = make_pipeline(StandardScaler(), Ridge(alpha=params["alpha"]))
    ridge.fit(x.astype(float), y)
    ridge_graph = to_onnx(ridge, x.shape[1])
    if params["model"] == "ridge":
        model = as_model([ridge_graph], x.shape[1], params)
        return model, lambda rows: ridge.predict(rows.astype(float))
    trees = GradientBoostingRegressor(
        n_estimators=params["trees"],
        max_depth=params["depth"],
        learning_rate=params["rate"],
        subsample=0.7,
        min_samples_leaf=40,
        random_state=params["seed"],
    )
    trees.fit(x, y - ridge.predict(x.astype(float)))
    model = as_model([ridge_graph, to_onnx(trees, x.shape[1])], x.shape[1], params)
    return model, lambda rows: ridge.predict(rows.astype(float)) + trees.predict(rows)


def to_onnx(estimator, width):
    inputs = [("features", FloatTensorType([None, width]))]
    return convert_sklearn(estimator, initial_types=inputs, target_opset=OPSETS).graph


def as_model(graphs, width, params):
    """Adds up what the graphs say: `features` in, `prediction` out, as train.ts names them."""
    parts = [
        compose.add_prefix_graph(graph, f"part{index}_", rename_inputs=False)
        for index, graph in enumerate(graphs)
    ]
    graph = helper.make_graph(
        [node for part in parts for node in part.node]
        + [helper.make_node("Sum", [part.output[0].name for part in parts], ["prediction"])],
        "oil-price",
        [helper.make_tensor_value_info("features", onnx.TensorProto.FLOAT, ["rows", width])],
        [helper.make_tensor_value_info("prediction", onnx.TensorProto.FLOAT, ["rows", 1])],
        [constant for part in parts for constant in part.initializer],
    )
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    helper.set_model_props(model, {"features": ",".join(params["features"])})
    onnx.checker.check_model(model, full_check=True)
    return model


def check_parity(holdout, trained, served):
    for date, expected, found in zip(holdout["date"], trained, served):
        if not abs(found - expected) <= TOLERANCE * abs(expected):
            sys.exit(f"{date}: the exported model says {found}, the trained one {expected}")


def scores_of(holdout, predictions):
    rounded = [round(float(prediction), 4) for prediction in predictions]
    return [
        {
            "id": date,
            "date": date,
            "prediction": prediction,
            "target": float(target),
            "squared_error": round((prediction - float(target)) ** 2, 6),
        }
        for date, prediction, target in zip(holdout["date"], rounded, holdout["y"])
    ]


def metrics_of(scores):
    pairs = [(score["prediction"], score["target"]) for score in scores]
    squared = sum(score["squared_error"] for score in scores)
    absolute = sum(abs(guess - truth) for guess, truth in pairs)
    symmetric = sum(2 * abs(guess - truth) / (abs(guess) + abs(truth)) for guess, truth in pairs)
    return {
        "rmse": round(math.sqrt(squared / len(scores)), 6),
        "mae": round(absolute / len(scores), 6),
        "smape": round(symmetric / len(scores), 6),
        "rows": len(scores),
    }


def write_whole(path, content):
    """Whoever reads the path sees the old file or the whole new one, never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
