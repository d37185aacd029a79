"""Writes fairness.json beside it: what fairlearn makes of small data.

Needs fairlearn 0.14 or later; tests read the JSON alone.
"""

import json
import pathlib
import warnings

import fairlearn.metrics as f
import numpy as np

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(20140101)

MEASURES = {
    "demographic_parity_difference": f.demographic_parity_difference,
    "demographic_parity_ratio": f.demographic_parity_ratio,
    "equalized_odds_difference": f.equalized_odds_difference,
    "equalized_odds_ratio": f.equalized_odds_ratio,
    "equal_opportunity_difference": f.equal_opportunity_difference,
    "equal_opportunity_ratio": f.equal_opportunity_ratio,
}


def case(name, groups, target, prediction):
    expected = {
        key: float(measure(target, prediction, sensitive_features=groups))
        for key, measure in MEASURES.items()
    }
    rates = f.MetricFrame(
        metrics={
            "selection_rate": f.selection_rate,
            "true_positive_rate": f.true_positive_rate,
            "false_positive_rate": f.false_positive_rate,
        },
        y_true=target,
        y_pred=prediction,
        sensitive_features=groups,
    ).by_group
    return {
        "name": name,
        "groups": [str(one) for one in groups],
        "target": [int(one) for one in target],
        "prediction": [int(one) for one in prediction],
        "rates": {
            rate: {str(group): float(value) for group, value in rates[rate].items()}
            for rate in rates.columns
        },
        "expected": expected,
    }


def drawn(name, n, shares):
    groups = rng.choice(list(shares), n)
    target = (rng.random(n) < 0.4).astype(int)
    lift = np.asarray([shares[group] for group in groups])
    prediction = (rng.random(n) < np.where(target == 1, 0.5 + lift, 0.1 + lift / 2)).astype(int)
    return case(name, groups, target, prediction)


cases = [
    drawn("two groups", 80, {"f": 0.0, "m": 0.3}),
    drawn("three groups", 120, {"a": 0.0, "b": 0.2, "c": 0.4}),
    drawn("alike", 100, {"x": 0.2, "y": 0.2}),
    case("nothing wrong", list("aabb"), np.asarray([1, 0, 1, 0]), np.asarray([1, 0, 1, 0])),
    case("one group never chosen", list("aabb"), np.asarray([1, 0, 1, 0]), np.asarray([1, 1, 0, 0])),
]
(HERE / "fairness.json").write_text(json.dumps(cases, indent=1) + "\n")
